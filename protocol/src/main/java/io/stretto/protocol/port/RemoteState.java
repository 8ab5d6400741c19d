package io.stretto.protocol.port;

import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
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
   * Reads the first entries of a range; waits until the state can be read. All are as of one
   * moment, unless they are too many or too large to be told at once, as with {@link #read}.
   *
   * @param ledger the ledger
   * @param range the range
   * @param limit how many entries are wanted at most
   * @param atHead as in {@link #read}
   */
  Entries scan(int ledger, StateRange range, int limit, boolean atHead);

  /**
   * The answer to a scan.
   *
   * @param height the last committed block's height
   * @param entries the entries by ascending key; not to be changed
   */
  record Entries(long height, List<StateEntry> entries) {}

  /**
   * The answer to a read.
   *
   * @param height the last committed block's height
   * @param values the keys' values in the order asked, {@code null} where absent; not to be changed
   */
  record Values(long height, List<byte[]> values) {}
}
