package io.stretto.integration;

import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.bytecode.ValueType;
import io.stretto.wasm.host.HostFunctions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Calls of host functions, for the contract {@code probe.wat}, with arguments that are not good.
 */
final class HostFunctionProbes {

  /** A call of a host function: its arguments, and how a person may tell it from others. */
  record Probe(String function, List<Long> arguments) {

    byte[] input() {
      ByteBuffer input = ByteBuffer.allocate(8 * arguments.size()).order(ByteOrder.LITTLE_ENDIAN);
      arguments.forEach(input::putLong);
      return input.array();
    }
  }

  /** Where each function takes a pointer: @. What else it gets is good. */
  private static final List<String> POINTERS =
      List.of(
          "env.read_register 0 @",
          "env.write_register 0 8 @",
          "env.account_balance @",
          "env.account_locked_balance @",
          "env.attached_deposit @",
          "env.storage_write 8 @ 8 0 0",
          "env.storage_write 8 0 8 @ 0",
          "env.storage_read 8 @ 0",
          "env.storage_remove 8 @ 0",
          "env.storage_has_key 8 @",
          "env.sha256 8 @ 0",
          "env.keccak256 8 @ 0",
          "env.keccak512 8 @ 0",
          "env.ripemd160 8 @ 0",
          "env.ecrecover 32 @ 64 0 0 0 0",
          "env.ecrecover 32 0 64 @ 0 0 0",
          "env.ed25519_verify 64 @ 8 0 32 0",
          "env.ed25519_verify 64 0 8 @ 32 0",
          "env.ed25519_verify 64 0 8 0 32 @",
          "env.p256_verify 64 @ 8 0 33 0",
          "env.p256_verify 64 0 8 @ 33 0",
          "env.p256_verify 64 0 8 0 33 @",
          "env.value_return 8 @",
          "env.log_utf8 8 @",
          "env.log_utf8 -1 @",
          "env.log_utf16 8 @",
          "env.log_utf16 -1 @",
          "env.panic_utf8 8 @",
          "env.panic_utf8 -1 @",
          "env.abort @ 0 1 1",
          "env.abort 0 @ 1 1",
          "stretto.get_storage @ 8 0 8",
          "stretto.get_storage 0 8 @ 8",
          "stretto.set_storage @ 8 0 8",
          "stretto.set_storage 0 8 @ 8",
          "stretto.remove_storage @ 8",
          "stretto.storage_add @ 8 0 0 0",
          "stretto.storage_add 0 8 @ 0 0",
          "stretto.storage_add 0 8 0 @ 0",
          "stretto.storage_add 0 8 0 0 @",
          "stretto.storage_scan @ 8 0 8 9 0 8",
          "stretto.storage_scan 0 8 @ 8 9 0 8",
          "stretto.storage_scan 0 8 0 8 9 @ 8",
          "env.promise_create 8 @ 8 1000 8 1000 1016 0",
          "env.promise_create 8 1000 8 @ 8 1000 1016 0",
          "env.promise_create 8 1000 8 1000 8 @ 1016 0",
          "env.promise_create 8 1000 8 1000 8 1000 @ 0",
          "env.promise_then 0 8 @ 8 1000 8 1000 1016 0",
          "env.promise_then 0 8 1000 8 @ 8 1000 1016 0",
          "env.promise_then 0 8 1000 8 1000 8 @ 1016 0",
          "env.promise_then 0 8 1000 8 1000 8 1000 @ 0",
          "env.promise_and @ 1",
          "env.promise_batch_create 8 @",
          "env.promise_batch_then 0 8 @",
          "env.promise_batch_action_deploy_contract 0 8 @",
          "env.promise_batch_action_function_call 0 8 @ 8 1000 1016 0",
          "env.promise_batch_action_function_call 0 8 1000 8 @ 1016 0",
          "env.promise_batch_action_function_call 0 8 1000 8 1000 @ 0",
          "env.promise_batch_action_function_call_weight 0 8 @ 8 1000 1016 0 1",
          "env.promise_batch_action_function_call_weight 0 8 1000 8 @ 1016 0 1",
          "env.promise_batch_action_function_call_weight 0 8 1000 8 1000 @ 0 1",
          "env.promise_batch_action_transfer 0 @",
          "env.promise_batch_action_add_key_with_full_access 0 8 @ 0",
          "env.promise_batch_action_add_key_with_function_call 0 8 @ 0 0 0 0 0 0",
          "env.promise_batch_action_delete_key 0 8 @",
          "stretto.call @ 8 1000 8 1000 8 1016 0",
          "stretto.call 1000 8 @ 8 1000 8 1016 0",
          "stretto.call 1000 8 1000 8 @ 8 1016 0",
          "stretto.call 1000 8 1000 8 1000 8 @ 0",
          "stretto.call_result @ 8");

  /** Those that take no pointer. */
  static final Set<String> WITHOUT_POINTERS =
      Set.of(
          "env.register_len",
          "env.current_account_id",
          "env.signer_account_id",
          "env.signer_account_pk",
          "env.refund_to_account_id",
          "env.predecessor_account_id",
          "env.input",
          "env.block_index",
          "env.block_timestamp",
          "env.epoch_height",
          "env.storage_usage",
          "env.random_seed",
          "env.prepaid_gas",
          "env.used_gas",
          "env.promise_batch_action_create_account",
          "env.promise_results_count",
          "env.promise_result",
          "env.promise_return",
          "env.panic");

  private static final long[] OUTSIDE = {65_540, 65_600, 0x7fff_fff9L, 0xffff_fff8L};
  private static final long[] OUTSIDE_OF_32_BITS = {0x1_0000_0000L, Long.MAX_VALUE, -8};
  private static final long[] HOSTILE = {
    0,
    1,
    8,
    2_049,
    65_535,
    65_536,
    1L << 20,
    0x7fff_ffffL,
    0xffff_ffffL,
    1L << 32,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1,
    -8
  };

  private HostFunctionProbes() {}

  /** The functions that are called with pointers out of bounds. */
  static Set<String> withPointers() {
    return POINTERS.stream().map(line -> line.split(" ", -1)[0]).collect(Collectors.toSet());
  }

  /** Every pointer of every function, once for each place outside of a memory of one page. */
  static List<Probe> outOfBounds() {
    List<Probe> probes = new ArrayList<>();
    for (String line : POINTERS) {
      String[] words = line.split(" ", -1);
      int place = Arrays.asList(words).indexOf("@") - 1;
      ValueType type = HostFunctions.signatures().get(words[0]).parameters().get(place);
      Arrays.stream(OUTSIDE).forEach(pointer -> probes.add(probe(words, pointer)));
      if (type == ValueType.I64) {
        Arrays.stream(OUTSIDE_OF_32_BITS).forEach(pointer -> probes.add(probe(words, pointer)));
      }
    }
    return probes;
  }

  private static Probe probe(String[] words, long pointer) {
    return new Probe(
        words[0],
        Arrays.stream(words)
            .skip(1)
            .map(word -> word.equals("@") ? pointer : Long.parseLong(word))
            .toList());
  }

  /** The functions that do more than fail. */
  static Set<String> present() {
    Set<String> names = new TreeSet<>(HostFunctions.signatures().keySet());
    names.removeAll(HostFunctions.absent());
    return names;
  }

  /** Every function so many times, with numbers drawn from those that are hard to bear. */
  static List<Probe> random(Random random, int times) {
    List<Probe> probes = new ArrayList<>();
    for (String function : present()) {
      FunctionSignature signature = HostFunctions.signatures().get(function);
      for (int i = 0; i < times; i++) {
        List<Long> arguments =
            random
                .ints(Math.max(1, signature.parameters().size()), 0, HOSTILE.length)
                .mapToObj(index -> HOSTILE[index])
                .toList();
        probes.add(new Probe(function, arguments));
      }
    }
    return probes;
  }
}
