package io.stretto.simulation.node;

import io.stretto.protocol.BlockDelta;
import io.stretto.protocol.ChainTip;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.StateEntry;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import io.stretto.protocol.port.CommittedState;
import java.util.List;
import java.util.Optional;

/** A committed state that is another one but for what is overridden. */
public class ForwardingState implements CommittedState {

  private final CommittedState state;

  /** Creates one that forwards everything. */
  public ForwardingState(CommittedState state) {
    this.state = state;
  }

  @Override
  public byte[] read(StateKey key) {
    return state.read(key);
  }

  @Override
  public List<StateEntry> scan(StateRange range, int limit) {
    return state.scan(range, limit);
  }

  @Override
  public Fingerprint fingerprint(StateKey key) {
    return state.fingerprint(key);
  }

  @Override
  public ChainTip tip() {
    return state.tip();
  }

  @Override
  public long tipBlockOffset() {
    return state.tipBlockOffset();
  }

  @Override
  public Digest stateDigest() {
    return state.stateDigest();
  }

  @Override
  public Optional<Receipt> receipt(String transactionId, long firstOrdinal) {
    return state.receipt(transactionId, firstOrdinal);
  }

  @Override
  public void apply(BlockDelta delta) {
    state.apply(delta);
  }
}
