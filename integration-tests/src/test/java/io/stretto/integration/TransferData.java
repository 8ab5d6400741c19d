package io.stretto.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Where the file of real transfers is, and one of its shape. */
final class TransferData {

  static final String PROPERTY = "stretto.data";
  private static final String NAME = "eth_token_transfers.csv.gz";
  private static final String HEADER =
      "block,idx,kind,asset,sender,from,to,amount,gasLimit,nonce,txType\n";

  private TransferData() {}

  /** The real file: in the folder of the system property, or in shared/data beside the project. */
  static Optional<Path> real() {
    String told = System.getProperty(PROPERTY);
    Stream<Path> folders =
        told != null
            ? Stream.of(Path.of(told))
            : Stream.of(root().resolve("../../shared/data"), root().resolve("../shared/data"));
    return folders
        .map(folder -> folder.resolve(NAME).toAbsolutePath().normalize())
        .filter(Files::isReadable)
        .findFirst();
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (here.getParent() != null && !Files.isDirectory(here.resolve("integration-tests"))) {
      here = here.getParent();
    }
    return here;
  }

  /** Writes a file of the same shape: a few hot accounts and assets, many cold ones. */
  static Path generate(Path file, long seed, int lines) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < lines; i++) {
      String kind = kind(random.nextInt(100));
      String asset = kind.startsWith("erc20") ? "0xtoken" + skewed(random, 200) : "ETH";
      String sender = "0xa" + skewed(random, 5_000);
      boolean isFrom = kind.equals("erc20_transferFrom");
      text.append(i / 300).append(',').append(i % 300).append(',').append(kind).append(',');
      text.append(asset).append(',').append(sender).append(',');
      text.append(isFrom ? "0xa" + skewed(random, 5_000) : sender).append(",0xa");
      text.append(skewed(random, 5_000)).append(',').append(random.nextLong(1L << 60));
      text.append(",21000,0,0x2\n");
    }
    return Files.writeString(file, text);
  }

  private static String kind(int percent) {
    if (percent < 61) {
      return "eth";
    }
    if (percent < 63) {
      return "eth_to_contract";
    }
    if (percent < 79) {
      return "erc20_transfer";
    }
    if (percent < 80) {
      return "erc20_transferFrom";
    }
    return percent < 83 ? "erc20_approve" : "call:3593564c";
  }

  /** Below the bound; a third of all below a hundredth of it. */
  private static int skewed(Random random, int bound) {
    return random.nextInt(3) == 0 ? random.nextInt(bound / 100) : random.nextInt(bound);
  }
}
