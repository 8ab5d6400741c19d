package io.stretto.cli.token;

import io.stretto.cli.bulk.LineException;
import io.stretto.cli.console.CommandException;
import io.stretto.cli.token.TokenOperation.Kind;
import io.stretto.protocol.TransactionRules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A file of token movements of a chain: comma-separated values with the columns block, idx, kind,
 * asset, sender, from, to, amount and more; plain or, by its name, gzip.
 */
public final class TransferFile {

  private static final String[] COLUMNS = {
    "block", "idx", "kind", "asset", "sender", "from", "to", "amount"
  };
  private static final int AMOUNT_BITS = 256;

  private final Path file;

  /**
   * One movement.
   *
   * @param line its line, from 1, the header counted
   * @param place its block and index, as block-index
   * @param operation what moves
   */
  public record Movement(long line, String place, TokenOperation operation) {}

  /** Takes the file's movements and what is no movement. */
  public interface Visitor {

    /** A movement; return false to end the reading. */
    boolean movement(Movement movement);

    /** A line of a kind that is not replayed: other calls, contract creations. */
    void skipped();

    /** A line that is wrong. */
    void invalid(long line, String reason);
  }

  /** Creates a reader of a file, which is read anew at each visit. */
  public TransferFile(Path file) {
    this.file = file;
  }

  /** Reads the file from its beginning. */
  public void visit(Visitor visitor) {
    try (BufferedReader lines = open()) {
      checkHeader(lines.readLine());
      long number = 1;
      String line;
      while ((line = lines.readLine()) != null) {
        number++;
        if (!line.isBlank() && !visitLine(number, line, visitor)) {
          return;
        }
      }
    } catch (NoSuchFileException e) {
      throw CommandException.usage("replay: there is no file " + file, e);
    } catch (IOException e) {
      throw CommandException.usage("replay: cannot read " + file + " (" + e + ")", e);
    }
  }

  private static boolean visitLine(long number, String line, Visitor visitor) {
    try {
      Optional<Movement> movement = parse(number, line);
      if (movement.isPresent()) {
        return visitor.movement(movement.get());
      }
      visitor.skipped();
    } catch (LineException e) {
      visitor.invalid(number, e.getMessage());
    }
    return true;
  }

  private BufferedReader open() throws IOException {
    InputStream bytes = Files.newInputStream(file);
    try {
      InputStream plain =
          file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
      return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private void checkHeader(String header) {
    String[] names = header == null ? new String[0] : header.split(",", -1);
    for (int i = 0; i < COLUMNS.length; i++) {
      if (i >= names.length || !names[i].strip().equals(COLUMNS[i])) {
        throw CommandException.usage(
            "replay: "
                + file
                + " does not begin with the columns "
                + String.join(",", COLUMNS)
                + " (column "
                + (i + 1)
                + " differs)");
      }
    }
  }

  /** Reads a line after the header; nothing where it is of a kind that is not replayed. */
  static Optional<Movement> parse(long number, String line) throws LineException {
    String[] fields = line.split(",", -1);
    if (fields.length < COLUMNS.length) {
      throw new LineException(
          "has " + fields.length + " columns, at least " + COLUMNS.length + " are needed");
    }
    Optional<Kind> kind = kind(fields[2]);
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    String asset = name(fields, 3);
    String sender = name(fields, 4);
    String from = kind.get() == Kind.TRANSFER_FROM ? name(fields, 5) : sender;
    TokenOperation operation =
        new TokenOperation(kind.get(), asset, sender, from, name(fields, 6), amount(fields[7]));
    return Optional.of(new Movement(number, fields[0] + "-" + fields[1], operation));
  }

  private static Optional<Kind> kind(String word) {
    return switch (word) {
      case "eth", "eth_to_contract", "erc20_transfer" -> Optional.of(Kind.TRANSFER);
      case "erc20_transferFrom" -> Optional.of(Kind.TRANSFER_FROM);
      case "erc20_approve" -> Optional.of(Kind.APPROVE);
      default -> Optional.empty();
    };
  }

  private static String name(String[] fields, int column) throws LineException {
    String name = fields[column].strip();
    if (!TransactionRules.isName(name)) {
      throw new LineException(COLUMNS[column] + " \"" + name + "\" is no account or contract name");
    }
    return name;
  }

  private static BigInteger amount(String text) throws LineException {
    try {
      BigInteger amount = new BigInteger(text.strip());
      if (amount.signum() >= 0 && amount.bitLength() <= AMOUNT_BITS) {
        return amount;
      }
    } catch (NumberFormatException e) {
      throw new LineException("amount \"" + text + "\" is no decimal number", e);
    }
    throw new LineException("amount " + text + " is not from 0 to 2^256-1");
  }
}
