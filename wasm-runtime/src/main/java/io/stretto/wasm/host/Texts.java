package io.stretto.wasm.host;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Texts that contracts hand over. */
final class Texts {

  private Texts() {}

  /** A text in UTF-8; one that is not well-formed ends the call. */
  static String utf8(HostContext context, byte[] bytes) {
    return decode(context, bytes, StandardCharsets.UTF_8);
  }

  /** A text; one that is not well-formed ends the call. */
  static String decode(HostContext context, byte[] bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw context.trap("a text is not well-formed " + charset.name());
    }
  }
}
