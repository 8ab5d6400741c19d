package io.stretto.wasm.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Draws the calls that are made of a module. */
public final class Calls {

  private static final int COUNT_LIMIT = 6;

  private Calls() {}

  /**
   * One call.
   *
   * @param function the exported function's name
   * @param arguments the call's arguments
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Call(String function, byte[] arguments) {}

  /** Some calls of the functions with the given names, each at least once if they are few. */
  public static List<Call> draw(List<String> functions, Choices choices) {
    List<Call> calls = new ArrayList<>();
    if (functions.isEmpty()) {
      return calls;
    }
    for (int i = 0; i < Math.min(functions.size() + 1, COUNT_LIMIT); i++) {
      String function = i < functions.size() ? functions.get(i) : choices.pick(functions);
      calls.add(new Call(function, arguments(choices)));
    }
    return calls;
  }

  private static byte[] arguments(Choices choices) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * choices.below(5)).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      buffer.putLong(choices.oneIn(3) ? choices.bits() : Constants.integer(choices));
    }
    return buffer.array();
  }
}
