package io.stretto.wasm.fuzz;

import io.stretto.wasm.bytecode.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * One function under construction: its locals, its open blocks, its instructions, and how much more
 * may be added. The generators of the parts find each other through it.
 */
final class FunctionBuilder {

  private static final int LOCALS_LIMIT = 40;
  private static final int DEPTH_LIMIT = 8;

  /** An open block, what a branch to it carries, null for nothing, and whether it goes back. */
  record Label(ValueType carried, boolean goesBack) {}

  final Choices choices;
  final Features features;
  final GeneratedModule module;
  final ModuleShape shape;
  final ValueType result;

  /** The function's number among the own ones; calls of later ones cannot go round in circles. */
  final int own;

  final List<Label> labels = new ArrayList<>();
  final ValueGenerator values = new ValueGenerator(this);
  final StatementGenerator statements = new StatementGenerator(this);
  final ControlGenerator control = new ControlGenerator(this);
  final MemoryGenerator memory = new MemoryGenerator(this);
  final CallGenerator calls = new CallGenerator(this);
  final HostCallGenerator hostCalls = new HostCallGenerator(this);

  private final List<ValueType> parameters;
  private final List<ValueType> locals = new ArrayList<>();
  private final List<Integer> counters = new ArrayList<>();
  private final List<Instruction> code = new ArrayList<>();
  private int budget;
  private int depth;

  FunctionBuilder(
      ModuleShape shape, int own, List<ValueType> parameters, ValueType result, int budget) {
    this.shape = shape;
    this.choices = shape.choices();
    this.features = shape.features();
    this.module = shape.module();
    this.own = own;
    this.parameters = parameters;
    this.result = result;
    this.budget = budget;
    labels.add(new Label(result, false));
  }

  void emit(int opcode) {
    code.add(Instruction.of(opcode));
  }

  void emit(int opcode, long immediate) {
    code.add(Instruction.of(opcode, immediate));
  }

  void emit(Instruction instruction) {
    code.add(instruction);
  }

  void constant(ValueType type, long bits) {
    emit(Operations.constant(type), bits);
  }

  /** Begins a part of the function; false where it has become too large or too deep. */
  boolean enter() {
    if (budget <= 0 || depth >= DEPTH_LIMIT) {
      return false;
    }
    budget--;
    depth++;
    return true;
  }

  void leave() {
    depth--;
  }

  /** A local of a type that code may use as it likes. */
  int localOf(ValueType type) {
    List<Integer> fitting = new ArrayList<>();
    for (int i = 0; i < parameters.size() + locals.size(); i++) {
      if (typeOfLocal(i) == type && !counters.contains(i)) {
        fitting.add(i);
      }
    }
    boolean full = locals.size() >= LOCALS_LIMIT;
    if (fitting.isEmpty() || (!full && choices.oneIn(6))) {
      return newLocal(type);
    }
    return choices.pick(fitting);
  }

  /** A local that counts a loop; nothing else changes it. */
  int newCounter() {
    int counter = newLocal(ValueType.I32);
    counters.add(counter);
    return counter;
  }

  private int newLocal(ValueType type) {
    locals.add(type);
    return parameters.size() + locals.size() - 1;
  }

  private ValueType typeOfLocal(int index) {
    return index < parameters.size()
        ? parameters.get(index)
        : locals.get(index - parameters.size());
  }

  /** Puts the finished function where its place in the module is. */
  GeneratedModule.Function toFunction(int type) {
    return new GeneratedModule.Function(type, List.copyOf(locals), List.copyOf(code));
  }
}
