package io.stretto.coordinator.predict;

import io.stretto.protocol.Transaction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How a contract makes a storage key out of a transaction: constant bytes, the sender, and parts of
 * the arguments, one after the other. Immutable; equal templates make the same keys.
 *
 * @param parts the parts in order, no two constants next to each other
 */
public record KeyTemplate(List<Part> parts) {

  /** Shorter texts occur by chance too often to be taken for a field. */
  private static final int SHORTEST_FIELD_BYTES = 2;

  /** Shorter runs of binary arguments likewise. */
  private static final int SHORTEST_SLICE_BYTES = 8;

  private static final int FIELD_LIMIT = 16;

  /** A piece of a key. */
  public sealed interface Part {

    /** Bytes that are always the same. */
    final class Constant implements Part {

      private final byte[] bytes;

      /** Creates a constant of the bytes that the hexadecimal digits stand for. */
      public Constant(String hex) {
        this.bytes = HexFormat.of().parseHex(hex);
      }

      @Override
      public boolean equals(Object other) {
        return other instanceof Constant constant && Arrays.equals(bytes, constant.bytes);
      }

      @Override
      public int hashCode() {
        return Arrays.hashCode(bytes);
      }

      @Override
      public String toString() {
        return "Constant[hex=" + HexFormat.of().formatHex(bytes) + "]";
      }
    }

    /** The transaction's sender. */
    record Sender() implements Part {}

    /**
     * A field of textual arguments, which one space separates from the next.
     *
     * @param index the number of the field, from 0
     */
    record Field(int index) implements Part {}

    /**
     * Bytes of the arguments.
     *
     * @param offset where they begin
     * @param length how many there are
     */
    record Slice(int offset, int length) implements Part {}
  }

  /** The key that this makes of a transaction; empty where the arguments lack a part of it. */
  public Optional<byte[]> key(Transaction transaction) {
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    for (Part part : parts) {
      byte[] bytes =
          switch (part) {
            case Part.Constant constant -> constant.bytes;
            case Part.Sender sender -> transaction.sender().getBytes(StandardCharsets.UTF_8);
            case Part.Field field -> field(transaction.arguments(), field.index());
            case Part.Slice slice -> slice(transaction.arguments(), slice);
          };
      if (bytes == null) {
        return Optional.empty();
      }
      key.writeBytes(bytes);
    }
    return Optional.of(key.toByteArray());
  }

  /**
   * The templates that would make an observed key out of a transaction: one that prefers the sender
   * where sender and arguments are alike, and one that prefers the arguments.
   */
  static List<KeyTemplate> explain(byte[] key, Transaction transaction) {
    KeyTemplate bySender = explain(key, transaction, true);
    KeyTemplate byArguments = explain(key, transaction, false);
    return bySender.equals(byArguments) ? List.of(bySender) : List.of(bySender, byArguments);
  }

  private static KeyTemplate explain(byte[] key, Transaction transaction, boolean senderFirst) {
    List<Source> sources = sources(transaction, senderFirst);
    List<Part> parts = new ArrayList<>();
    ByteArrayOutputStream constant = new ByteArrayOutputStream();
    int position = 0;
    while (position < key.length) {
      Source source = longestMatch(key, position, sources);
      if (source == null) {
        constant.write(key[position++]);
        continue;
      }
      flush(constant, parts);
      parts.add(source.part());
      position += source.bytes().length;
    }
    flush(constant, parts);
    return new KeyTemplate(List.copyOf(parts));
  }

  private record Source(Part part, byte[] bytes) {}

  private static List<Source> sources(Transaction transaction, boolean senderFirst) {
    List<Source> sources = new ArrayList<>();
    byte[] sender = transaction.sender().getBytes(StandardCharsets.UTF_8);
    for (int index = 0; index < FIELD_LIMIT; index++) {
      byte[] field = field(transaction.arguments(), index);
      if (field == null) {
        break;
      }
      if (field.length >= SHORTEST_FIELD_BYTES && field.length <= 128) {
        sources.add(new Source(new Part.Field(index), field));
      }
    }
    addSlices(transaction.arguments(), sources);
    sources.add(senderFirst ? 0 : sources.size(), new Source(new Part.Sender(), sender));
    return sources;
  }

  /** Binary arguments: aligned runs of the lengths that numbers, addresses and digests have. */
  private static void addSlices(byte[] arguments, List<Source> sources) {
    if (arguments.length < SHORTEST_SLICE_BYTES || arguments.length > 512 || isText(arguments)) {
      return;
    }
    for (int length : new int[] {32, 20, 16, SHORTEST_SLICE_BYTES}) {
      for (int offset = 0; offset + length <= arguments.length; offset += 4) {
        byte[] bytes = Arrays.copyOfRange(arguments, offset, offset + length);
        sources.add(new Source(new Part.Slice(offset, length), bytes));
      }
    }
  }

  private static boolean isText(byte[] arguments) {
    for (byte character : arguments) {
      if (character < ' ') {
        return false;
      }
    }
    return true;
  }

  private static Source longestMatch(byte[] key, int position, List<Source> sources) {
    Source longest = null;
    for (Source source : sources) {
      int end = position + source.bytes().length;
      boolean isMatch =
          end <= key.length
              && Arrays.equals(key, position, end, source.bytes(), 0, source.bytes().length);
      if (isMatch && (longest == null || source.bytes().length > longest.bytes().length)) {
        longest = source;
      }
    }
    return longest;
  }

  private static void flush(ByteArrayOutputStream constant, List<Part> parts) {
    if (constant.size() > 0) {
      parts.add(new Part.Constant(HexFormat.of().formatHex(constant.toByteArray())));
      constant.reset();
    }
  }

  private static byte[] field(byte[] arguments, int index) {
    int begin = 0;
    for (int skipped = 0; skipped < index; skipped++) {
      begin = indexOfSpace(arguments, begin) + 1;
      if (begin > arguments.length) {
        return null;
      }
    }
    return Arrays.copyOfRange(arguments, begin, indexOfSpace(arguments, begin));
  }

  private static int indexOfSpace(byte[] arguments, int from) {
    int index = from;
    while (index < arguments.length && arguments[index] != ' ') {
      index++;
    }
    return index;
  }

  private static byte[] slice(byte[] arguments, Part.Slice slice) {
    int end = slice.offset() + slice.length();
    return end <= arguments.length ? Arrays.copyOfRange(arguments, slice.offset(), end) : null;
  }
}
