package io.stretto.wasm.engine;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import io.stretto.wasm.bytecode.ContractModule;
import io.stretto.wasm.bytecode.MeteredModule;
import java.util.ArrayList;
import java.util.List;

/**
 * An instance of Chicory's. Tables need no reset: no instruction that a contract may use changes
 * one.
 */
final class ChicoryInstance implements EngineInstance {

  private static final long[] NO_ARGUMENTS = {};
  private static final long OVERHEAD_BYTES = 64L << 10;

  private final EngineModule module;
  private final Machine machine;
  private final FlatMemory memory;
  private final GlobalInstance gas;
  private final GlobalInstance depth;
  private final GlobalInstance[] mutableGlobals;
  private final long[] initialValues;
  private final boolean survivesFailure;

  ChicoryInstance(
      EngineModule module,
      Instance instance,
      FlatMemory memory,
      MeteredModule metered,
      boolean survivesFailure) {
    this.module = module;
    this.machine = instance.getMachine();
    this.memory = memory;
    this.gas = instance.global(metered.gasGlobal());
    this.depth = instance.global(metered.depthGlobal());
    this.survivesFailure = survivesFailure;
    List<ContractModule.Global> globals = metered.original().globals();
    List<GlobalInstance> changing = new ArrayList<>();
    for (int i = 0; i < globals.size(); i++) {
      if (globals.get(i).mutable()) {
        changing.add(instance.global(i));
      }
    }
    this.mutableGlobals = changing.toArray(GlobalInstance[]::new);
    this.initialValues = changing.stream().mapToLong(GlobalInstance::getValue).toArray();
  }

  @Override
  public boolean isOf(EngineModule other) {
    return module.equals(other);
  }

  @Override
  public GuestMemory memory() {
    return memory;
  }

  @Override
  public Ending run(int function) {
    try {
      machine.call(function, NO_ARGUMENTS);
      return Ending.RETURNED;
    } catch (HostExit e) {
      throw e;
    } catch (ChicoryInterruptedException e) {
      throw new ExecutionInterruptedException(e);
    } catch (StackOverflowError e) {
      throw new StackTooSmallException(e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof StackOverflowError) {
        throw new StackTooSmallException(e);
      }
      return Ending.TRAPPED;
    }
  }

  @Override
  public long gasLeft() {
    return gas.getValue();
  }

  @Override
  public void setGasLeft(long value) {
    gas.setValue(value);
  }

  @Override
  public long depthLeft() {
    return (int) depth.getValue();
  }

  @Override
  public void setDepthLeft(int value) {
    depth.setValue(value);
  }

  @Override
  public void reset() {
    memory.reset();
    for (int i = 0; i < mutableGlobals.length; i++) {
      mutableGlobals[i].setValue(initialValues[i]);
    }
  }

  @Override
  public int writtenBlocks() {
    return memory.writtenBlocks();
  }

  @Override
  public InstanceImage image() {
    long[] globals = new long[mutableGlobals.length];
    for (int i = 0; i < globals.length; i++) {
      globals[i] = mutableGlobals[i].getValue();
    }
    return new InstanceImage(memory.image(), globals);
  }

  @Override
  public void restore(InstanceImage image) {
    memory.restore(image.memory);
    for (int i = 0; i < mutableGlobals.length; i++) {
      mutableGlobals[i].setValue(image.globals[i]);
    }
  }

  @Override
  public boolean survivesFailure() {
    return survivesFailure;
  }

  @Override
  public long retainedBytes() {
    return OVERHEAD_BYTES + memory.retainedBytes();
  }
}
