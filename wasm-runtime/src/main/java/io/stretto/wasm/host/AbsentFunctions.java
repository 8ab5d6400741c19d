package io.stretto.wasm.host;

import static io.stretto.wasm.host.HostFunctions.I32;
import static io.stretto.wasm.host.HostFunctions.I64;

import io.stretto.wasm.bytecode.ValueType;
import io.stretto.wasm.host.HostFunctions.Definition;
import io.stretto.wasm.host.HostFunctions.Operation;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * What NEAR has and a ledger of ours has not: it can be imported, so that contracts deploy, and
 * ends the execution when it is called, with a message that names it and says why.
 */
final class AbsentFunctions {

  private static final String VALIDATORS = "Stretto has no validators";
  private static final String ITERATORS =
      "NEAR took iterators away; stretto.storage_scan lists entries";
  private static final String CURVES = "Stretto has no arithmetic on this curve";
  private static final String KEYS = "accounts of Stretto have no keys";
  private static final String GLOBAL = "Stretto has no global contracts";
  private static final String YIELD = "a transaction of Stretto cannot wait for another";
  private static final List<ValueType> NOTHING = List.of();
  private static final List<ValueType> NUMBER = List.of(I64);
  private static final List<ValueType> SMALL_NUMBER = List.of(I32);

  private AbsentFunctions() {}

  static List<Definition> definitions() {
    return Stream.concat(ofContext().stream(), ofPromises().stream()).toList();
  }

  private static List<Definition> ofPromises() {
    return List.of(
        absent("promise_set_refund_to", 3, NOTHING, "deposits go back to who attached them"),
        absent("promise_batch_action_stake", 4, NOTHING, VALIDATORS),
        absent("promise_batch_action_transfer_to_gas_key", 4, NOTHING, KEYS),
        absent("promise_batch_action_add_gas_key_with_full_access", 4, NOTHING, KEYS),
        absent("promise_batch_action_add_gas_key_with_function_call", 9, NOTHING, KEYS),
        absent("promise_batch_action_delete_account", 3, NOTHING, "accounts cannot be deleted"),
        absent("promise_batch_action_deploy_global_contract", 3, NOTHING, GLOBAL),
        absent("promise_batch_action_deploy_global_contract_by_account_id", 3, NOTHING, GLOBAL),
        absent("promise_batch_action_use_global_contract", 3, NOTHING, GLOBAL),
        absent("promise_batch_action_use_global_contract_by_account_id", 3, NOTHING, GLOBAL),
        absent("promise_batch_action_state_init", 4, NUMBER, GLOBAL),
        absent("promise_batch_action_state_init_by_account_id", 4, NUMBER, GLOBAL),
        absent("set_state_init_data_entry", 6, NOTHING, GLOBAL),
        absent("promise_yield_create", 7, NUMBER, YIELD),
        absent("promise_yield_create_with_id", 9, NUMBER, YIELD),
        absent("promise_yield_resume", 4, SMALL_NUMBER, YIELD),
        absent("promise_yield_resume_with_yield_id", 4, SMALL_NUMBER, YIELD),
        absent("promise_yield_resume_status", 2, SMALL_NUMBER, YIELD));
  }

  private static List<Definition> ofContext() {
    return List.of(
        absent("chain_id", 1, NOTHING, "a ledger has no chain id"),
        absent("current_contract_code", 1, NUMBER, "Stretto does not tell a contract its code"),
        absent("ml_dsa_verify", 6, NUMBER, "Stretto does not verify ML-DSA signatures"),
        absent("validator_stake", 3, NOTHING, VALIDATORS),
        absent("validator_total_stake", 1, NOTHING, VALIDATORS),
        absent("storage_iter_prefix", 2, NUMBER, ITERATORS),
        absent("storage_iter_range", 4, NUMBER, ITERATORS),
        absent("storage_iter_next", 3, NUMBER, ITERATORS),
        absent("alt_bn128_g1_multiexp", 3, NOTHING, CURVES),
        absent("alt_bn128_g1_sum", 3, NOTHING, CURVES),
        absent("alt_bn128_pairing_check", 2, NUMBER, CURVES),
        absent("bls12381_p1_sum", 3, NUMBER, CURVES),
        absent("bls12381_p2_sum", 3, NUMBER, CURVES),
        absent("bls12381_g1_multiexp", 3, NUMBER, CURVES),
        absent("bls12381_g2_multiexp", 3, NUMBER, CURVES),
        absent("bls12381_map_fp_to_g1", 3, NUMBER, CURVES),
        absent("bls12381_map_fp2_to_g2", 3, NUMBER, CURVES),
        absent("bls12381_pairing_check", 2, NUMBER, CURVES),
        absent("bls12381_p1_decompress", 3, NUMBER, CURVES),
        absent("bls12381_p2_decompress", 3, NUMBER, CURVES),
        Definition.env(
            "gas",
            List.of(I32),
            NOTHING,
            new Failure("env.gas: Stretto counts a contract's instructions itself")),
        absent("sandbox_debug_log", 2, NOTHING, "it belongs to NEAR's sandbox"));
  }

  /** Defines a function of {@code env} that takes so many i64 and fails when it is called. */
  static Definition absent(String name, int parameters, List<ValueType> results, String reason) {
    return Definition.env(
        name,
        Collections.nCopies(parameters, I64),
        results,
        new Failure("env." + name + ": " + reason));
  }

  /** Ends the execution with a message that is the same for every call. */
  record Failure(String message) implements Operation {

    @Override
    public long call(HostContext context, long[] arguments) {
      throw context.trap(message);
    }
  }
}
