package io.stretto.wasm.host;

import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.GasSchedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What calls of host functions cost by size, for people who budget: the sums of what the functions
 * charge while they work. Nothing is charged by what stands here.
 */
public final class SizePrices {

  private static final Set<String> ENDING = Set.of("env.panic", "env.panic_utf8", "env.abort");
  private static final int HASH_BYTES = 32;
  private static final int NUMBER_BYTES = 16;
  private static final int KEY_BYTES = 33;
  private static final int SHORT_HASH_BYTES = 20;

  /**
   * A price for each unit of something.
   *
   * @param unit what is counted, such as {@code byte of the key}
   * @param gas the gas for each
   */
  public record SizePrice(String unit, long gas) {}

  private final GasSchedule schedule;
  private final boolean countsStorage;

  /**
   * Makes a list of prices by a schedule.
   *
   * @param countsStorage whether it is for a contract whose storage is counted, since its code asks
   *     for {@code storage_usage}: its writes look at what was there
   */
  public SizePrices(GasSchedule schedule, boolean countsStorage) {
    this.schedule = schedule;
    this.countsStorage = countsStorage;
  }

  /** Whether a call comes back; false where it always ends the execution. */
  public static boolean returns(String fullName) {
    return !ENDING.contains(fullName) && !HostFunctions.absent().contains(fullName);
  }

  /** What every call costs, with what is paid for sizes that are always the same. */
  public long fixedGas(String fullName) {
    long bytes = schedule.cost(Cost.HOST_BYTE);
    long gas = HostFunctions.baseGas(fullName, schedule);
    return switch (fullName) {
      case "env.sha256", "env.keccak256", "env.random_seed" -> gas + HASH_BYTES * bytes;
      case "env.account_balance", "env.attached_deposit", "env.account_locked_balance" ->
          gas + NUMBER_BYTES * bytes;
      case "env.signer_account_pk" -> gas + KEY_BYTES * bytes;
      case "env.keccak512" -> gas + 2 * HASH_BYTES * bytes;
      case "env.ripemd160" -> gas + SHORT_HASH_BYTES * bytes;
      case "stretto.set_storage" -> gas + (countsStorage ? schedule.cost(Cost.STORAGE_READ) : 0);
      case "stretto.remove_storage" ->
          countsStorage
              ? gas + schedule.cost(Cost.STORAGE_READ) - schedule.cost(Cost.STORAGE_HAS)
              : gas;
      case "stretto.storage_add" ->
          gas
              + 3L * NUMBER_BYTES * bytes
              + NUMBER_BYTES * schedule.cost(Cost.STORAGE_WRITE_VALUE_BYTE)
              + (countsStorage ? schedule.cost(Cost.STORAGE_HAS) : 0);
      case "env.promise_create",
          "env.promise_then",
          "env.promise_batch_action_function_call",
          "env.promise_batch_action_function_call_weight",
          "env.promise_batch_action_transfer" ->
          gas + NUMBER_BYTES * bytes + schedule.cost(Cost.BALANCE);
      default -> gas;
    };
  }

  /**
   * What a call costs on top by size; empty where it always costs the same. Of a function that is
   * not in this list, each byte that it moves.
   */
  public List<SizePrice> of(String fullName) {
    Cost move = Cost.HOST_BYTE;
    return switch (fullName) {
      case "env.random_seed", "env.account_balance", "env.attached_deposit" -> List.of();
      case "env.current_account_id",
          "env.signer_account_id",
          "env.predecessor_account_id",
          "env.refund_to_account_id",
          "env.promise_batch_create",
          "env.promise_batch_then" ->
          List.of(price("byte of the name", move));
      case "env.input" -> List.of(price("byte of the arguments", move));
      case "env.read_register" -> List.of(price("byte", move));
      case "env.write_register" -> List.of(price("byte", move, move));
      case "env.value_return" -> List.of(price("byte of the result", move));
      case "env.log_utf8", "env.log_utf16", "env.panic_utf8" ->
          List.of(price("byte of the text", move), price("byte looked at for its end", move));
      case "env.abort" -> List.of(price("byte of the text", move));
      case "env.sha256" -> List.of(price("byte", move, Cost.SHA256_BYTE));
      case "env.keccak256" -> List.of(price("byte", move, Cost.KECCAK256_BYTE));
      case "env.keccak512" -> List.of(price("byte", move, Cost.KECCAK512_BYTE));
      case "env.ripemd160" -> List.of(price("byte", move, Cost.RIPEMD160_BYTE));
      case "env.ecrecover" -> List.of(price("byte of the hash, the signature and the key", move));
      case "env.ed25519_verify" -> verification(Cost.ED25519_VERIFY_BYTE);
      case "env.p256_verify" -> verification(Cost.P256_VERIFY_BYTE);
      case "stretto.call_result", "env.promise_result" ->
          List.of(price("byte of the result", move));
      case "stretto.call" -> calls("deposit", deposit());
      case "env.promise_create",
          "env.promise_then",
          "env.promise_batch_action_function_call",
          "env.promise_batch_action_function_call_weight" ->
          calls("", 0);
      case "env.promise_and" -> List.of(new SizePrice("promise", Long.BYTES * schedule.cost(move)));
      case "env.promise_batch_action_deploy_contract" ->
          List.of(
              price("byte of the code", move, Cost.DEPLOY_BYTE),
              price("function of the code", Cost.DEPLOY_FUNCTION),
              price("local and operand of the code, as at deployment", Cost.DEPLOY_FRAME_VALUE));
      case "env.promise_batch_action_transfer" -> List.of();
      case "stretto.storage_scan" -> scan();
      default -> storage(fullName);
    };
  }

  private List<SizePrice> verification(Cost perByte) {
    return List.of(
        price("byte of the message", Cost.HOST_BYTE, perByte),
        price("byte of the signature and the key", Cost.HOST_BYTE));
  }

  private long deposit() {
    return schedule.cost(Cost.BALANCE) + NUMBER_BYTES * schedule.cost(Cost.HOST_BYTE);
  }

  private List<SizePrice> calls(String more, long moreGas) {
    List<SizePrice> prices = new ArrayList<>();
    prices.add(price("byte of the names and the arguments", Cost.HOST_BYTE));
    prices.add(new SizePrice("unit of gas that is given away", 1));
    if (moreGas > 0) {
      prices.add(new SizePrice(more, moreGas));
    }
    return prices;
  }

  private List<SizePrice> storage(String fullName) {
    Cost move = Cost.HOST_BYTE;
    Cost readKey = Cost.STORAGE_READ_KEY_BYTE;
    Cost readValue = Cost.STORAGE_READ_VALUE_BYTE;
    Cost writeKey = Cost.STORAGE_WRITE_KEY_BYTE;
    Cost writeValue = Cost.STORAGE_WRITE_VALUE_BYTE;
    return switch (fullName) {
      case "env.storage_read", "stretto.get_storage" ->
          List.of(key(move, readKey), price("byte of the value", readValue, move));
      case "env.storage_has_key" -> List.of(key(move, readKey));
      case "env.storage_write" ->
          List.of(
              key(move, writeKey, readKey),
              price("byte of the value", move, writeValue),
              price("byte of the value before", readValue, move));
      case "env.storage_remove" ->
          List.of(key(move, writeKey, readKey), price("byte of the value before", readValue, move));
      case "stretto.set_storage" -> {
        SizePrice value = price("byte of the value", move, writeValue);
        yield countsStorage
            ? List.of(
                key(move, writeKey, readKey), value, price("byte of the value before", readValue))
            : List.of(key(move, writeKey), value);
      }
      case "stretto.remove_storage" ->
          countsStorage
              ? List.of(key(move, writeKey, readKey), price("byte of the value before", readValue))
              : List.of(key(move, writeKey, readKey));
      case "stretto.storage_add" ->
          List.of(
              countsStorage ? key(move, writeKey, readKey, readKey) : key(move, writeKey, readKey));
      default ->
          HostFunctions.costsBySize(fullName) ? List.of(price("byte moved", move)) : List.of();
    };
  }

  private List<SizePrice> scan() {
    Cost move = Cost.HOST_BYTE;
    Cost readKey = Cost.STORAGE_READ_KEY_BYTE;
    List<SizePrice> prices = new ArrayList<>();
    prices.add(price("16 entries more", Cost.STORAGE_SCAN));
    prices.add(price("entry", Cost.STORAGE_SCAN_ENTRY));
    prices.add(price("byte of a key found", readKey));
    prices.add(price("byte of a value found", Cost.STORAGE_READ_VALUE_BYTE));
    prices.add(price("byte of the list", move));
    prices.add(price("byte of the range's keys", move));
    prices.add(price("byte of the range's keys, for each 16 entries", readKey));
    return prices;
  }

  private SizePrice key(Cost... costs) {
    return price("byte of the key", costs);
  }

  private SizePrice price(String unit, Cost... costs) {
    return new SizePrice(unit, Arrays.stream(costs).mapToLong(schedule::cost).sum());
  }
}
