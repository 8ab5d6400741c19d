package io.stretto.wasm.bytecode;

import java.util.Set;

/**
 * What the instructions of one function show, each by itself.
 *
 * @param callees the functions that it calls by their index, imported ones included
 * @param tableSignatures the signatures of the functions that it may call through the table
 * @param sizedInstructions the instructions in it that cost by the size that they work on
 */
record FunctionFacts(
    Set<Integer> callees,
    Set<FunctionSignature> tableSignatures,
    Set<SizedInstruction> sizedInstructions) {}
