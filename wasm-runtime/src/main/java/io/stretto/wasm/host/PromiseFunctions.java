package io.stretto.wasm.host;

import static io.stretto.wasm.host.AbsentFunctions.absent;
import static io.stretto.wasm.host.HostFunctions.I32;
import static io.stretto.wasm.host.HostFunctions.I64;

import io.stretto.wasm.bytecode.ValueType;
import io.stretto.wasm.host.HostFunctions.Definition;
import java.util.List;

/** Promises: they can be imported, and fail when they are called. */
final class PromiseFunctions {

  private static final String PROMISES = "Stretto has no promises";
  private static final String KEYS = "accounts of Stretto have no keys";
  private static final String GLOBAL = "Stretto has no global contracts";
  private static final List<ValueType> NOTHING = List.of();
  private static final List<ValueType> NUMBER = List.of(I64);
  private static final List<ValueType> SMALL_NUMBER = List.of(I32);

  private PromiseFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        absent("promise_create", 8, NUMBER, PROMISES),
        absent("promise_then", 9, NUMBER, PROMISES),
        absent("promise_and", 2, NUMBER, PROMISES),
        absent("promise_batch_create", 2, NUMBER, PROMISES),
        absent("promise_batch_then", 3, NUMBER, PROMISES),
        absent("promise_set_refund_to", 3, NOTHING, PROMISES),
        absent("promise_batch_action_create_account", 1, NOTHING, PROMISES),
        absent("promise_batch_action_deploy_contract", 3, NOTHING, PROMISES),
        absent("promise_batch_action_function_call", 7, NOTHING, PROMISES),
        absent("promise_batch_action_function_call_weight", 8, NOTHING, PROMISES),
        absent("promise_batch_action_transfer", 2, NOTHING, PROMISES),
        absent("promise_batch_action_stake", 4, NOTHING, "Stretto has no validators"),
        absent("promise_batch_action_add_key_with_full_access", 4, NOTHING, KEYS),
        absent("promise_batch_action_add_key_with_function_call", 9, NOTHING, KEYS),
        absent("promise_batch_action_delete_key", 3, NOTHING, KEYS),
        absent("promise_batch_action_transfer_to_gas_key", 4, NOTHING, KEYS),
        absent("promise_batch_action_add_gas_key_with_full_access", 4, NOTHING, KEYS),
        absent("promise_batch_action_add_gas_key_with_function_call", 9, NOTHING, KEYS),
        absent("promise_batch_action_delete_account", 3, NOTHING, PROMISES),
        absent("promise_batch_action_deploy_global_contract", 3, NOTHING, GLOBAL),
        absent("promise_batch_action_deploy_global_contract_by_account_id", 3, NOTHING, GLOBAL),
        absent("promise_batch_action_use_global_contract", 3, NOTHING, GLOBAL),
        absent("promise_batch_action_use_global_contract_by_account_id", 3, NOTHING, GLOBAL),
        absent("promise_batch_action_state_init", 4, NUMBER, GLOBAL),
        absent("promise_batch_action_state_init_by_account_id", 4, NUMBER, GLOBAL),
        absent("set_state_init_data_entry", 6, NOTHING, GLOBAL),
        absent("promise_yield_create", 7, NUMBER, PROMISES),
        absent("promise_yield_create_with_id", 9, NUMBER, PROMISES),
        absent("promise_yield_resume", 4, SMALL_NUMBER, PROMISES),
        absent("promise_yield_resume_with_yield_id", 4, SMALL_NUMBER, PROMISES),
        absent("promise_yield_resume_status", 2, SMALL_NUMBER, PROMISES),
        absent("promise_results_count", 0, NUMBER, PROMISES),
        absent("promise_result", 2, NUMBER, PROMISES),
        absent("promise_return", 1, NOTHING, PROMISES));
  }
}
