package io.stretto.statestore.streams;

import io.stretto.statestore.RocksSettings;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Makes {@link LedgerStateStore}s. Their changelog is kept forever: it holds every block's delta,
 * and grows with the ledger. There is no cache before it, and it cannot be switched off.
 */
final class LedgerStateStoreBuilder implements StoreBuilder<LedgerStateStore> {

  private static final int MAXIMUM_RECORD_BYTES = 16 << 20;

  private final String name;
  private final RocksSettings settings;

  LedgerStateStoreBuilder(String name, RocksSettings settings) {
    this.name = name;
    this.settings = settings;
  }

  @Override
  public LedgerStateStore build() {
    return new LedgerStateStore(name, settings);
  }

  @Override
  public Map<String, String> logConfig() {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        "-1",
        TopicConfig.RETENTION_BYTES_CONFIG,
        "-1",
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        String.valueOf(MAXIMUM_RECORD_BYTES));
  }

  @Override
  public boolean loggingEnabled() {
    return true;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public StoreBuilder<LedgerStateStore> withCachingEnabled() {
    return this;
  }

  @Override
  public StoreBuilder<LedgerStateStore> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<LedgerStateStore> withLoggingEnabled(Map<String, String> config) {
    return this;
  }

  @Override
  public StoreBuilder<LedgerStateStore> withLoggingDisabled() {
    throw new UnsupportedOperationException("the changelog is what restores the state");
  }
}
