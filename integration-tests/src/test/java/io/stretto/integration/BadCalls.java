package io.stretto.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.client.TransactionRequest;
import io.stretto.integration.HostFunctionProbes.Probe;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Calls of contracts that go wrong, and what must be said of them. */
final class BadCalls {

  /** The gas of calls that get no other. */
  static final long GAS = 100_000_000;

  private BadCalls() {}

  /** One of the modules whose sources are in src/test/wat. */
  static byte[] module(String name) throws IOException {
    try (InputStream stream = BadCalls.class.getResourceAsStream("/wasm/" + name + ".wasm")) {
      return stream.readAllBytes();
    }
  }

  /** Calls of functions of the contract that does nothing good; blanks are between their names. */
  static List<TransactionRequest> calls(String functions, long gas) {
    return Arrays.stream(functions.split(" ", -1))
        .map(function -> call("hostile", function, 0).withGasLimit(gas))
        .toList();
  }

  static TransactionRequest call(String contract, String function, int input) {
    byte[] bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(input).array();
    return TransactionRequest.call(contract, function, bytes, "mallory").withGasLimit(GAS);
  }

  static void assertFailed(List<Receipt> receipts, ErrorCode code, long gas) {
    receipts.forEach(receipt -> assertFailed(receipt, code, gas));
  }

  static void assertFailed(Receipt receipt, ErrorCode code, long gas) {
    assertThat(receipt.status()).as(receipt.toString()).isEqualTo(ReceiptStatus.FAILED);
    assertThat(receipt.errorCode()).as(receipt.toString()).isEqualTo(code);
    assertThat(receipt.gasUsed()).as(receipt.toString()).isEqualTo(gas);
    assertThat(receipt.returnValue()).isEmpty();
    assertThat(receipt.logs()).isEmpty();
  }

  static int returned(Receipt receipt) {
    assertThat(receipt.status()).as(receipt.toString()).isEqualTo(ReceiptStatus.SUCCEEDED);
    return ByteBuffer.wrap(receipt.returnValue()).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  static TransactionRequest call(String contract, Probe probe) {
    return TransactionRequest.call(contract, probe.function(), probe.input(), "mallory")
        .withGasLimit(GAS);
  }
}
