package io.stretto.protocol.port;

import io.stretto.protocol.StateKey;
import java.util.List;

/** The committer's state, read from elsewhere: what a worker that knows nothing can rely on. */
public interface RemoteState {

  /**
   * Reads keys; waits until the state can be read. All values are as of one moment, unless they are
   * too large to be told at once: then some are as of a later one than the height tells.
   *
   * @param ledger the ledger
   * @param keys the keys
   * @param atHead whether to read what is settled of the open block too: the state just before the
   *     next position to commit; otherwise the state after the last committed block
   */
  Values read(int ledger, List<StateKey> keys, boolean atHead);

  /**
   * The answer.
   *
   * @param height the last committed block's height
   * @param values the keys' values in the order asked, {@code null} where absent; not to be changed
   */
  record Values(long height, List<byte[]> values) {}
}
