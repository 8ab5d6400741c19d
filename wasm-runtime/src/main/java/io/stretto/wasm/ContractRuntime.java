package io.stretto.wasm;

import io.stretto.protocol.Digest;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.engine.EngineMode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The part of contract execution that all executors of a process share: the settings and the
 * contracts' code, validated, metered and compiled, by hash. Safe for use by several threads.
 */
public final class ContractRuntime {

  private final RuntimeSettings settings;
  private final Executor compiler;
  private final Map<Digest, Entry> modules = new LinkedHashMap<>(64, 0.75f, true);
  private long cachedBytes;

  /** Code that is at hand, or about to be. */
  private record Entry(CompletableFuture<LoadResult> result, long weight) {}

  /** What became of code that was looked at. */
  private sealed interface LoadResult {
    record Loaded(LoadedContract contract) implements LoadResult {}

    record Refused(InvalidCodeException reason) implements LoadResult {}
  }

  /** Makes a runtime with {@link RuntimeSettings#DEFAULT}, but for the engine mode. */
  public ContractRuntime(EngineMode engineMode) {
    this(RuntimeSettings.DEFAULT.withEngineMode(engineMode));
  }

  /** Makes a runtime that compiles a contract when it is first called. */
  public ContractRuntime(RuntimeSettings settings) {
    this(settings, null);
  }

  /**
   * Makes a runtime that has contracts compiled as soon as it gets to see their code, which may be
   * when they are deployed.
   *
   * @param compiler what compiles, best in another thread; {@code null} for the first caller
   */
  public ContractRuntime(RuntimeSettings settings, Executor compiler) {
    this.settings = settings;
    this.compiler = compiler;
  }

  /** The settings. */
  public RuntimeSettings settings() {
    return settings;
  }

  /** Makes an executor, which one thread then may use. */
  public TransactionExecutor newExecutor() {
    return new TransactionExecutor(this);
  }

  /** The contract with the given hash if it is at hand, otherwise {@code null}. */
  LoadedContract cached(Digest hash) {
    Entry entry;
    synchronized (modules) {
      entry = modules.get(hash);
    }
    return entry != null
            && entry.result().isDone()
            && !entry.result().isCompletedExceptionally()
            && entry.result().join() instanceof LoadResult.Loaded loaded
        ? loaded.contract()
        : null;
  }

  /** Validates and meters code, or takes what is at hand; the hash must be the code's. */
  LoadedContract load(Digest hash, byte[] code) throws InvalidCodeException {
    Entry mine = new Entry(new CompletableFuture<>(), code.length);
    Entry present;
    synchronized (modules) {
      present = modules.putIfAbsent(hash, mine);
      if (present == null) {
        cachedBytes += code.length;
        dropEldest(hash);
      }
    }
    if (present == null) {
      complete(mine, hash, code);
      present = mine;
    }
    return switch (present.result().join()) {
      case LoadResult.Loaded loaded -> loaded.contract();
      case LoadResult.Refused refused -> throw refused.reason();
    };
  }

  private void dropEldest(Digest kept) {
    Iterator<Map.Entry<Digest, Entry>> eldestFirst = modules.entrySet().iterator();
    while (eldestFirst.hasNext()
        && (modules.size() > settings.cachedModules()
            || cachedBytes > settings.cachedModuleBytes())) {
      Map.Entry<Digest, Entry> eldest = eldestFirst.next();
      if (!eldest.getKey().equals(kept)) {
        cachedBytes -= eldest.getValue().weight();
        eldestFirst.remove();
      }
    }
  }

  /** Counts what was found to be more than its bytes of code. */
  private void weigh(Entry entry, Digest hash, long weight) {
    synchronized (modules) {
      if (modules.replace(hash, entry, new Entry(entry.result(), weight))) {
        cachedBytes += weight - entry.weight();
        dropEldest(hash);
      }
    }
  }

  private void complete(Entry entry, Digest hash, byte[] code) {
    try {
      LoadedContract contract =
          LoadedContract.load(code, settings.schedule(), settings.engineMode());
      weigh(entry, hash, contract.cacheWeight());
      if (compiler != null) {
        contract.compileBy(compiler);
      }
      entry.result().complete(new LoadResult.Loaded(contract));
    } catch (InvalidCodeException e) {
      entry.result().complete(new LoadResult.Refused(e));
    } catch (RuntimeException | Error e) {
      synchronized (modules) {
        if (modules.remove(hash, entry)) {
          cachedBytes -= entry.weight();
        }
      }
      entry.result().completeExceptionally(e);
      throw e;
    }
  }
}
