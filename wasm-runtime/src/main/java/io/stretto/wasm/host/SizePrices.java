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

  /**
   * A price for each unit of something.
   *
   * @param unit what is counted, such as {@code byte of the key}
   * @param gas the gas for each
   */
  public record SizePrice(String unit, long gas) {}

  private final GasSchedule schedule;

  /** Makes a list of prices by a schedule. */
  public SizePrices(GasSchedule schedule) {
    this.schedule = schedule;
  }

  /** Whether a call comes back; false where it always ends the execution. */
  public static boolean returns(String fullName) {
    return !ENDING.contains(fullName);
  }

  /** What every call costs, with what is paid for sizes that are always the same. */
  public long fixedGas(String fullName) {
    long bytes = schedule.cost(Cost.HOST_BYTE);
    long gas = HostFunctions.baseGas(fullName, schedule);
    return switch (fullName) {
      case "env.sha256", "env.keccak256", "env.random_seed" -> gas + HASH_BYTES * bytes;
      case "env.account_balance", "env.attached_deposit" -> gas + NUMBER_BYTES * bytes;
      case "stretto.storage_add" ->
          gas
              + 3L * NUMBER_BYTES * bytes
              + NUMBER_BYTES * schedule.cost(Cost.STORAGE_WRITE_VALUE_BYTE);
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
      case "env.current_account_id", "env.signer_account_id", "env.predecessor_account_id" ->
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
      case "stretto.storage_scan" -> scan();
      default -> storage(fullName);
    };
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
      case "stretto.set_storage" ->
          List.of(key(move, writeKey), price("byte of the value", move, writeValue));
      case "stretto.remove_storage", "stretto.storage_add" -> List.of(key(move, writeKey, readKey));
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
