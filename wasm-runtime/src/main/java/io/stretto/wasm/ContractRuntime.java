package io.stretto.wasm;

import io.stretto.protocol.Digest;
import io.stretto.wasm.bytecode.InvalidCodeException;
import io.stretto.wasm.engine.EngineMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The part of contract execution that all executors of a process share: the settings and the
 * contracts' code, validated, metered and compiled, by hash. Safe for use by several threads.
 */
public final class ContractRuntime {

  private final RuntimeSettings settings;
  private final Map<Digest, CompletableFuture<LoadResult>> modules =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(
            Map.Entry<Digest, CompletableFuture<LoadResult>> eldest) {
          return size() > settings.cachedModules();
        }
      };

  /** What became of code that was looked at. */
  private sealed interface LoadResult {
    record Loaded(LoadedContract contract) implements LoadResult {}

    record Refused(InvalidCodeException reason) implements LoadResult {}
  }

  /** Makes a runtime with {@link RuntimeSettings#DEFAULT}, but for the engine mode. */
  public ContractRuntime(EngineMode engineMode) {
    this(RuntimeSettings.DEFAULT.withEngineMode(engineMode));
  }

  /** Makes a runtime. */
  public ContractRuntime(RuntimeSettings settings) {
    this.settings = settings;
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
    CompletableFuture<LoadResult> future;
    synchronized (modules) {
      future = modules.get(hash);
    }
    return future != null
            && future.isDone()
            && !future.isCompletedExceptionally()
            && future.join() instanceof LoadResult.Loaded loaded
        ? loaded.contract()
        : null;
  }

  /** Validates and meters code, or takes what is at hand; the hash must be the code's. */
  LoadedContract load(Digest hash, byte[] code) throws InvalidCodeException {
    CompletableFuture<LoadResult> mine = new CompletableFuture<>();
    CompletableFuture<LoadResult> present;
    synchronized (modules) {
      present = modules.putIfAbsent(hash, mine);
    }
    if (present == null) {
      complete(mine, hash, code);
      present = mine;
    }
    return switch (present.join()) {
      case LoadResult.Loaded loaded -> loaded.contract();
      case LoadResult.Refused refused -> throw refused.reason();
    };
  }

  private void complete(CompletableFuture<LoadResult> future, Digest hash, byte[] code) {
    try {
      future.complete(
          new LoadResult.Loaded(
              LoadedContract.load(code, settings.schedule(), settings.engineMode())));
    } catch (InvalidCodeException e) {
      future.complete(new LoadResult.Refused(e));
    } catch (RuntimeException | Error e) {
      synchronized (modules) {
        modules.remove(hash, future);
      }
      future.completeExceptionally(e);
      throw e;
    }
  }
}
