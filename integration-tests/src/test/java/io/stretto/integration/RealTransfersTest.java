package io.stretto.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stretto.cli.StrettoCommand;
import io.stretto.cli.cluster.ServerRoles;
import io.stretto.cli.console.Session;
import io.stretto.cli.token.Funding;
import io.stretto.cli.token.TokenOperation;
import io.stretto.cli.token.TransferFile;
import io.stretto.local.EmbeddedCluster;
import io.stretto.local.EmbeddedClusterSettings;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Transfers of a real chain, replayed by the command on workers in processes of their own. */
final class RealTransfersTest {

  private static final int WORKERS = 3;
  private static final int GENERATED_LINES = 4_000;

  @TempDir private Path directory;
  @RegisterExtension private final ChildJvms children = new ChildJvms();

  @Test
  void theWholeFileOfRealTransfersEndsAsTheOracleSays() throws Exception {
    assumeTrue(
        TransferData.real().isPresent(),
        "left out: the file of real transfers is not there; name its folder with -D"
            + TransferData.PROPERTY);
    replay("real transfers", TransferData.real().orElseThrow());
  }

  @Test
  void generatedTransfersOfTheSameShapeEndAsTheOracleSays() throws Exception {
    Seed seed = Seed.next(RealTransfersTest.class);
    seed.run(
        () ->
            replay(
                "generated transfers",
                TransferData.generate(
                    directory.resolve("generated.csv"), seed.value(), GENERATED_LINES)));
  }

  private void replay(String name, Path file) throws Exception {
    EmbeddedClusterSettings settings =
        new EmbeddedClusterSettings(directory.resolve("cluster"), 0, 0, 0, Map.of());
    try (EmbeddedCluster cluster = EmbeddedCluster.start(settings)) {
      for (int number = 1; number <= WORKERS; number++) {
        children.startWorker(
            directory, "worker-" + number, cluster.settings(), cluster.stateReadAddress());
      }
      ChildJvms.awaitWorkers(cluster.settings(), WORKERS);
      Movements movements = Movements.read(file);
      JsonNode counts = replay(cluster, file);
      System.out.println(name + ": " + counts);
      OracleProof proof = OracleProof.of(cluster, 0);
      proof.print(name);
      movements.check(counts, proof);
    }
  }

  private static JsonNode replay(EmbeddedCluster cluster, Path file) throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Session session =
        new Session(
            new ServerRoles(),
            InputStream.nullInputStream(),
            new PrintWriter(out),
            new PrintWriter(err),
            false);
    int exitCode =
        StrettoCommand.execute(
            session,
            "replay",
            file.toString(),
            "--bootstrap=" + cluster.settings().bootstrapServers(),
            "--http=" + cluster.http(),
            "--json");
    assertThat(exitCode).as(err.toString()).isBetween(0, 1);
    return new ObjectMapper().readTree(out.toString());
  }

  /** What the file asks for, and what must come of it. */
  private record Movements(Funding funding, List<TokenOperation> operations, int skipped) {

    static Movements read(Path file) {
      Funding funding = new Funding("owner");
      List<TokenOperation> operations = new ArrayList<>();
      int[] skipped = new int[1];
      new TransferFile(file)
          .visit(
              new TransferFile.Visitor() {
                @Override
                public boolean movement(TransferFile.Movement movement) {
                  funding.add(movement.operation());
                  return operations.add(movement.operation());
                }

                @Override
                public void skipped() {
                  skipped[0]++;
                }

                @Override
                public void invalid(long line, String reason) {
                  throw new AssertionError("line " + line + " " + reason);
                }
              });
      return new Movements(funding, operations, skipped[0]);
    }

    void check(JsonNode counts, OracleProof proof) {
      TokenModel model = new TokenModel();
      funding.operations().forEach(model::apply);
      int funded = model.succeeded();
      int unfunded = model.failed();
      operations.forEach(model::apply);
      assertThat(counts.path("succeeded").asInt()).isEqualTo(model.succeeded() - funded);
      assertThat(counts.path("failed").asInt()).isEqualTo(model.failed() - unfunded);
      assertThat(counts.path("submitted").asInt()).isEqualTo(operations.size());
      assertThat(counts.path("skippedLines").asInt()).isEqualTo(skipped);
      assertThat(counts.path("fundingTransactions").asInt())
          .isEqualTo(funding.assets().size() + funding.operations().size());
      assertThat(proof.verdict().transactionsChecked())
          .isEqualTo(counts.path("fundingTransactions").asInt() + operations.size());
      model
          .balances()
          .forEach(
              (holding, balance) -> {
                byte[] found = proof.value(holding.asset(), "b:" + holding.account());
                assertThat(found == null ? BigInteger.ZERO : new BigInteger(1, found))
                    .as(holding.toString())
                    .isEqualTo(balance);
              });
    }
  }
}
