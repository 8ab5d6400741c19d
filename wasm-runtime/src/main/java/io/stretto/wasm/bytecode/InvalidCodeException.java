package io.stretto.wasm.bytecode;

/**
 * Code was refused as a contract. The message is part of receipts: the same wherever it is made.
 */
public final class InvalidCodeException extends Exception {

  /** The step of the examination in which code was refused. */
  public enum Phase {
    /** The bytes are not a WebAssembly module. */
    MALFORMED("malformed"),
    /** The module breaks one of WebAssembly's own rules. */
    INVALID("invalid"),
    /** The module imports what is not provided. */
    UNLINKABLE("unlinkable"),
    /** The module uses a feature of WebAssembly that contracts may not use. */
    NOT_ALLOWED("not allowed"),
    /** The module passes one of the schedule's limits. */
    TOO_LARGE("too large");

    private final String text;

    Phase(String text) {
      this.text = text;
    }
  }

  private final Phase phase;

  /** Makes the refusal; the message begins with the phase. */
  public InvalidCodeException(Phase phase, String message) {
    super(phase.text + ": " + visible(message));
    this.phase = phase;
  }

  /**
   * A message without what a terminal obeys: names in code can hold it. By fixed ranges, since the
   * message is a part of the receipt, and later versions of Unicode know more of such characters.
   */
  private static String visible(String message) {
    StringBuilder text = new StringBuilder(message.length());
    for (int i = 0; i < message.length(); i++) {
      char character = message.charAt(i);
      text.append(isControl(character) ? '?' : character);
    }
    return text.toString();
  }

  private static boolean isControl(char character) {
    return Character.isISOControl(character)
        || (character >= '\u200b' && character <= '\u200f')
        || (character >= '\u2028' && character <= '\u202e')
        || (character >= '\u2060' && character <= '\u206f')
        || character == '\ufeff';
  }

  /** The step in which the code was refused. */
  public Phase phase() {
    return phase;
  }

  static InvalidCodeException malformed(String message) {
    return new InvalidCodeException(Phase.MALFORMED, message);
  }

  static InvalidCodeException invalid(String message) {
    return new InvalidCodeException(Phase.INVALID, message);
  }

  static InvalidCodeException unlinkable(String message) {
    return new InvalidCodeException(Phase.UNLINKABLE, message);
  }

  static InvalidCodeException notAllowed(String message) {
    return new InvalidCodeException(Phase.NOT_ALLOWED, message);
  }

  static InvalidCodeException tooLarge(String message) {
    return new InvalidCodeException(Phase.TOO_LARGE, message);
  }
}
