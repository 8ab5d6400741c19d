package io.stretto.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Json;
import io.stretto.cli.console.Session;
import io.stretto.client.StateQueries;
import io.stretto.client.StrettoException;
import io.stretto.protocol.Commit;
import io.stretto.schemas.CommitCodec;
import io.stretto.schemas.SchemaException;
import io.stretto.service.kafka.ClusterSettings;
import io.stretto.service.kafka.KafkaClients;
import io.stretto.service.kafka.LogReader;
import io.stretto.service.kafka.TopicNames;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how far a ledger is. */
@Command(
    name = "status",
    description = "Shows how far a ledger is, by its topics and by its state store.",
    footer = {"", "Examples:", "  stretto status", "  stretto status --ledger 3 --json"})
public final class StatusCommand extends BaseCommand {

  @Mixin private ConnectionOptions connection;

  @Option(names = "--json", description = "Shows the status as JSON.")
  private boolean json;

  /** Creates the command. */
  public StatusCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    ClusterSettings cluster = connection.cluster();
    LedgerCheck.ensureExists(connection);
    ObjectNode status = Json.object();
    status.put("bootstrap", cluster.bootstrapServers());
    status.put("ledger", connection.ledger());
    addTopics(status, cluster);
    boolean isStoreUp = addStore(status);
    if (json) {
      session.out().println(status);
    } else {
      status.properties().forEach(field -> print(field.getKey(), field.getValue()));
    }
    return isStoreUp ? ExitCodes.OK : ExitCodes.UNREACHABLE;
  }

  private void print(String name, JsonNode value) {
    session.out().println(name + ": " + (value.isTextual() ? value.asText() : value));
  }

  private void addTopics(ObjectNode status, ClusterSettings cluster) {
    TopicNames names = cluster.topicNames();
    int ledger = connection.ledger();
    try (LogReader reader =
        new LogReader(
            new KafkaClients(cluster),
            "stretto-status",
            IsolationLevel.READ_UNCOMMITTED,
            cluster.connectTimeout())) {
      status.put("logEnd", reader.endOffset(new TopicPartition(names.transactions(), ledger)));
      reader
          .last(new TopicPartition(names.commits(), ledger), StatusCommand::commit)
          .ifPresent(commit -> addCommit(status, commit));
    }
  }

  /** The commit that a record holds; nothing where it holds none that this release knows. */
  private static Optional<Commit> commit(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(new CommitCodec().decode(record.value()));
    } catch (SchemaException e) {
      return Optional.empty();
    }
  }

  private static void addCommit(ObjectNode status, Commit commit) {
    status.put("committedHeight", commit.height());
    status.put("committedOffset", commit.tip().nextOffset());
    status.put("committedTransactions", commit.tip().nextOrdinal());
    status.put("stateDigest", commit.stateDigest().toHex());
  }

  private boolean addStore(ObjectNode status) {
    status.put("http", connection.http().toString());
    try (StateQueries queries = connection.queries()) {
      status.set("stateStore", queries.status());
      return true;
    } catch (StrettoException e) {
      status.put("stateStore", e.getMessage());
      return false;
    }
  }
}
