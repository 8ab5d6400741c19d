package io.stretto.simulation;

import io.stretto.protocol.Block;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.Task;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The topics of one simulated ledger. */
final class Topics {

  final SimulatedLog<byte[]> transactions = new SimulatedLog<>();
  final SimulatedLog<Block> blocks = new SimulatedLog<>();
  final SimulatedLog<ResultBatch> results = new SimulatedLog<>();
  final SimulatedLog<BlockDelta> commits = new SimulatedLog<>();
  final List<SimulatedLog<Task>> tasks = new ArrayList<>();
  final List<SimulatedLog<ReexecutionRequest>> requests = new ArrayList<>();

  Topics(int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      tasks.add(new SimulatedLog<>());
      requests.add(new SimulatedLog<>());
    }
  }

  /** A digest of every record, in order, that depends on nothing but what the records say. */
  Digest digest() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < transactions.end(); i++) {
      text.append(Fingerprint.of(transactions.get(i))).append('\n');
    }
    for (int i = 0; i < blocks.end(); i++) {
      text.append(blocks.get(i)).append(Arrays.toString(blocks.get(i).lanes())).append('\n');
    }
    for (int i = 0; i < results.end(); i++) {
      append(results.get(i), text);
    }
    for (int i = 0; i < commits.end(); i++) {
      text.append(commits.get(i).commit()).append('\n');
    }
    for (int lane = 0; lane < tasks.size(); lane++) {
      append(lane, text);
    }
    return Digest.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void append(ResultBatch batch, StringBuilder text) {
    text.append(batch.blockDigest()).append(batch.lane());
    for (Result result : batch.results()) {
      text.append(' ').append(result.index()).append(' ').append(result.incarnation());
      text.append(result.execution().observations()).append(result.execution().writes());
    }
    text.append('\n');
  }

  private void append(int lane, StringBuilder text) {
    for (int i = 0; i < tasks.get(lane).end(); i++) {
      Task task = tasks.get(lane).get(i);
      text.append(task.block()).append(task.keys()).append(task.entries().size()).append('\n');
    }
    for (int i = 0; i < requests.get(lane).end(); i++) {
      ReexecutionRequest request = requests.get(lane).get(i);
      text.append(request.reason()).append(request.head()).append(request.entries()).append('\n');
    }
  }
}
