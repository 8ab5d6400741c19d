package io.stretto.wasm.engine;

import java.util.List;

/** A module ready to be instantiated, any number of times. Safe for use by several threads. */
public interface EngineModule {

  /** Makes an instance; all that the module imports must be among the host functions. */
  EngineInstance instantiate(List<HostFunction> hostFunctions);
}
