package io.stretto.statestore.commit;

import io.stretto.protocol.Block;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Observation;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.Result;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A result of an execution, told by what it read and wrote. */
final class Attempt {

  private final int index;
  private final List<Observation> observations = new ArrayList<>();
  private final List<Write> writes = new ArrayList<>();
  private String id;
  private int incarnation;
  private boolean isPredicted = true;
  private ReceiptStatus status = ReceiptStatus.SUCCEEDED;

  private Attempt(String id, int index) {
    this.id = id;
    this.index = index;
  }

  /** An execution that touches nothing, of a transaction whose id is its position. */
  static Attempt at(Block block, int index) {
    return new Attempt(block.height() + "/" + index, index);
  }

  static StateKey key(String name) {
    return StateKey.storage("c", name.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] bytes(String value) {
    return value == null ? null : value.getBytes(StandardCharsets.UTF_8);
  }

  Attempt id(String otherId) {
    id = otherId;
    return this;
  }

  Attempt incarnation(int number) {
    incarnation = number;
    return this;
  }

  Attempt reads(String name, String value) {
    observations.add(new Observation.Exact(key(name), Fingerprint.of(bytes(value))));
    return this;
  }

  Attempt finds(String name, boolean present) {
    observations.add(new Observation.Presence(key(name), present));
    return this;
  }

  Attempt writes(String name, String value) {
    writes.add(new Write(key(name), bytes(value)));
    return this;
  }

  /** Adds to a number that was seen to lie in a range. */
  Attempt adds(String name, long amount, long low, long high) {
    observations.add(new Observation.Bound(key(name), Int128.of(low), Int128.of(high)));
    writes.add(Write.addition(key(name), Int128.of(amount)));
    return this;
  }

  Attempt readsNumber(String name, long number) {
    observations.add(new Observation.Exact(key(name), Fingerprint.of(Int128.of(number).encode())));
    return this;
  }

  /** Listed a range of names, each with the value that it has in the list. */
  Attempt lists(String from, String to, String... namesAndValues) {
    List<StateEntry> entries = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      entries.add(new StateEntry(key(namesAndValues[i]), bytes(namesAndValues[i + 1])));
    }
    observations.add(
        new Observation.Scan(
            new StateRange(key(from), key(to)), entries.size(), StateRange.digest(entries)));
    return this;
  }

  Attempt unpredicted() {
    isPredicted = false;
    return this;
  }

  Attempt ends(ReceiptStatus otherStatus) {
    status = otherStatus;
    return this;
  }

  Result result() {
    boolean isSuccess = status == ReceiptStatus.SUCCEEDED;
    ExecutionResult execution =
        new ExecutionResult(
            status,
            isSuccess ? ErrorCode.NONE : ErrorCode.PANIC,
            "",
            10,
            new byte[0],
            List.of(),
            observations,
            writes);
    return new Result(index, incarnation, id, isPredicted, execution);
  }
}
