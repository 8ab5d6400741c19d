package io.stretto.integration;

import static io.stretto.integration.BadCalls.GAS;
import static io.stretto.integration.BadCalls.assertFailed;
import static io.stretto.integration.BadCalls.call;
import static io.stretto.integration.BadCalls.calls;
import static io.stretto.integration.BadCalls.returned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stretto.client.StrettoException;
import io.stretto.client.TransactionRequest;
import io.stretto.contracts.ExampleContract;
import io.stretto.integration.HostFunctionProbes.Probe;
import io.stretto.integration.InvalidModules.Invalid;
import io.stretto.integration.MalformedRecords.Malformed;
import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.ErrorCode;
import io.stretto.protocol.Receipt;
import io.stretto.protocol.ReceiptStatus;
import io.stretto.protocol.StateKey;
import io.stretto.service.kafka.Topic;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bad input through a running cluster, one for all tests. Each gets one receipt, or is refused
 * before it is sent; it changes nothing but what it costs; the cluster goes on; and in the end the
 * serial oracle says the same of all of it.
 */
final class BadInputTest {

  private static final String OUT_OF_BOUNDS = "a host function was given memory out of bounds";

  /** Contracts whose every call goes wrong: they must have nothing in their storage. */
  private static final Set<String> BARREN = Set.of("hostile", "probe");

  @TempDir private static Path directory;
  private static BadInputCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = BadInputCluster.start(directory.resolve("cluster"));
    cluster.deploy("hostile", BadCalls.module("hostile"));
    cluster.deploy("lavish", BadCalls.module("hostile"));
    cluster.deploy("probe", BadCalls.module("probe"));
    cluster.deploy("probed-at-random", BadCalls.module("probe"));
  }

  @AfterEach
  void theClusterGoesOn() throws Exception {
    cluster.assertGoesOn();
  }

  @AfterAll
  static void allOfItIsAsTheOracleSays() throws Exception {
    try (BadInputCluster closing = cluster) {
      closing.assertOneReceiptEach();
      closing.assertState(BARREN);
      closing.publishStrange(Topic.COMMITS);
      closing.restart();
      closing.assertGoesOn();
      closing.assertVerified();
    }
  }

  @Test
  void whatDoesNotEndRunsOutOfGas() throws Exception {
    String functions = "loop loop_storing loop_calling loop_reading loop_writing grow_for_ever";
    for (long gas : new long[] {20_000, 5_000_000}) {
      assertFailed(cluster.submitAll(calls(functions, gas)), ErrorCode.OUT_OF_GAS, gas);
    }
  }

  @Test
  void whatCallsItselfForEverEndsAtTheDepthThatIsMetered() throws Exception {
    List<Receipt> receipts =
        cluster.submitAll(
            calls("recurse recurse_with_arguments recurse_in_turn recurse_through_table", GAS));
    assertFailed(receipts, ErrorCode.LIMIT_EXCEEDED, GAS);
    assertThat(receipts).extracting(Receipt::errorMessage).containsOnly("call depth");
  }

  @Test
  void memoryGrowsToItsLimitAndNoFurther() throws Exception {
    long much = 5_000_000_000L;
    Receipt byPage = cluster.submit(call("lavish", "grow_by_page", 0).withGasLimit(much));
    assertThat(returned(byPage)).isEqualTo(1_024);
    assertThat(returned(cluster.submit(call("lavish", "grow_at_once", 1_023)))).isEqualTo(1);
    for (int pages : new int[] {1_024, 65_535, 65_536}) {
      Receipt refused = cluster.submit(call("lavish", "grow_at_once", pages).withGasLimit(much));
      assertThat(returned(refused)).as("%d pages", pages).isEqualTo(-1);
    }
    for (int pages : new int[] {Integer.MAX_VALUE, -1}) {
      Receipt dear = cluster.submit(call("hostile", "grow_at_once", pages).withGasLimit(much));
      assertFailed(dear, ErrorCode.OUT_OF_GAS, much);
    }
    assertFailed(cluster.submit(call("hostile", "grow_and_load_beyond", 0)), ErrorCode.TRAP, GAS);
  }

  /** As many at once as there are lanes and more: each takes all the memory that it may. */
  @Test
  void manyMayFillAllTheirMemory() throws Exception {
    List<TransactionRequest> requests =
        IntStream.range(0, 16)
            .mapToObj(i -> call("lavish", "grow_and_fill_all", 0).withGasLimit(GAS + i))
            .toList();
    assertThat(cluster.submitAll(requests))
        .allSatisfy(receipt -> assertThat(receipt.errorCode()).isEqualTo(ErrorCode.NONE));
  }

  @Test
  void aTrapCostsTheWholeLimit() throws Exception {
    List<TransactionRequest> requests =
        calls(
            "unreachable divide_by_zero divide_too_far truncate_nan call_nothing call_another_type"
                + " call_outside_of_table read_register_not_set log_no_text panic_with_no_text",
            GAS);
    assertFailed(cluster.submitAll(requests), ErrorCode.TRAP, GAS);
  }

  @Test
  void memoryBeyondItsEndTraps() throws Exception {
    List<TransactionRequest> requests = new ArrayList<>();
    for (int address : new int[] {65_533, 65_536, 1 << 20, Integer.MAX_VALUE, -1, -8}) {
      requests.add(call("hostile", "load_outside", address));
      requests.add(call("hostile", "load_outside_by_offset", address));
      requests.add(call("hostile", "store_outside", address));
      requests.add(call("hostile", "fill_outside", address));
      requests.add(call("hostile", "copy_outside", address));
    }
    assertFailed(cluster.submitAll(requests), ErrorCode.TRAP, GAS);
  }

  @Test
  void whatPassesALimitCostsTheWholeLimitOfGas() throws Exception {
    List<TransactionRequest> requests =
        calls(
            "key_too_long value_too_long return_too_much log_too_many_lines log_too_much"
                + " too_many_registers too_many_keys too_many_bytes_of_keys write_too_much",
            GAS);
    List<Receipt> receipts = cluster.submitAll(requests);
    assertFailed(receipts, ErrorCode.LIMIT_EXCEEDED, GAS);
    assertThat(receipts).extracting(Receipt::errorMessage).doesNotHaveDuplicates();
  }

  @Test
  void aPanicCostsWhatWasUsed() throws Exception {
    Receipt receipt = cluster.submit(call("hostile", "panic", 0));
    assertFailed(receipt, ErrorCode.PANIC, receipt.gasUsed());
    assertThat(receipt.errorMessage()).isEqualTo("touched");
    assertThat(receipt.gasUsed()).isBetween(5_000L, 20_000L);
  }

  @Test
  void everyPointerOfEveryHostFunctionOutOfBoundsTraps() throws Exception {
    Set<String> probed = new TreeSet<>(HostFunctionProbes.withPointers());
    probed.addAll(HostFunctionProbes.WITHOUT_POINTERS);
    assertThat(probed).isEqualTo(HostFunctionProbes.present());
    List<Probe> probes = HostFunctionProbes.outOfBounds();
    List<Receipt> receipts =
        cluster.submitAll(probes.stream().map(probe -> call("probe", probe)).toList());
    for (int i = 0; i < probes.size(); i++) {
      assertFailed(receipts.get(i), ErrorCode.TRAP, GAS);
      assertThat(receipts.get(i).errorMessage())
          .as(probes.get(i).toString())
          .isEqualTo(OUT_OF_BOUNDS);
    }
  }

  @Test
  void anyArgumentsOfAnyHostFunctionDoNoMoreThanFail() throws Exception {
    Seed seed = Seed.next(BadInputTest.class);
    seed.run(
        () -> {
          List<Probe> probes = HostFunctionProbes.random(seed.random(), 20);
          List<Receipt> receipts =
              cluster.submitAll(
                  probes.stream().map(probe -> call("probed-at-random", probe)).toList());
          for (int i = 0; i < probes.size(); i++) {
            assertThat(receipts.get(i).errorCode())
                .as("%s: %s", probes.get(i), receipts.get(i))
                .isIn(
                    EnumSet.of(
                        ErrorCode.NONE,
                        ErrorCode.TRAP,
                        ErrorCode.PANIC,
                        ErrorCode.LIMIT_EXCEEDED,
                        ErrorCode.INSUFFICIENT_BALANCE,
                        ErrorCode.OUT_OF_GAS));
          }
        });
  }

  @Test
  void codeThatIsNoContractIsRefusedByItsPhaseAndReplacesNothing() throws Exception {
    cluster.deploy("good", ExampleContract.COUNTER.code());
    List<Invalid> modules = InvalidModules.all(ExampleContract.COUNTER.code());
    List<TransactionRequest> requests = new ArrayList<>();
    for (Invalid module : modules) {
      String name = BadInputCluster.REFUSED + requests.size();
      requests.add(TransactionRequest.deployment("good", module.code(), BadInputCluster.OWNER));
      requests.add(TransactionRequest.deployment(name, module.code(), "mallory"));
    }
    List<Receipt> receipts = cluster.submitAll(requests);
    for (int i = 0; i < receipts.size(); i++) {
      Invalid module = modules.get(i / 2);
      assertThat(receipts.get(i).errorMessage())
          .as(module.name())
          .startsWith(module.phase() + ": ");
      long gas = 3_005_000 + 400L * module.code().length;
      assertFailed(receipts.get(i), ErrorCode.INVALID_CODE, gas);
    }
    assertThat(
            cluster.submit(Tokens.call(BadInputCluster.REFUSED + 1, "get", "", "bob")).errorCode())
        .isEqualTo(ErrorCode.UNKNOWN_CONTRACT);
    assertThat(cluster.submit(Tokens.call("good", "increment", "2", "bob")).status())
        .isEqualTo(ReceiptStatus.SUCCEEDED);
  }

  @Test
  void recordsThatAreNoTransactionsAreRejectedAtTheirPlace() throws Exception {
    List<Malformed> records = MalformedRecords.all();
    List<Receipt> receipts = cluster.publishAll(records.stream().map(Malformed::value).toList());
    for (int i = 0; i < records.size(); i++) {
      Receipt receipt = receipts.get(i);
      assertThat(receipt.status()).as(records.get(i).name()).isEqualTo(ReceiptStatus.REJECTED);
      assertThat(receipt.errorCode())
          .as(records.get(i).name() + ": " + receipt.errorMessage())
          .isEqualTo(records.get(i).code());
      assertThat(receipt.gasUsed()).isZero();
      assertThat(receipt.transactionId()).isEmpty();
    }
  }

  @Test
  void whatIsTooLargeIsNotSent() throws Exception {
    long end = cluster.topics().end();
    byte[] tooMany = new byte[(4 << 20) + 1];
    TransactionRequest large = TransactionRequest.call("c", "f", tooMany, "mallory");
    assertThatThrownBy(() -> cluster.submit(large))
        .isInstanceOfSatisfying(
            StrettoException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(StrettoException.Code.RECORD_TOO_LARGE))
        .hasMessageContaining("4194305 bytes, the most is 4194304; it was not sent");
    assertThatThrownBy(() -> cluster.submit(TransactionRequest.deployment("c", tooMany, "mallory")))
        .hasMessageContaining("not sent");
    assertThatThrownBy(() -> cluster.publishAll(List.of(new byte[(16 << 20) + 1])))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(RecordTooLargeException.class);
    assertThat(cluster.topics().end()).isEqualTo(end);
  }

  @Test
  void theLargestThatCanBeSentIsAnswered() throws Exception {
    byte[] arguments = new byte[4 << 20];
    List<AccessEntry> accesses = new ArrayList<>();
    for (int i = 0; i < 4_096; i++) {
      byte[] key = ByteBuffer.allocate(2_048).putInt(i).array();
      accesses.add(new AccessEntry(StateKey.storage("hostile", key), AccessMode.WRITE));
    }
    TransactionRequest largest =
        TransactionRequest.call("hostile", "unreachable", arguments, "mallory")
            .withAccessList(accesses)
            .withGasLimit(GAS);
    assertFailed(cluster.submit(largest), ErrorCode.TRAP, GAS);
    byte[] garbage = new byte[(16 << 20) - 200];
    assertThat(cluster.publishAll(List.of(garbage, garbage)))
        .allSatisfy(
            receipt -> assertThat(receipt.errorCode()).isEqualTo(ErrorCode.MALFORMED_RECORD));
  }

  /** Together they say far more than one record holds, of results, receipts and the block. */
  @Test
  void muchMayBeWrittenAndReturnedInOneBlock() throws Exception {
    List<TransactionRequest> requests = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      requests.add(call("lavish", "return_much", i));
      requests.add(call("lavish", i < 10 ? "write_much" : "return_much", i));
    }
    List<Receipt> receipts = cluster.submitAll(requests);
    assertThat(receipts)
        .allSatisfy(receipt -> assertThat(receipt.errorCode()).isEqualTo(ErrorCode.NONE));
    assertThat(receipts.get(0).returnValue()).hasSize(1 << 20);
  }

  @Test
  void recordsThatNoRoleHasWrittenArePassedOver() throws Exception {
    for (Topic topic : Topic.values()) {
      if (topic != Topic.TRANSACTIONS) {
        cluster.publishStrange(topic);
      }
    }
    cluster.assertGoesOn();
    cluster.publishForgedBlocks();
  }
}
