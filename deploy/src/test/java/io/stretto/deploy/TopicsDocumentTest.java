package io.stretto.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.coordinator.CoordinatorSetting;
import io.stretto.service.kafka.Topic;
import io.stretto.service.kafka.TopicNames;
import io.stretto.service.stateread.StateReadMethod;
import io.stretto.worker.WorkerSetting;
import org.junit.jupiter.api.Test;

class TopicsDocumentTest {

  private final String document = Repository.text("docs/topics.md");

  @Test
  void everyTopicHasARowWithPartitionAndRetention() {
    for (Topic topic : Topic.values()) {
      String partition =
          switch (topic.spread()) {
            case LEDGERS -> "ledger";
            case LANES -> "lane";
          };
      String kept =
          switch (topic.keep()) {
            case FOREVER -> "forever";
            case SHORT -> "`cluster.retention.short.millis`";
            case RECEIPTS -> "`cluster.retention.receipts.millis`";
            case REJECTED -> "`cluster.retention.rejected.millis`";
          };
      String start = "| `" + new TopicNames().of(topic) + "` | " + partition + " |";
      assertThat(document.lines())
          .anyMatch(line -> line.startsWith(start) && line.endsWith("| " + kept + " |"));
    }
  }

  @Test
  void groupsAndTheMethodAreTheCodes() {
    assertThat(document)
        .contains("| `" + CoordinatorSetting.GROUP.defaultValue() + "` |")
        .contains("| `" + WorkerSetting.GROUP.defaultValue() + "` |")
        .contains("`" + StateReadMethod.READ.getFullMethodName() + "`");
  }
}
