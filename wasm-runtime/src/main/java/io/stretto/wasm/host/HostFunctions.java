package io.stretto.wasm.host;

import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.bytecode.ValueType;
import io.stretto.wasm.engine.HostFunction;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that contracts can import: module {@code env} with the functions of NEAR's contract
 * runtime, module {@code stretto} with our own.
 */
public final class HostFunctions {

  static final ValueType I32 = ValueType.I32;
  static final ValueType I64 = ValueType.I64;

  private static final List<Definition> DEFINITIONS = definitions();
  private static final Map<String, FunctionSignature> SIGNATURES = signaturesByName();

  private static final Set<String> ABSENT = absentNames();

  private static final Set<String> FREE_OF_SIZE =
      Set.of(
          "env.register_len",
          "env.block_index",
          "env.block_timestamp",
          "env.epoch_height",
          "env.storage_usage",
          "env.prepaid_gas",
          "env.used_gas",
          "env.panic",
          "env.promise_results_count",
          "env.promise_return",
          "env.promise_batch_action_create_account",
          "env.promise_batch_action_transfer",
          "env.account_locked_balance",
          "env.signer_account_pk");

  private HostFunctions() {}

  /** What a host function does with its arguments in the context of an execution. */
  @FunctionalInterface
  interface Operation {
    long call(HostContext context, long[] arguments);
  }

  /** A host function that is not bound to an executor yet. */
  record Definition(String module, String name, FunctionSignature signature, Operation operation) {

    static Definition env(
        String name, List<ValueType> parameters, List<ValueType> results, Operation operation) {
      return new Definition("env", name, new FunctionSignature(parameters, results), operation);
    }

    static Definition stretto(
        String name, List<ValueType> parameters, List<ValueType> results, Operation operation) {
      return new Definition("stretto", name, new FunctionSignature(parameters, results), operation);
    }

    String fullName() {
      return module + "." + name;
    }
  }

  /** The signatures of all host functions, by {@code module.name}. */
  public static Map<String, FunctionSignature> signatures() {
    return SIGNATURES;
  }

  /** Those, by {@code module.name}, that can be imported but do nothing other than fail. */
  public static Set<String> absent() {
    return ABSENT;
  }

  /** All host functions, bound to the context of one executor. Each call pays the base cost. */
  public static List<HostFunction> bind(HostContext context) {
    return DEFINITIONS.stream().map(definition -> bind(definition, context)).toList();
  }

  /**
   * What a call costs before anything that depends on sizes; of writes, the look at what is there.
   */
  public static long baseGas(String fullName, GasSchedule schedule) {
    long gas = schedule.cost(Cost.HOST_CALL);
    return switch (fullName) {
      case "env.storage_read", "stretto.get_storage" -> gas + schedule.cost(Cost.STORAGE_READ);
      case "env.storage_has_key" -> gas + schedule.cost(Cost.STORAGE_HAS);
      case "env.storage_write" ->
          gas + schedule.cost(Cost.STORAGE_WRITE) + schedule.cost(Cost.STORAGE_READ);
      case "env.storage_remove" ->
          gas + schedule.cost(Cost.STORAGE_REMOVE) + schedule.cost(Cost.STORAGE_READ);
      case "stretto.set_storage" -> gas + schedule.cost(Cost.STORAGE_WRITE);
      case "stretto.remove_storage" ->
          gas + schedule.cost(Cost.STORAGE_REMOVE) + schedule.cost(Cost.STORAGE_HAS);
      case "stretto.storage_add" ->
          gas + schedule.cost(Cost.STORAGE_WRITE) + schedule.cost(Cost.STORAGE_READ);
      case "env.account_balance", "env.storage_usage" -> gas + schedule.cost(Cost.STORAGE_READ);
      case "stretto.call",
          "env.promise_create",
          "env.promise_then",
          "env.promise_and",
          "env.promise_batch_create",
          "env.promise_batch_then",
          "env.promise_batch_action_create_account" ->
          gas + schedule.cost(Cost.CONTRACT_CALL);
      case "env.promise_batch_action_deploy_contract" -> gas + schedule.cost(Cost.DEPLOY);
      case "stretto.storage_scan" -> gas + schedule.cost(Cost.STORAGE_SCAN);
      case "env.sha256", "env.random_seed" -> gas + schedule.cost(Cost.SHA256);
      case "env.keccak256" -> gas + schedule.cost(Cost.KECCAK256);
      case "env.keccak512" -> gas + schedule.cost(Cost.KECCAK512);
      case "env.ripemd160" -> gas + schedule.cost(Cost.RIPEMD160);
      case "env.ecrecover" -> gas + schedule.cost(Cost.ECRECOVER);
      case "env.ed25519_verify" -> gas + schedule.cost(Cost.ED25519_VERIFY);
      case "env.p256_verify" -> gas + schedule.cost(Cost.P256_VERIFY);
      case "env.log_utf8", "env.log_utf16" -> gas + schedule.cost(Cost.LOG);
      default -> gas;
    };
  }

  /** Whether a function costs by the size of what it works on. */
  public static boolean costsBySize(String fullName) {
    return !FREE_OF_SIZE.contains(fullName) && !ABSENT.contains(fullName);
  }

  private static HostFunction bind(Definition definition, HostContext context) {
    Operation operation = definition.operation();
    return new HostFunction(
        definition.module(),
        definition.name(),
        definition.signature(),
        arguments -> {
          context.charge(Cost.HOST_CALL);
          return operation.call(context, arguments);
        });
  }

  private static List<Definition> definitions() {
    List<Definition> all = new ArrayList<>();
    all.addAll(RegisterFunctions.definitions());
    all.addAll(ContextFunctions.definitions());
    all.addAll(StorageFunctions.definitions());
    all.addAll(StorageRangeFunctions.definitions());
    all.addAll(HashFunctions.definitions());
    all.addAll(SignatureFunctions.definitions());
    all.addAll(OutcomeFunctions.definitions());
    all.addAll(ContractFunctions.definitions());
    all.addAll(PromiseFunctions.definitions());
    all.addAll(PromiseActionFunctions.definitions());
    all.addAll(AbsentFunctions.definitions());
    return List.copyOf(all);
  }

  private static Set<String> absentNames() {
    return DEFINITIONS.stream()
        .filter(definition -> definition.operation() instanceof AbsentFunctions.Failure)
        .map(Definition::fullName)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Map<String, FunctionSignature> signaturesByName() {
    Map<String, FunctionSignature> signatures = new LinkedHashMap<>();
    for (Definition definition : DEFINITIONS) {
      signatures.put(definition.fullName(), definition.signature());
    }
    return Map.copyOf(signatures);
  }
}
