package io.stretto.cli.token;

import io.stretto.client.TransactionRequest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * One operation on a token.
 *
 * @param kind what is done
 * @param asset the token's contract
 * @param sender who does it
 * @param from whose balance pays; the sender but for TRANSFER_FROM
 * @param to who receives, or may spend
 * @param amount how much
 */
public record TokenOperation(
    Kind kind, String asset, String sender, String from, String to, BigInteger amount) {

  /** What can be done. */
  public enum Kind {
    /** The sender's own tokens move. */
    TRANSFER("transfer"),
    /** Tokens of one who allowed it move. */
    TRANSFER_FROM("transfer_from"),
    /** The sender allows another to spend. */
    APPROVE("approve"),
    /** The owner makes new tokens. */
    MINT("mint");

    private final String function;

    Kind(String function) {
      this.function = function;
    }
  }

  /** The transaction that asks for it. */
  public TransactionRequest toRequest() {
    String arguments = to + " " + amount;
    if (kind == Kind.TRANSFER_FROM) {
      arguments = from + " " + arguments;
    }
    return TransactionRequest.call(
        asset, kind.function, arguments.getBytes(StandardCharsets.ISO_8859_1), sender);
  }
}
