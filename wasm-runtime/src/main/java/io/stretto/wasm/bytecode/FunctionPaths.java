package io.stretto.wasm.bytecode;

import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The dearest ways through one function, found in one pass over its instructions. Control of
 * WebAssembly is structured: whatever does not go back to a loop goes on, so when the pass comes to
 * a place it knows all ways to it. Where ways meet, the dearer counts; where a loop ends, its
 * dearest round is multiplied by the loop's count.
 *
 * <p>Gas is added as {@link FunctionInstrumenter} charges it: a basic block's at its beginning, so
 * an execution that ends in the middle has paid the rest. What can never run is left out.
 */
final class FunctionPaths {

  /** What is known of the functions that are called. */
  interface Callees {
    ExitBounds of(int function);

    ExitBounds ofTable(FunctionSignature signature);
  }

  private static final class Label {
    final boolean isLoop;

    /** The dearest way to the label's end; null where there is none yet. */
    SymbolicBound exit;

    /** Where the other arm of an {@code if} begins; null where there is none. */
    SymbolicBound otherArm;

    Label(boolean isLoop, SymbolicBound otherArm) {
      this.isLoop = isLoop;
      this.otherArm = otherArm;
    }
  }

  private final ContractModule module;
  private final GasSchedule schedule;
  private final InstructionCosts costs;
  private final Callees callees;
  private final List<Label> labels = new ArrayList<>();
  private final List<PathRegion> regions = new ArrayList<>();
  private int function;
  private int loops;
  private int repeatingLoops;

  /**
   * What was used up to here, but for what the basic block at hand and its calls use; null where
   * nothing arrives.
   */
  private SymbolicBound here;

  private boolean isBlockReached;
  private long blockGas;

  /** What calls in the basic block at hand use where they end the execution; null for none. */
  private SymbolicBound endedInBlock;

  /** How often what was called in the basic block at hand, by what it uses until it returns. */
  private final Map<SymbolicBound, Integer> callsInBlock = new LinkedHashMap<>();

  FunctionPaths(
      ContractModule module, GasSchedule schedule, InstructionCosts costs, Callees callees) {
    this.module = module;
    this.schedule = schedule;
    this.costs = costs;
    this.callees = callees;
  }

  /** Finds the bounds of an own function. */
  ExitBounds find(int ownFunction) throws InvalidCodeException {
    ContractModule.Body body = module.bodies().get(ownFunction);
    long factor = costs.factor(ownFunction);
    begin(module.imports().size() + ownFunction);
    blockGas = body.declaredLocals() * schedule.cost(Cost.LOCAL) * factor;
    InstructionCursor cursor =
        new InstructionCursor(new ByteReader(module.code(), body.start(), body.end()), schedule);
    while (cursor.next()) {
      blockGas += costs.gas(cursor) * factor;
      int opcode = cursor.opcode();
      if (opcode == Opcodes.BLOCK) {
        labels.add(new Label(false, null));
      } else if (opcode == Opcodes.CALL) {
        call(callees.of((int) cursor.immediate()));
      } else if (opcode == Opcodes.CALL_INDIRECT) {
        call(callees.ofTable(module.types().get((int) cursor.immediate())));
      } else if (Opcodes.endsBasicBlock(opcode)) {
        endBasicBlock();
        control(cursor);
        isBlockReached = here != null;
      }
    }
    return new ExitBounds(here, regions.getFirst().ended);
  }

  /** How many loops of the function examined last can go back. */
  int repeatingLoops() {
    return repeatingLoops;
  }

  private void begin(int functionIndex) {
    function = functionIndex;
    loops = 0;
    repeatingLoops = 0;
    labels.clear();
    regions.clear();
    labels.add(new Label(false, null));
    regions.add(new PathRegion(-1, null, null));
    here = SymbolicBound.ZERO;
    isBlockReached = true;
    endedInBlock = null;
  }

  private void call(ExitBounds callee) {
    if (here == null) {
      return;
    }
    if (callee.ended() != null) {
      addCalls();
      endedInBlock = SymbolicBound.joinOf(endedInBlock, here.plus(callee.ended()));
    }
    if (callee.returned() == null) {
      here = null;
    } else {
      callsInBlock.merge(callee.returned(), 1, Integer::sum);
    }
  }

  /** Adds what calls used since the last time, each callee once: adding bounds takes time. */
  private void addCalls() {
    if (here != null) {
      for (Map.Entry<SymbolicBound, Integer> calls : callsInBlock.entrySet()) {
        here = here.plus(calls.getKey().times(calls.getValue()));
      }
    }
    callsInBlock.clear();
  }

  private void endBasicBlock() {
    addCalls();
    if (isBlockReached) {
      if (endedInBlock != null) {
        regions.getLast().end(endedInBlock.plus(blockGas));
      }
      here = here == null ? null : here.plus(blockGas);
    }
    endedInBlock = null;
    blockGas = 0;
  }

  private void control(InstructionCursor cursor) {
    switch (cursor.opcode()) {
      case Opcodes.LOOP -> openLoop(cursor.start());
      case Opcodes.IF -> labels.add(new Label(false, here));
      case Opcodes.ELSE -> beginOtherArm();
      case Opcodes.END -> close();
      case Opcodes.BR_IF -> branch((int) cursor.immediate());
      default -> {
        leaveForGood(cursor);
        here = null;
      }
    }
  }

  private void leaveForGood(InstructionCursor cursor) {
    switch (cursor.opcode()) {
      case Opcodes.BR -> branch((int) cursor.immediate());
      case Opcodes.BR_TABLE -> branchToAll(cursor.labels());
      case Opcodes.RETURN -> branch(labels.size() - 1);
      default -> { // unreachable
        if (here != null) {
          regions.getLast().end(here);
        }
      }
    }
  }

  private void beginOtherArm() {
    Label label = labels.getLast();
    label.exit = SymbolicBound.joinOf(label.exit, here);
    here = label.otherArm;
    label.otherArm = null;
  }

  private void openLoop(int offset) {
    loops++;
    Repetition repetition = Repetition.loop(function, loops, offset);
    regions.add(new PathRegion(labels.size(), here, repetition));
    labels.add(new Label(true, null));
    here = here == null ? null : SymbolicBound.ZERO;
  }

  private void close() {
    Label label = labels.removeLast();
    if (label.isLoop) {
      closeLoop();
    } else {
      here = SymbolicBound.joinOf(here, SymbolicBound.joinOf(label.exit, label.otherArm));
    }
  }

  private void closeLoop() {
    PathRegion loop = regions.removeLast();
    if (loop.entry == null) {
      return;
    }
    if (loop.isEndless(here)) {
      loop.end(loop.round);
    }
    repeatingLoops += loop.round == null ? 0 : 1;
    SymbolicBound before = loop.allRounds();
    loop.left.forEach((target, bound) -> arrive(target, before.plus(bound)));
    if (loop.ended != null) {
      regions.getLast().end(before.plus(loop.ended));
    }
    here = here == null ? null : before.plus(here);
  }

  private void branchToAll(int[] depths) {
    BitSet distinct = new BitSet();
    for (int depth : depths) {
      distinct.set(depth);
    }
    distinct.stream().forEach(this::branch);
  }

  private void branch(int depth) {
    if (here != null) {
      arrive(labels.size() - 1 - depth, here);
    }
  }

  /** Notes a way to a label, counted from the beginning of the innermost region. */
  private void arrive(int target, SymbolicBound bound) {
    PathRegion region = regions.getLast();
    if (target < region.label) {
      region.leave(target, bound);
    } else if (target == region.label) {
      region.round = SymbolicBound.joinOf(region.round, bound);
    } else {
      Label label = labels.get(target);
      label.exit = SymbolicBound.joinOf(label.exit, bound);
    }
  }
}
