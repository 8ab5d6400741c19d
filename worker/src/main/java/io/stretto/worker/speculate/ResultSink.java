package io.stretto.worker.speculate;

import io.stretto.protocol.ResultBatch;

/** Where a lane's results go. */
@FunctionalInterface
public interface ResultSink {

  /** Publishes results of one block. */
  void publish(ResultBatch batch);
}
