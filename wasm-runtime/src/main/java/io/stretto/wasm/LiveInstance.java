package io.stretto.wasm;

import io.stretto.wasm.engine.EngineInstance;
import io.stretto.wasm.engine.InstanceImage;
import java.util.ArrayDeque;
import java.util.Deque;

/** An instance whose memory and globals live on to the end of the transaction. */
final class LiveInstance {

  final ContractSlot slot;

  /** {@code null} where it did not survive a failure: an image is put into another one. */
  EngineInstance instance;

  /** Whether its finaliser has run since it was last called. */
  boolean isFinished;

  /** What it was where checkpoints were set, the last one on top; none where it did not exist. */
  final Deque<Saved> saved = new ArrayDeque<>();

  /**
   * What an instance was when it was first called after a checkpoint.
   *
   * @param level the checkpoint's level
   * @param image its memory and globals; {@code null} where it was not live yet
   * @param wasFinished whether its finaliser had run
   */
  record Saved(int level, InstanceImage image, boolean wasFinished) {}

  LiveInstance(ContractSlot slot) {
    this.slot = slot;
  }
}
