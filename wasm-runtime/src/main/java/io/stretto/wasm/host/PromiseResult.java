package io.stretto.wasm.host;

/**
 * How a promise ended, for the call that waited for it.
 *
 * @param isSuccessful whether it succeeded
 * @param value what it returned; empty where it failed; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PromiseResult(boolean isSuccessful, byte[] value) {}
