package io.stretto.wasm.bytecode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The types on the operand stack and the blocks that are open, at one point of a function. */
final class OperandStack {

  /** A type that may be any, in code that is never reached. */
  private static final byte ANY = 1;

  private byte[] types = new byte[64];
  private int size;
  private final List<Frame> frames = new ArrayList<>();

  /** An open block. */
  static final class Frame {
    final int opcode;
    final byte result;
    final int height;
    boolean unreachable;

    Frame(int opcode, byte result, int height) {
      this.opcode = opcode;
      this.result = result;
      this.height = height;
    }

    /** The type of what a branch to the block carries, or NONE. */
    byte branchType() {
      return opcode == Opcodes.LOOP ? OperandTypes.NONE : result;
    }
  }

  void clear() {
    size = 0;
    frames.clear();
  }

  int size() {
    return size;
  }

  int depth() {
    return frames.size();
  }

  void push(byte type) {
    if (type == OperandTypes.NONE) {
      return;
    }
    if (size == types.length) {
      types = Arrays.copyOf(types, 2 * size);
    }
    types[size++] = type;
  }

  byte pop() throws InvalidCodeException {
    Frame top = top();
    if (size == top.height) {
      if (top.unreachable) {
        return ANY;
      }
      throw InvalidCodeException.invalid("an instruction finds too few operands");
    }
    return types[--size];
  }

  void pop(byte expected) throws InvalidCodeException {
    if (expected != OperandTypes.NONE) {
      byte found = pop();
      if (found != expected && found != ANY && expected != ANY) {
        throw InvalidCodeException.invalid("an instruction finds an operand of another type");
      }
    }
  }

  /** Pops two operands of the same type and returns it. */
  byte popEqualPair() throws InvalidCodeException {
    byte second = pop();
    byte first = pop();
    if (first != second && first != ANY && second != ANY) {
      throw InvalidCodeException.invalid("select between different types");
    }
    return first == ANY ? second : first;
  }

  Frame top() throws InvalidCodeException {
    if (frames.isEmpty()) {
      throw InvalidCodeException.malformed("instructions after a function's end");
    }
    return frames.getLast();
  }

  void open(int opcode, byte result) {
    frames.add(new Frame(opcode, result, size));
  }

  Frame close() throws InvalidCodeException {
    Frame frame = top();
    pop(frame.result);
    if (size != frame.height) {
      throw InvalidCodeException.invalid("a block leaves operands behind");
    }
    frames.removeLast();
    return frame;
  }

  Frame target(long label) throws InvalidCodeException {
    if (label >= frames.size()) {
      throw InvalidCodeException.invalid("a branch to an unknown label");
    }
    return frames.get(frames.size() - 1 - (int) label);
  }

  void setUnreachable() throws InvalidCodeException {
    Frame frame = top();
    size = frame.height;
    frame.unreachable = true;
  }
}
