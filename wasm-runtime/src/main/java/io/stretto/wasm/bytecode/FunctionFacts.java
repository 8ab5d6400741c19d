package io.stretto.wasm.bytecode;

import java.util.Set;

/**
 * What the instructions of one function show.
 *
 * @param callees the functions that it calls by their index, imported ones included
 * @param tableSignatures the signatures of the functions that it may call through the table
 * @param constantKeys storage keys that it names by constants, encoded as text of hexadecimal
 *     digits
 * @param chargesBySize whether an instruction costs by the size that it works on
 */
record FunctionFacts(
    Set<Integer> callees,
    Set<FunctionSignature> tableSignatures,
    Set<String> constantKeys,
    boolean chargesBySize) {}
