package io.stretto.statestore.rocksdb;

import static io.stretto.statestore.ChainBuilder.key;
import static io.stretto.statestore.ChainBuilder.number;

import io.stretto.protocol.Write;
import io.stretto.statestore.RocksSettings;
import java.nio.file.Path;
import java.util.List;

/** Applies blocks, each of which writes its height under many keys, until the process is killed. */
public final class ApplyingMain {

  static final int KEYS = 200;

  private ApplyingMain() {}

  /** The only argument names the directory. */
  public static void main(String[] arguments) {
    try (RocksCommittedState state =
        RocksCommittedState.open(Path.of(arguments[0]), 0, RocksSettings.DEFAULT)) {
      Deltas deltas = new Deltas(0);
      state.apply(deltas.genesis());
      for (long height = 1; height < 1_000_000; height++) {
        Write[] writes = new Write[KEYS];
        for (int i = 0; i < KEYS; i++) {
          writes[i] = new Write(key("k" + i), number(height));
        }
        state.apply(deltas.next(List.of("tx-" + height), writes));
        state.pollApplied();
        if (height == 50) {
          System.out.println("APPLYING");
        }
      }
    }
  }
}
