package io.stretto.statestore.streams;

import io.stretto.service.kafka.TopicNames;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * The committer's topology: blocks and results in, commits, receipts and requests out, and one
 * store. Both sources have one partition a ledger, so one task has both of a ledger.
 */
public final class CommitterTopology {

  /** The store's name, part of the changelog's. */
  public static final String STORE = "ledger";

  /** The name of the sink of the commits topic. */
  static final String COMMITS = "commits";

  /** The name of the sink of the receipts topic. */
  static final String RECEIPTS = "receipts";

  /** The name of the sink of the reexecutions topic. */
  static final String REEXECUTIONS = "reexecutions";

  private static final String BLOCKS = "blocks";
  private static final String RESULTS = "results";
  private static final String COMMITTER = "committer";

  private CommitterTopology() {}

  /** Builds the topology. */
  public static Topology build(CommitterParts parts) {
    TopicNames names = parts.cluster().topicNames();
    Topology topology = new Topology();
    addSource(topology, BLOCKS, names.blocks());
    addSource(topology, RESULTS, names.results());
    topology.addProcessor(COMMITTER, () -> new CommitterProcessor(parts), BLOCKS, RESULTS);
    topology.addStateStore(new LedgerStateStoreBuilder(STORE, parts.rocks()), COMMITTER);
    addSink(topology, COMMITS, names.commits());
    addSink(topology, RECEIPTS, names.receipts());
    addSink(topology, REEXECUTIONS, names.reexecutions());
    return topology;
  }

  private static void addSource(Topology topology, String name, String topic) {
    topology.addSource(name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic);
  }

  private static void addSink(Topology topology, String name, String topic) {
    StreamPartitioner<byte[], Outgoing> partitioner = Outgoing.partitioner();
    topology.addSink(
        name, topic, new ByteArraySerializer(), Outgoing.serializer(), partitioner, COMMITTER);
  }
}
