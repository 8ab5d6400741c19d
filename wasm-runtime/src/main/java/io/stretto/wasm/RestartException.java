package io.stretto.wasm;

/** A contract's compiled form was refused by the JVM: the transaction begins anew, interpreting. */
final class RestartException extends RuntimeException {

  RestartException(LinkageError cause) {
    super(cause);
  }
}
