package io.stretto.architecture.cycle.canon;

import io.stretto.architecture.cycle.echo.Echo;

/** Uses a package that uses this one, so that the rule against cycles has one to find. */
public interface Canon {

  /** The voice that follows. */
  Echo echo();
}
