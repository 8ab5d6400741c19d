package io.stretto.wasm;

import static io.stretto.wasm.promise.PromiseProgram.program;
import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.ExecutionResult;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.TransactionKind;
import io.stretto.wasm.promise.PromiseProgram;
import io.stretto.wasm.promise.PromiseProgram.Instruction;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes that a contract's account takes, counted through all that changes them. */
class StorageUsageTest {

  private static final long EMPTY = 100L + PromiseLedger.COUNTING_CODE.length;
  private static final int ENTRY = 40;

  private final PromiseLedger ledger = new PromiseLedger();

  StorageUsageTest() {
    ledger.deploy("d", PromiseLedger.COUNTING_CODE);
  }

  private static PromiseProgram asks() {
    return program().then(Instruction.STORAGE_USAGE);
  }

  private long usage() {
    return usage("d");
  }

  private long usage(String contract) {
    ExecutionResult result = ledger.run(contract, asks());
    assertThat(result.status()).as(result.errorMessage()).isEqualTo(ReceiptStatus.SUCCEEDED);
    return last(result);
  }

  /** The number that the call put out last. */
  private static long last(ExecutionResult result) {
    byte[] value = result.returnValue();
    return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(value.length - 8);
  }

  private void usageIs(PromiseProgram program, long entries) {
    ExecutionResult result = ledger.run("d", program.then(Instruction.STORAGE_USAGE));
    assertThat(last(result)).as("in the call itself").isEqualTo(EMPTY + entries);
    assertThat(usage()).as("in the next call").isEqualTo(EMPTY + entries);
  }

  private static PromiseProgram add(String key, long amount) {
    return program().then(Instruction.STORAGE_ADD, key, BigInteger.valueOf(amount));
  }

  @Test
  void anEmptyAccountTakesItsCodeAndAHundred() {
    usageIs(program(), 0);
  }

  @Test
  void writesCountKeyAndValueAndForty() {
    usageIs(program().write("key", "value"), 8 + ENTRY);
    usageIs(program().write("key", "longer value"), 15 + ENTRY);
    usageIs(program().write("key", "").write("", ""), 3 + ENTRY + ENTRY);
    usageIs(program().then(Instruction.SET_STORAGE, "key", "value"), 8 + ENTRY + ENTRY);
    usageIs(program().then(Instruction.SET_STORAGE, "k2", "v"), 8 + 3 + 3 * ENTRY);
  }

  @Test
  void removalsTakeAwayWhatWasThere() {
    usageIs(program().write("1", "a").write("2", "b").write("3", "c"), 3 * (2 + ENTRY));
    usageIs(program().then(Instruction.STORAGE_REMOVE, "1"), 2 * (2 + ENTRY));
    usageIs(program().then(Instruction.STORAGE_REMOVE, "1"), 2 * (2 + ENTRY));
    usageIs(program().then(Instruction.REMOVE_STORAGE, "2"), 2 + ENTRY);
    usageIs(program().then(Instruction.REMOVE_STORAGE, "none"), 2 + ENTRY);
    usageIs(program().then(Instruction.STORAGE_REMOVE, "3").write("3", "").write("4", "x"), 83);
  }

  @Test
  void additionsCountTheirEntryOnce() {
    usageIs(add("n", 5), 1 + 16 + ENTRY);
    usageIs(add("n", 5), 1 + 16 + ENTRY);
    usageIs(add("n", -10), 1 + 16 + ENTRY);
    usageIs(add("m", 5000), 1 + 16 + ENTRY); // beyond the bounds: nothing has changed
    usageIs(program().write("text", "t"), 1 + 16 + ENTRY + 5 + ENTRY);
    usageIs(add("text", 1), 1 + 16 + ENTRY + 5 + ENTRY); // no number
    usageIs(program().then(Instruction.STORAGE_REMOVE, "n"), 5 + ENTRY);
    usageIs(add("n", 0), 1 + 16 + ENTRY + 5 + ENTRY);
  }

  @Test
  void whatIsTakenBackIsNotCounted() {
    usageIs(program().write("k", "1"), 2 + ENTRY);
    ledger.run("d", program().write("k", "longer").write("l", "2").panic());
    usageIs(program(), 2 + ENTRY);
    ledger.run("a", program().create("d", program().write("l", "2").panic()));
    ledger.run("a", program().callNow("d", program().write("l", "2").panic()));
    usageIs(program(), 2 + ENTRY);
    ledger.run("a", program().create("d", program().write("l", "2")));
    usageIs(program(), 2 * (2 + ENTRY));
  }

  @Test
  void callsOfOneTransactionSeeWhatTheOthersWrote() {
    ExecutionResult result =
        ledger.run(
            "a",
            program()
                .create("d", program().write("k", "1"))
                .create("d", program().write("l", "2"))
                .create("d", asks())
                .returnPromise(2));
    assertThat(last(result)).isEqualTo(EMPTY + 2 * (2 + ENTRY));
  }

  @Test
  void codeThatDidNotAskAndThenDoesFindsItsStorageCounted() {
    PromiseProgram fill = program();
    long bytes = 0;
    for (int i = 0; i < 150; i++) {
      fill.write("key" + i, "v".repeat(i));
      bytes += ("key" + i).length() + i + ENTRY;
    }
    ledger.run("a", fill);
    ledger.deploy("a", PromiseLedger.COUNTING_CODE);
    assertThat(usage("a")).isEqualTo(EMPTY + bytes);
    ledger.deploy("a", PromiseLedger.CODE);
    ledger.run("a", program().write("more", "x").then(Instruction.STORAGE_REMOVE, "key0"));
    assertThat(ledger.compiled.state).doesNotContainKey(StateKey.storageUsage("a"));
    ledger.deploy("a", PromiseLedger.COUNTING_CODE);
    assertThat(usage("a")).isEqualTo(EMPTY + bytes + 5 - 4);
  }

  @Test
  void codeThatAskedAndStillDoesGoesOnCounting() {
    ledger.run("d", program().write("k", "1"));
    ledger.deploy("d", PromiseLedger.COUNTING_CODE);
    usageIs(program().write("l", "2"), 2 * (2 + ENTRY));
  }

  @Test
  void codeThatAPromiseDeploysCountsWhatTheSameCallHasWritten() {
    ledger.run("a", program().write("old", "1"));
    ExecutionResult result =
        ledger.run(
            "a",
            program()
                .write("new", "22")
                .then(Instruction.STORAGE_REMOVE, "old")
                .batch("a")
                .deploy(0, PromiseLedger.COUNTING_CODE)
                .call(0, asks(), 0)
                .returnPromise(0));
    assertThat(last(result)).isEqualTo(EMPTY + 5 + ENTRY);
  }

  @Test
  void aPromiseCountsNoMoreThanItHasPaidFor() {
    fill("a", 6_000);
    ExecutionResult result =
        ledger.run(
            "a", program().batch("a").deploy(0, PromiseLedger.COUNTING_CODE).returnPromise(0));
    assertThat(result.errorMessage()).isEqualTo("a: OUT_OF_GAS counting the storage");
    assertThat(upgrade("a", 1_000_000_000).status()).isEqualTo(ReceiptStatus.SUCCEEDED);
    assertThat(usage("a")).isEqualTo(EMPTY + 6_000L * (7 + ENTRY));
  }

  @Test
  void anUpgradeThatCannotPayForCountingFails() {
    fill("a", 1_000);
    long gas = upgrade("b", 1_000_000_000).gasUsed();
    assertThat(upgrade("a", gas).errorCode()).isEqualTo(ErrorCode.OUT_OF_GAS);
    assertThat(upgrade("a", 2 * gas).status()).isEqualTo(ReceiptStatus.SUCCEEDED);
  }

  private ExecutionResult upgrade(String contract, long gas) {
    return ledger.apply(
        new Transaction(
            "id",
            TestLedger.OWNER,
            TransactionKind.DEPLOY,
            contract,
            "",
            PromiseLedger.COUNTING_CODE,
            gas,
            0,
            List.of()));
  }

  /** Puts entries with 7 bytes of key and no value into a contract's storage. */
  private void fill(String contract, int entries) {
    for (int i = 0; i < entries; i++) {
      byte[] key = "%07d".formatted(i).getBytes(StandardCharsets.UTF_8);
      ledger.put(StateKey.storage(contract, key), new byte[0]);
    }
  }
}
