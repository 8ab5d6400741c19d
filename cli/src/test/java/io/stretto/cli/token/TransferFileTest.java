package io.stretto.cli.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stretto.cli.bulk.LineException;
import io.stretto.cli.console.CommandException;
import io.stretto.cli.token.TokenOperation.Kind;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransferFileTest {

  private static final String HEADER =
      "block,idx,kind,asset,sender,from,to,amount,gasLimit,nonce,txType\n";

  @TempDir private Path directory;

  private static final class Seen implements TransferFile.Visitor {
    private final List<TransferFile.Movement> movements = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private int skipped;

    @Override
    public boolean movement(TransferFile.Movement movement) {
      return movements.add(movement);
    }

    @Override
    public void skipped() {
      skipped++;
    }

    @Override
    public void invalid(long line, String reason) {
      errors.add(line + ": " + reason);
    }
  }

  private Seen read(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    if (name.endsWith(".gz")) {
      try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(bytes);
      }
    } else {
      Files.write(file, bytes);
    }
    Seen seen = new Seen();
    new TransferFile(file).visit(seen);
    return seen;
  }

  @Test
  void kindsAreMappedAndOthersCounted() throws IOException {
    String lines =
        HEADER
            + "1,0,eth,ETH,a,a,b,5,1,0,0x0\n"
            + "1,1,eth_to_contract,ETH,a,a,c,6,1,0,0x0\n"
            + "1,2,erc20_transfer,t,a,a,b,7,1,0,0x0\n"
            + "1,3,erc20_transferFrom,t,s,a,b,8,1,0,0x0\n"
            + "1,4,erc20_approve,t,a,a,s,9,1,0,0x0\n"
            + "1,5,call:00,x,a,a,b,9,1,0,0x0\n"
            + "1,6,create,,a,a,,0,1,0,0x0\n";
    for (String name : List.of("plain.csv", "packed.csv.gz")) {
      Seen seen = read(name, lines);
      assertThat(seen.errors).isEmpty();
      assertThat(seen.skipped).isEqualTo(2);
      assertThat(seen.movements)
          .extracting(movement -> movement.operation().kind())
          .containsExactly(
              Kind.TRANSFER, Kind.TRANSFER, Kind.TRANSFER, Kind.TRANSFER_FROM, Kind.APPROVE);
    }
  }

  @Test
  void operationsBecomeCalls() throws LineException {
    TokenOperation operation =
        TransferFile.parse(4, "1,3,erc20_transferFrom,t,s,a,b,8").orElseThrow().operation();
    assertThat(operation.toRequest().function()).isEqualTo("transfer_from");
    assertThat(operation.toRequest().sender()).isEqualTo("s");
    assertThat(operation.toRequest().arguments()).asString().isEqualTo("a b 8");
  }

  @Test
  void wrongLinesAreNamedByNumberAndTheRestGoesOn() throws IOException {
    Seen seen =
        read(
            "wrong.csv",
            HEADER
                + "1,0,eth,ETH,a,a,b,five,1\n"
                + "1,1,eth,ETH,a b,a,b,5,1\n"
                + "1,2,eth\n"
                + "1,3,eth,ETH,a,a,b,-1,1\n"
                + "1,4,eth,ETH,a,a,b,5,1\n");
    assertThat(seen.errors).hasSize(4);
    assertThat(seen.errors.get(0)).startsWith("2: amount \"five\"");
    assertThat(seen.errors.get(1)).startsWith("3: sender \"a b\"");
    assertThat(seen.errors.get(2)).startsWith("4: has 3 columns");
    assertThat(seen.errors.get(3)).startsWith("5: amount -1");
    assertThat(seen.movements).hasSize(1);
  }

  @Test
  void anotherFileIsRefusedByItsHeader() {
    assertThatThrownBy(() -> read("other.csv", "time,amount\n1,2\n"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("block,idx,kind");
    assertThatThrownBy(() -> read("empty.csv", "")).isInstanceOf(CommandException.class);
  }

  @Test
  void fundingCoversWhatIsPaidAndAllowed() {
    Funding funding = new Funding("owner");
    funding.add(operation(Kind.TRANSFER, "a", "a", "b", 5));
    funding.add(operation(Kind.TRANSFER, "a", "a", "c", 6));
    funding.add(operation(Kind.TRANSFER_FROM, "s", "a", "c", 7));
    funding.add(operation(Kind.TRANSFER, "z", "z", "c", 0));
    funding.add(operation(Kind.APPROVE, "b", "b", "c", 9));
    assertThat(funding.assets()).containsExactly("t");
    assertThat(funding.operations())
        .containsExactly(
            operation(Kind.MINT, "owner", "owner", "a", 18),
            operation(Kind.APPROVE, "a", "a", "s", 7));
  }

  private static TokenOperation operation(
      Kind kind, String sender, String from, String to, long amount) {
    return new TokenOperation(kind, "t", sender, from, to, BigInteger.valueOf(amount));
  }
}
