package io.stretto.protocol.port;

import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import java.util.List;

/** The committer's state, read from elsewhere: what a worker that knows nothing can rely on. */
public interface RemoteState {

  /**
   * Reads keys, all as of one moment; waits until the state can be read.
   *
   * @param ledger the ledger
   * @param keys the keys
   * @param atHead whether to read what is settled of the open block too: the state just before the
   *     next position to commit; otherwise the state after the last committed block
   */
  Values read(int ledger, List<StateKey> keys, boolean atHead);

  /**
   * Reads the first entries of a range, as of one moment; waits until the state can be read.
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
