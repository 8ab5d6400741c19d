package io.stretto.wasm.host;

import static io.stretto.wasm.host.HostFunctions.I64;

import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.host.HostFunctions.Definition;
import java.util.List;

/** Registers: read_register, register_len, write_register. */
final class RegisterFunctions {

  private RegisterFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.env("read_register", List.of(I64, I64), List.of(), RegisterFunctions::read),
        Definition.env("register_len", List.of(I64), List.of(I64), RegisterFunctions::length),
        Definition.env(
            "write_register", List.of(I64, I64, I64), List.of(), RegisterFunctions::write));
  }

  /** Arguments: register, pointer. */
  private static long read(HostContext context, long[] arguments) {
    byte[] value = context.registers().get(arguments[0]);
    if (value == null) {
      throw context.trap("a register was read that is not set");
    }
    context.charge(Cost.HOST_BYTE, value.length);
    context.copyToMemory(arguments[1], value);
    return 0;
  }

  /** Argument: register. Result: its length, 2^64-1 where it is not set. */
  private static long length(HostContext context, long[] arguments) {
    byte[] value = context.registers().get(arguments[0]);
    return value == null ? -1 : value.length;
  }

  /** Arguments: register, length, pointer. */
  private static long write(HostContext context, long[] arguments) {
    context.setRegister(
        arguments[0], context.bytesOf(arguments[1], arguments[2], Limit.REGISTER_BYTES));
    return 0;
  }
}
