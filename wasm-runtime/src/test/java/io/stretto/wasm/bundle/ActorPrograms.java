package io.stretto.wasm.bundle;

import io.stretto.wasm.fuzz.Choices;
import java.io.ByteArrayOutputStream;

/** Draws programs for the contracts of {@code actor.c}. */
public final class ActorPrograms {

  /**
   * The gas, as a power of two, that calls are given by how deep they lie: a trap costs all of it,
   * so many traps further in must fit into what is given further out.
   */
  private static final int[] GAS_BITS = {33, 27, 22};

  private static final int INSTRUCTIONS_LIMIT = 7;

  private ActorPrograms() {}

  /** Draws a program for contracts of the given number. */
  public static byte[] draw(Choices choices, int contracts) {
    return draw(choices, contracts, 0);
  }

  private static byte[] draw(Choices choices, int contracts, int depth) {
    ByteArrayOutputStream program = new ByteArrayOutputStream();
    int count = choices.below(INSTRUCTIONS_LIMIT);
    for (int i = 0; i < count; i++) {
      add(program, choices, contracts, depth);
    }
    return program.toByteArray();
  }

  private static void add(
      ByteArrayOutputStream program, Choices choices, int contracts, int depth) {
    int kind = choices.below(depth < GAS_BITS.length ? 16 : 10);
    switch (kind) {
      case 0 -> bytes(program, 1, key(choices), choices.below(200));
      case 1 -> bytes(program, 2, key(choices));
      case 2 -> bytes(program, 3, key(choices));
      case 3, 4 -> bytes(program, 4, choices.below(ActorModel.CELLS), 10 + choices.below(6));
      case 5 -> bytes(program, 5, choices.below(ActorModel.CELLS));
      case 6 -> bytes(program, 6);
      case 7 -> bytes(program, 7, 'A' + choices.below(26));
      case 8 -> bytes(program, 11, key(choices), choices.below(60));
      case 9 -> {
        if (choices.below(3) == 0) {
          bytes(program, 8 + choices.below(2));
        }
      }
      default -> addCall(program, choices, contracts, depth);
    }
  }

  private static void addCall(
      ByteArrayOutputStream program, Choices choices, int contracts, int depth) {
    byte[] inner = draw(choices, contracts, depth + 1);
    int odd = choices.below(20);
    int how = odd == 1 || odd == 2 ? odd : GAS_BITS[depth];
    int deposit = choices.below(4) == 0 ? choices.below(8) : 0;
    int other = choices.below(contracts * 8) == 0 ? contracts : choices.below(contracts);
    bytes(program, 10, other, how, deposit, inner.length & 0xff, inner.length >>> 8);
    program.writeBytes(inner);
  }

  private static int key(Choices choices) {
    return 'k' + choices.below(4);
  }

  private static void bytes(ByteArrayOutputStream program, int... bytes) {
    for (int value : bytes) {
      program.write(value);
    }
  }
}
