package io.stretto.chaos.history;

/** What a client asks of the committed state. */
public sealed interface Question {

  /**
   * The value under a key of a contract's storage. It is answered with its hexadecimal digits, or
   * with {@link #ABSENT}.
   *
   * @param contract the contract
   * @param key the key, as Latin-1 text
   */
  record Value(String contract, String key) implements Question {}

  /**
   * A view call. It is answered with its status, a blank, and the hexadecimal digits of what it
   * returned.
   *
   * @param contract the contract
   * @param function the function
   * @param arguments its arguments, as Latin-1 text
   */
  record View(String contract, String function, String arguments) implements Question {}

  /** The answer for a key that has no value. */
  String ABSENT = "absent";
}
