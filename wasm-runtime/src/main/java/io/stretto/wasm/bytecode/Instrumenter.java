package io.stretto.wasm.bytecode;

import io.stretto.wasm.bytecode.ContractModule.Section;
import io.stretto.wasm.gas.GasSchedule;
import io.stretto.wasm.gas.Limit;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Builds metering into a module, as WebAssembly again, so that every engine executes the same
 * instructions and counts the same gas.
 *
 * <p>Two globals are added behind the module's own, not exported, so no name can clash: the gas
 * left and the call depth left. The gas of a basic block is charged where the block begins. Inside
 * a function the gas left is in a local, since globals are slow; it is written back before each
 * call and where the function ends, and read again after each call. Gas or depth that ran out shows
 * as a negative global after a trap. Custom sections are dropped.
 */
public final class Instrumenter {

  private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};

  private final ContractModule module;
  private final GasSchedule schedule;
  private final int gasGlobal;
  private final int depthGlobal;
  private final InstructionCosts costs;
  private final boolean isMetered;
  private final ByteWriter out = new ByteWriter();

  private Instrumenter(ContractModule module, GasSchedule schedule, boolean isMetered) {
    this.module = module;
    this.isMetered = isMetered;
    this.schedule = schedule;
    this.gasGlobal = module.globals().size();
    this.depthGlobal = gasGlobal + 1;
    this.costs = new InstructionCosts(module, schedule);
  }

  /** Returns the module with metering. */
  public static MeteredModule instrument(ContractModule module, GasSchedule schedule)
      throws InvalidCodeException {
    return new Instrumenter(module, schedule, true).run();
  }

  /**
   * Returns the module with the globals and nothing else of the metering: code as it was, of which
   * neither gas nor depth is counted and whose floating-point results may differ. It is there to
   * measure what metering costs, never to execute contracts.
   */
  public static MeteredModule withoutMetering(ContractModule module, GasSchedule schedule)
      throws InvalidCodeException {
    return new Instrumenter(module, schedule, false).run();
  }

  /** The depth units that one call of a function takes while it is not finished. */
  static int depthUnits(ContractModule module, int ownFunction) {
    ContractModule.Body body = module.bodies().get(ownFunction);
    int parameters = module.types().get(module.functionTypes()[ownFunction]).parameters().size();
    return 16 + parameters + body.declaredLocals() + (body.end() - body.start()) / 16;
  }

  private MeteredModule run() throws InvalidCodeException {
    out.putAll(HEADER, 0, HEADER.length);
    boolean globalsWritten = false;
    for (Section section : module.sections()) {
      if (section.id() == SectionId.CUSTOM) {
        continue;
      }
      if (!globalsWritten && SectionId.order(section.id()) >= SectionId.GLOBAL) {
        writeGlobals(section);
        globalsWritten = true;
      }
      if (section.id() == SectionId.CODE && isMetered) {
        writeCode();
      } else if (section.id() != SectionId.GLOBAL) {
        ByteWriter content = new ByteWriter().putAll(module.code(), section.start(), section.end());
        out.put(section.id()).putSized(content);
      }
    }
    return new MeteredModule(out.toBytes(), module, gasGlobal, depthGlobal, oversizeFunctions());
  }

  private Set<Integer> oversizeFunctions() {
    return IntStream.range(0, module.bodies().size())
        .filter(own -> module.isOversize(own, schedule))
        .mapToObj(own -> module.imports().size() + own)
        .collect(Collectors.toUnmodifiableSet());
  }

  private void writeGlobals(Section section) throws InvalidCodeException {
    ByteWriter content = new ByteWriter().putUnsigned(module.globals().size() + 2L);
    if (section.id() == SectionId.GLOBAL) {
      ByteReader reader = new ByteReader(module.code(), section.start(), section.end());
      reader.readU32();
      content.putAll(module.code(), reader.position(), section.end());
    }
    content.put(ValueType.I64.code()).put(1).putOp(Opcodes.I64_CONST, 0).put(Opcodes.END);
    content.put(ValueType.I32.code()).put(1).putOp(Opcodes.I32_CONST, 0).put(Opcodes.END);
    out.put(SectionId.GLOBAL).putSized(content);
  }

  private void writeCode() throws InvalidCodeException {
    ByteWriter content = new ByteWriter().putUnsigned(module.bodies().size());
    FunctionInstrumenter function =
        new FunctionInstrumenter(module, schedule, costs, gasGlobal, depthGlobal);
    long limit = 8 * schedule.limit(Limit.CODE_BYTES);
    for (int i = 0; i < module.bodies().size(); i++) {
      content.putSized(function.instrument(i));
      if (content.size() > limit) {
        throw InvalidCodeException.tooLarge("the code with metering: at most " + limit + " bytes");
      }
    }
    out.put(SectionId.CODE).putSized(content);
  }
}
