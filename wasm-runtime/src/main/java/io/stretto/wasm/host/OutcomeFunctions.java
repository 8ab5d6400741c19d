package io.stretto.wasm.host;

import static io.stretto.wasm.host.HostFunctions.I32;
import static io.stretto.wasm.host.HostFunctions.I64;

import io.stretto.protocol.ErrorCode;
import io.stretto.wasm.gas.Cost;
import io.stretto.wasm.gas.Limit;
import io.stretto.wasm.host.HostFunctions.Definition;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What a contract gives back: a value, log lines, or that it gives up. */
final class OutcomeFunctions {

  private static final long U32 = 0xffff_ffffL;
  private static final long ZERO_TERMINATED = -1;

  private OutcomeFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.env("value_return", List.of(I64, I64), List.of(), OutcomeFunctions::valueReturn),
        Definition.env("panic", List.of(), List.of(), OutcomeFunctions::panic),
        Definition.env("panic_utf8", List.of(I64, I64), List.of(), OutcomeFunctions::panicUtf8),
        Definition.env("log_utf8", List.of(I64, I64), List.of(), OutcomeFunctions::logUtf8),
        Definition.env("log_utf16", List.of(I64, I64), List.of(), OutcomeFunctions::logUtf16),
        Definition.env("abort", List.of(I32, I32, I32, I32), List.of(), OutcomeFunctions::abort));
  }

  /** Arguments: length, pointer. */
  private static long valueReturn(HostContext context, long[] arguments) {
    context.setReturnValue(context.bytesOf(arguments[0], arguments[1], Limit.RETURN_BYTES));
    return 0;
  }

  private static long panic(HostContext context, long[] arguments) {
    throw context.fail(ErrorCode.PANIC, "explicit panic");
  }

  /** Arguments: length, pointer. */
  private static long panicUtf8(HostContext context, long[] arguments) {
    throw context.fail(ErrorCode.PANIC, utf8(context, arguments[0], arguments[1]));
  }

  /** Arguments: length, pointer. */
  private static long logUtf8(HostContext context, long[] arguments) {
    context.charge(Cost.LOG);
    context.log(utf8(context, arguments[0], arguments[1]));
    return 0;
  }

  /** Arguments: length in bytes, pointer. */
  private static long logUtf16(HostContext context, long[] arguments) {
    context.charge(Cost.LOG);
    long length = arguments[0];
    if (length == ZERO_TERMINATED) {
      length = lengthUntilZero(context, arguments[1], 2);
    }
    context.log(text(context, length, arguments[1], StandardCharsets.UTF_16LE));
    return 0;
  }

  /** Arguments, all i32: message, file name (both AssemblyScript strings or 0), line, column. */
  private static long abort(HostContext context, long[] arguments) {
    String message = assemblyScriptString(context, arguments[0] & U32);
    String file = assemblyScriptString(context, arguments[1] & U32);
    throw context.fail(
        ErrorCode.PANIC,
        String.format(
            Locale.ROOT,
            "%s, filename: \"%s\" line: %d col: %d",
            message,
            file,
            arguments[2] & U32,
            arguments[3] & U32));
  }

  /** A string whose length in bytes stands in the four bytes before it; empty for pointer 0. */
  private static String assemblyScriptString(HostContext context, long pointer) {
    if (pointer == 0) {
      return "";
    }
    int offset = context.checkRange(pointer - Integer.BYTES, Integer.BYTES);
    byte[] memory = context.memoryBytes();
    long length = 0;
    for (int i = Integer.BYTES - 1; i >= 0; i--) {
      length = length << 8 | (memory[offset + i] & 0xff);
    }
    return text(context, length, pointer, StandardCharsets.UTF_16LE);
  }

  private static String utf8(HostContext context, long length, long pointer) {
    long known = length == ZERO_TERMINATED ? lengthUntilZero(context, pointer, 1) : length;
    return text(context, known, pointer, StandardCharsets.UTF_8);
  }

  /**
   * The bytes before the first zero, in units of one or two bytes; looks no further than a limit.
   */
  private static long lengthUntilZero(HostContext context, long pointer, int unit) {
    long limit = context.schedule().limit(Limit.LOG_BYTES);
    for (long length = 0; length <= limit; length += unit) {
      int offset = context.checkRange(pointer + length, unit);
      byte[] memory = context.memoryBytes();
      context.charge(Cost.HOST_BYTE, unit);
      if (memory[offset] == 0 && memory[offset + unit - 1] == 0) {
        return length;
      }
    }
    return limit + 1;
  }

  private static String text(HostContext context, long length, long pointer, Charset charset) {
    context.reserveLogBytes(length);
    return Texts.decode(context, context.copyFromMemory(pointer, length), charset);
  }
}
