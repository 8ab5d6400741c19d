package io.stretto.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TopicCatalogTest {

  private static final ClusterSettings SETTINGS =
      ClusterSettings.fromProperties(Map.of("cluster.ledgers", "2", "cluster.lanes", "5"));

  @Test
  void namesFollowThePrefix() {
    TopicNames names = new TopicNames("market");

    assertThat(
            List.of(
                names.transactions(),
                names.blocks(),
                names.tasks(),
                names.results(),
                names.reexecutions(),
                names.commits(),
                names.receipts(),
                names.rejected()))
        .containsExactly(
            "market.transactions",
            "market.blocks",
            "market.tasks",
            "market.results",
            "market.reexecutions",
            "market.commits",
            "market.receipts",
            "market.rejected");
    assertThat(new TopicNames().blocks()).isEqualTo("stretto.blocks");
    assertThatThrownBy(() -> new TopicNames("a b")).hasMessageContaining("a b");
  }

  @Test
  void workIsSpreadOverLanesAndAllElseOverLedgers() {
    assertThat(TopicCatalog.definitions(SETTINGS))
        .extracting(TopicDefinition::name, TopicDefinition::partitions)
        .containsExactly(
            tuple("stretto.transactions", 2),
            tuple("stretto.blocks", 2),
            tuple("stretto.tasks", 5),
            tuple("stretto.results", 2),
            tuple("stretto.reexecutions", 5),
            tuple("stretto.commits", 2),
            tuple("stretto.receipts", 2),
            tuple("stretto.rejected", 2));
  }

  @Test
  void theTruthIsKeptForever() {
    for (Topic topic : List.of(Topic.TRANSACTIONS, Topic.BLOCKS, Topic.COMMITS)) {
      assertThat(TopicCatalog.definition(SETTINGS, topic).configs())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "cleanup.policy", "delete",
                  "retention.ms", "-1",
                  "retention.bytes", "-1",
                  "max.message.bytes", "16777216",
                  "message.timestamp.type", "LogAppendTime",
                  "unclean.leader.election.enable", "false"));
    }
  }

  @Test
  void theRestIsKeptAsLongAsConfigured() {
    for (Topic topic : List.of(Topic.TASKS, Topic.RESULTS, Topic.REEXECUTIONS)) {
      assertThat(TopicCatalog.definition(SETTINGS, topic).configs())
          .containsEntry("retention.ms", "3600000")
          .containsEntry("segment.ms", "900000");
    }
    for (Topic topic : List.of(Topic.RECEIPTS, Topic.REJECTED)) {
      assertThat(TopicCatalog.definition(SETTINGS, topic).configs())
          .containsEntry("retention.ms", "604800000");
    }
  }

  @Test
  void threeCopiesMeanThatTwoMustAcknowledge() {
    ClusterSettings replicated =
        ClusterSettings.fromProperties(Map.of("cluster.replication.factor", "3"));

    assertThat(TopicCatalog.definitions(replicated))
        .allSatisfy(
            definition ->
                assertThat(definition.configs()).containsEntry("min.insync.replicas", "2"));
  }
}
