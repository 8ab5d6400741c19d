package io.stretto.wasm.fuzz;

import io.stretto.wasm.bytecode.FunctionSignature;
import io.stretto.wasm.bytecode.ValueType;
import io.stretto.wasm.fuzz.GeneratedModule.Import;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Adds calls of host functions, with arguments that make sense and with those that do not. */
final class HostCallGenerator {

  /**
   * What the parameters of functions mean: k and p length and place of a key, v and w of a value, t
   * and q of a text, r a register, b a buffer, c its capacity, h and s the length of a hash and of
   * a signature, f a small number, 0 nothing else. Functions that are not named get any numbers.
   */
  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          Map.entry("env.read_register", "rb"),
          Map.entry("env.register_len", "r"),
          Map.entry("env.write_register", "rvw"),
          Map.entry("env.current_account_id", "r"),
          Map.entry("env.signer_account_id", "r"),
          Map.entry("env.predecessor_account_id", "r"),
          Map.entry("env.input", "r"),
          Map.entry("env.random_seed", "r"),
          Map.entry("env.account_balance", "b"),
          Map.entry("env.attached_deposit", "b"),
          Map.entry("env.storage_write", "kpvwr"),
          Map.entry("env.storage_read", "kpr"),
          Map.entry("env.storage_remove", "kpr"),
          Map.entry("env.storage_has_key", "kp"),
          Map.entry("stretto.get_storage", "pkbc"),
          Map.entry("stretto.set_storage", "pkwv"),
          Map.entry("stretto.remove_storage", "pk"),
          Map.entry("stretto.storage_add", "pkbbb"),
          Map.entry("stretto.storage_scan", "pkpkcbc"),
          Map.entry("env.sha256", "vwr"),
          Map.entry("env.keccak256", "vwr"),
          Map.entry("env.keccak512", "vwr"),
          Map.entry("env.ripemd160", "vwr"),
          Map.entry("env.ecrecover", "hwswf0r"),
          Map.entry("env.ed25519_verify", "swvwhw"),
          Map.entry("env.p256_verify", "swvwhw"),
          Map.entry("env.signer_account_pk", "r"),
          Map.entry("env.refund_to_account_id", "r"),
          Map.entry("env.account_locked_balance", "b"),
          Map.entry("env.value_return", "vw"),
          Map.entry("env.panic_utf8", "tq"),
          Map.entry("env.log_utf8", "tq"),
          Map.entry("env.log_utf16", "tq"));

  private final FunctionBuilder f;

  HostCallGenerator(FunctionBuilder function) {
    this.f = function;
  }

  /** A call that leaves a value of a type; null for none. */
  void call(ValueType type) {
    List<Integer> fitting = new ArrayList<>();
    for (int i = 0; i < f.module.imports.size(); i++) {
      List<ValueType> results = f.shape.signature(i).results();
      if (type == null || (!results.isEmpty() && results.getFirst() == type)) {
        fitting.add(i);
      }
    }
    if (!fitting.isEmpty()) {
      int function = f.choices.pick(fitting);
      if (!endsTheCall(f.module.imports.get(function)) || f.features.trapsNow(f.choices)) {
        call(function, type);
        return;
      }
    }
    if (type != null) {
      f.values.leaf(type);
    }
  }

  private static boolean endsTheCall(Import imported) {
    return imported.name().startsWith("panic") || imported.name().equals("abort");
  }

  private void call(int function, ValueType type) {
    Import imported = f.module.imports.get(function);
    FunctionSignature signature = f.shape.signature(function);
    String meanings = PARAMETERS.getOrDefault(imported.module() + "." + imported.name(), "");
    for (int i = 0; i < signature.parameters().size(); i++) {
      argument(signature.parameters().get(i), i < meanings.length() ? meanings.charAt(i) : ' ');
    }
    f.emit(Op.CALL, function);
    if (type == null && !signature.results().isEmpty()) {
      f.emit(Op.DROP);
    }
  }

  private void argument(ValueType type, char meaning) {
    if (f.features.trapsNow(f.choices)) {
      f.constant(type, edge());
    } else if (f.choices.oneIn(20) && meaning == 'r') {
      f.values.value(type);
    } else {
      f.constant(type, sensible(meaning));
    }
  }

  private long sensible(char meaning) {
    Choices choices = f.choices;
    return switch (meaning) {
      case 'k' -> choices.pick(4, 4, 4, 0, 8, 33);
      case 'p' -> choices.pick(0, 4, 8, 12, 16, 100);
      case 'v' -> choices.pick(0, 1, 8, 32, 33, 300);
      case 'w', 'b' -> choices.pick(0, 16, 64, 512, 4090, 1024);
      case 't' -> choices.pick(4, 0, 16, 30);
      case 'q' -> choices.pick(0, 8, 16);
      case 'c' -> choices.pick(0, 8, 64, 400);
      case 'h' -> choices.pick(32, 32, 32, 33);
      case 's' -> 64;
      case 'f' -> choices.pick(0, 1, 2, 3);
      case 'r' -> choices.pick(0, 0, 0, 0, 0, 1, 2, 15, 16, -1, Long.MIN_VALUE);
      default -> choices.below(4);
    };
  }

  /** A number at an edge of the memory, of a limit or of its type. */
  private long edge() {
    long size = (long) Math.max(0, f.module.memoryPages) << 16;
    return switch (f.choices.below(4)) {
      case 0 -> size + f.choices.between(-9, 9);
      case 1 -> f.choices.pick(2048, 2049, 16_384, 16_385, 1 << 20, (1 << 20) + 1);
      default -> Constants.integer(f.choices);
    };
  }
}
