package io.stretto.simulation;

import io.stretto.protocol.Block;
import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.ReexecutionRequest;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.Task;
import java.util.ArrayList;
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
}
