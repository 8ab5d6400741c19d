package io.stretto.protocol;

import java.util.List;

/**
 * One transaction, as its sender wrote it and {@link TransactionRules} found it in order.
 *
 * @param id chosen by the client; a repeated id within the dedup window changes nothing
 * @param sender the account in whose name the contract is called
 * @param kind what is asked for
 * @param contract the contract called or deployed
 * @param function the exported function called; empty for a deployment
 * @param arguments the call's input, or the code to deploy; not copied and not to be changed
 * @param gasLimit the most gas that the transaction may use, at least 0
 * @param priority counts where blocks are ordered by priority: higher goes first
 * @param accessList the keys that the sender says the transaction will touch; a hint for speed only
 */
public record Transaction(
    String id,
    String sender,
    TransactionKind kind,
    String contract,
    String function,
    byte[] arguments,
    long gasLimit,
    int priority,
    List<AccessEntry> accessList) {}
