package io.stretto.simulation.node;

import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.port.RemoteState;
import io.stretto.simulation.check.CommitterLife;
import io.stretto.simulation.fault.Fault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one thread of a worker reads from committers. A read waits until one can answer; meanwhile
 * others act. The process asks whoever answered last, as long as that one answers.
 */
final class StateReads implements RemoteState {

  private static final int DEEPEST_INTERLUDE = 3;

  private final World world;
  private final WorkerProcess process;
  private final Set<CommitterLife> answered = new LinkedHashSet<>();
  private int depth;

  StateReads(World world, WorkerProcess process) {
    this.world = world;
    this.process = process;
  }

  /** The committers whose head was read since this was asked last. */
  Set<CommitterLife> takeAnswered() {
    Set<CommitterLife> taken = Set.copyOf(answered);
    answered.clear();
    return taken;
  }

  @Override
  public Values read(int ledger, List<StateKey> keys, boolean atHead) {
    CommitterNode node = await(ledger);
    process.touched(ledger, keys.size());
    if (atHead) {
      answered.add(node.life());
      return new Values(node.store().tip().height(), collect(keys, node::readAtHead));
    }
    long height = heightOfAnswer(node);
    return new Values(height, collect(keys, key -> node.store().readAt(key, height)));
  }

  @Override
  public Entries scan(int ledger, StateRange range, int limit, boolean atHead) {
    CommitterNode node = await(ledger);
    if (atHead) {
      answered.add(node.life());
      return new Entries(node.store().tip().height(), node.scanAtHead(range, limit));
    }
    long height = heightOfAnswer(node);
    return new Entries(height, node.store().scanAt(range, limit, height));
  }

  private interface Lookup {
    byte[] value(StateKey key);
  }

  private static List<byte[]> collect(List<StateKey> keys, Lookup lookup) {
    List<byte[]> values = new ArrayList<>(keys.size());
    for (StateKey key : keys) {
      values.add(lookup.value(key));
    }
    return values;
  }

  private CommitterNode await(int ledger) {
    process.event();
    if (world.has(Fault.INTERLEAVED_READS) && depth < DEEPEST_INTERLUDE) {
      interlude(world.dice().below(3));
    }
    CommitterNode node = process.answering()[ledger];
    if (node == null || !node.isServing()) {
      CommitterSupervisor supervisor = process.committers().get(ledger);
      world.scheduler().runWhile(() -> !supervisor.isUp());
      process.event();
      node = supervisor.anyServing();
      process.answering()[ledger] = node;
    }
    return node;
  }

  /** Lets others act between two reads. */
  private void interlude(int actions) {
    depth++;
    long end = world.scheduler().actions() + actions;
    world.scheduler().runWhile(() -> world.scheduler().actions() < end);
    depth--;
    process.event();
  }

  private long heightOfAnswer(CommitterNode node) {
    long height = node.store().tip().height();
    boolean isStale = world.has(Fault.STALE_READS) && world.dice().chance(300);
    return isStale ? Math.max(-1, height - world.dice().below(5)) : height;
  }
}
