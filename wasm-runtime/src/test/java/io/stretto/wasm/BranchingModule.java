package io.stretto.wasm;

import static io.stretto.wasm.TestModule.I32;
import static io.stretto.wasm.TestModule.I64;
import static io.stretto.wasm.TestModule.bytes;
import static io.stretto.wasm.TestModule.repeat;
import static io.stretto.wasm.TestModule.signed;
import static io.stretto.wasm.TestModule.unsigned;

import io.stretto.wasm.fuzz.Choices;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A module of random control flow in which every branch is decided by the next bit of the call's
 * argument, so that whoever tries all arguments has tried all ways. Loops go back only where a bit
 * is 1, so they end; how often each goes back in one visit stands in memory, as the highest number.
 *
 * <p>The function {@code f} reads the argument and calls the last of some functions, which call
 * those before them, directly and through the table.
 */
final class BranchingModule {

  /** What {@code f} pays by size for an argument of 8 bytes that it reads through a register. */
  static final int SIZE_GAS = 16;

  private static final int READ_REGISTER = 1;
  private static final int PANIC = 2;
  private static final int BIT = 3;
  private static final int FIRST_FUNCTION = 4;
  private static final int COUNTERS = 64;
  private static final int LOOPS_LIMIT = 100;
  private static final int NESTING_LIMIT = 4;

  /** A loop, named as the analysis names it. */
  record Loop(int function, int ordinal) {}

  private final Choices choices;
  private final boolean hasLoops;
  private final TestModule module = new TestModule().memory(1);
  private final List<Integer> functionBits = new ArrayList<>();
  private final List<Loop> loops = new ArrayList<>();
  private final List<Boolean> labels = new ArrayList<>();
  private ByteArrayOutputStream code = new ByteArrayOutputStream();
  private int bits;
  private int loopsOfFunction;
  final byte[] bytes;

  BranchingModule(Choices choices, boolean hasLoops) {
    this.choices = choices;
    this.hasLoops = hasLoops;
    int callable = module.type(new int[0]);
    module.importFunction("env", "input", module.type(new int[] {I64}));
    module.importFunction("env", "read_register", module.type(new int[] {I64, I64}));
    module.importFunction("env", "panic", callable);
    byte[] bit = bytes(0x41, 0, 0x29, 3, 0, 0xa7, 0x41, 1, 0x71);
    byte[] shift = bytes(0x41, 0, 0x41, 0, 0x29, 3, 0, 0x42, 1, 0x88, 0x37, 3, 0);
    module.function(module.type(new int[0], I32), bytes(bit, shift));
    int functions = 1 + choices.below(4);
    int last = FIRST_FUNCTION;
    for (int i = 0; i < functions; i++) {
      last = addFunction(callable);
      if (i == 1) {
        module.table(2).pair(FIRST_FUNCTION, FIRST_FUNCTION + 1);
      }
    }
    byte[] start = bytes(0x42, 0, 0x10, 0, 0x42, 0, 0x42, 0, 0x10, READ_REGISTER);
    module.export("f", module.function(callable, bytes(start, 0x10, last)));
    bytes = module.build();
  }

  /** How many bits the longest way asks for, or more. */
  int bits() {
    return functionBits.getLast();
  }

  /** The index of the function {@code f}. */
  int entry() {
    return FIRST_FUNCTION + functionBits.size();
  }

  List<Loop> loops() {
    return loops;
  }

  /** Where in memory it stands, in 8 bytes, how often a loop went back in one visit at most. */
  static int counter(int loop) {
    return COUNTERS + 16 * loop + 8;
  }

  private int addFunction(int type) {
    code = new ByteArrayOutputStream();
    bits = 0;
    loopsOfFunction = 0;
    labels.clear();
    labels.add(false);
    statements();
    functionBits.add(bits);
    byte[] locals = choices.oneIn(2) ? bytes(1, unsigned(choices.below(30)), I64) : bytes(0);
    return module.function(type, locals, code.toByteArray());
  }

  private void emit(Object... parts) {
    code.writeBytes(bytes(parts));
  }

  private void statements() {
    for (int i = choices.below(4); i >= 0; i--) {
      statement();
    }
  }

  private void statement() {
    emit(repeat(choices.below(40), bytes(0x01)));
    boolean mayNest = labels.size() <= NESTING_LIMIT && bits < 8;
    switch (choices.below(9)) {
      case 0 -> emit(0x41, 0, 0x29, 3, 0, 0x1a);
      case 1 -> block(mayNest);
      case 2, 3 -> conditional(mayNest);
      case 4 -> loop(mayNest);
      case 5 -> branchIf();
      case 6 -> branchTable();
      case 7 -> call();
      default -> leave();
    }
  }

  private void bit() {
    emit(0x10, BIT);
    bits++;
  }

  private void block(boolean mayNest) {
    if (mayNest) {
      emit(0x02, 0x40);
      labels.add(false);
      statements();
      labels.removeLast();
      emit(0x0b);
    }
  }

  private void conditional(boolean mayNest) {
    if (mayNest) {
      bit();
      emit(0x04, 0x40);
      labels.add(false);
      statements();
      if (choices.oneIn(2)) {
        emit(0x05);
        statements();
      }
      labels.removeLast();
      emit(0x0b);
    }
  }

  private void loop(boolean mayNest) {
    if (!mayNest || !hasLoops || loops.size() == LOOPS_LIMIT) {
      return;
    }
    int current = counter(loops.size()) - 8;
    loops.add(new Loop(FIRST_FUNCTION + functionBits.size(), ++loopsOfFunction));
    emit(0x41, 0, 0x42, signed(-1), 0x37, 3, unsigned(current));
    emit(0x03, 0x40);
    emit(0x41, 0, 0x41, 0, 0x29, 3, unsigned(current), 0x42, 1, 0x7c, 0x37, 3, unsigned(current));
    byte[] now = bytes(0x41, 0, 0x29, 3, unsigned(current));
    byte[] highest = bytes(0x41, 0, 0x29, 3, unsigned(current + 8));
    emit(0x41, 0, now, highest, now, highest, 0x55, 0x1b, 0x37, 3, unsigned(current + 8));
    labels.add(true);
    statements();
    bit();
    emit(0x0d, 0);
    labels.removeLast();
    emit(0x0b);
  }

  private int label() {
    return choices.below(labels.size());
  }

  /** A label that does not go back. */
  private int exit() {
    int depth = label();
    return labels.get(labels.size() - 1 - depth) ? labels.size() - 1 : depth;
  }

  private void branchIf() {
    bit();
    emit(0x0d, label());
  }

  /** A branch by two bits, of which the first of four goes on. */
  private void branchTable() {
    bit();
    emit(0x41, 2, 0x6c);
    bit();
    emit(0x6a, 0x0e, 3, exit(), label(), label(), label());
    deadCode();
  }

  private void call() {
    int functions = functionBits.size();
    if (functions == 0) {
      return;
    }
    if (functions >= 2 && choices.oneIn(3)) {
      bit();
      emit(0x11, 0, 0);
      bits += Math.max(functionBits.get(0), functionBits.get(1));
    } else {
      int function = choices.below(functions);
      emit(0x10, FIRST_FUNCTION + function);
      bits += functionBits.get(function);
    }
  }

  private void leave() {
    bit();
    emit(0x04, 0x40);
    labels.add(false);
    switch (choices.below(3)) {
      case 0 -> emit(0x10, PANIC, 0x00);
      case 1 -> emit(0x0f);
      default -> emit(0x0c, label());
    }
    deadCode();
    labels.removeLast();
    emit(0x0b);
  }

  private void deadCode() {
    if (choices.oneIn(2)) {
      emit(repeat(50, bytes(0x01)));
    }
  }
}
