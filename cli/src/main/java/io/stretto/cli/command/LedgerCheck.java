package io.stretto.cli.command;

import io.stretto.client.StrettoClient;

/** Makes sure, with a clear message otherwise, that there is a Kafka with the ledger. */
final class LedgerCheck {

  private LedgerCheck() {}

  static void ensureExists(ConnectionOptions connection) {
    StrettoClient.connect(connection.client().withoutReceipts()).close();
  }
}
