package io.stretto.wasm.host;

import io.stretto.protocol.Int128;
import java.util.List;

/**
 * A call of a contract's function, by a transaction or by another contract.
 *
 * @param contract the contract called
 * @param function the name of the exported function
 * @param arguments the input; not to be changed
 * @param predecessor who calls: the transaction's sender, or a contract
 * @param deposit what has been added to the contract's balance for this call
 * @param gasLimit the most gas that the call may use
 * @param promiseResults how the promises ended that this call waited for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Call(
    String contract,
    String function,
    byte[] arguments,
    String predecessor,
    Int128 deposit,
    long gasLimit,
    List<PromiseResult> promiseResults) {}
