package io.stretto.wasm.engine;

import io.stretto.wasm.bytecode.FunctionSignature;

/**
 * A function that the host provides to contracts.
 *
 * @param module the module from which contracts import it
 * @param name its name there
 * @param signature its type
 * @param body what it does
 */
public record HostFunction(String module, String name, FunctionSignature signature, Body body) {

  /** What a host function does. */
  @FunctionalInterface
  public interface Body {

    /**
     * Runs the function.
     *
     * @param arguments the arguments, i32 ones sign-extended or not: the upper half is undefined
     * @return the result, of no meaning where the signature has none
     * @throws HostExit to end the execution
     */
    long call(long[] arguments);
  }
}
