package io.stretto.cli.console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Bytes as people write them on a command line, and as they like to read them. */
public final class Bytes {

  /** How bytes are written, for the help texts. */
  public static final String FORMS =
      "Text; bytes as 0x and hexadecimal digits; a file's content as @FILE;"
          + " text that would be taken for one of these as text:TEXT.";

  private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]*");
  private static final String TEXT_MARK = "text:";

  private Bytes() {}

  /** The bytes that a word of the command line stands for; {@code what} names it in errors. */
  public static byte[] parse(String what, String word) {
    if (word.startsWith(TEXT_MARK)) {
      return word.substring(TEXT_MARK.length()).getBytes(StandardCharsets.UTF_8);
    }
    if (word.startsWith("@")) {
      return readFile(what, Path.of(word.substring(1)));
    }
    if (!HEX.matcher(word).matches()) {
      return word.getBytes(StandardCharsets.UTF_8);
    }
    if (word.length() % 2 != 0) {
      throw CommandException.usage(
          what
              + " "
              + word
              + " has an odd number of hexadecimal digits; add one, or write text:"
              + word
              + " if it is text");
    }
    return HexFormat.of().parseHex(word, 2, word.length());
  }

  /** A file's content; {@code what} names it in errors. */
  public static byte[] readFile(String what, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw CommandException.usage(what + ": there is no file " + file, e);
    } catch (IOException e) {
      throw CommandException.usage(what + ": cannot read " + file + " (" + e + ")", e);
    }
  }

  /** Readable text as it is, anything else as 0x and hexadecimal digits. */
  public static String toReadable(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // No text.
    }
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
