package io.stretto.wasm.bytecode;

import java.util.Set;

/**
 * A contract's module with the metering built in.
 *
 * @param code the changed module's bytes
 * @param original what it was made from
 * @param gasGlobal the index of the i64 global that holds the gas left; negative once it ran out
 * @param depthGlobal the index of the i32 global that holds the call depth left; negative once it
 *     ran out
 * @param oversizeFunctions the indexes of the functions that are too large to be compiled
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MeteredModule(
    byte[] code,
    ContractModule original,
    int gasGlobal,
    int depthGlobal,
    Set<Integer> oversizeFunctions) {}
