package io.stretto.wasm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Assembles modules byte by byte, valid ones and others. */
final class TestModule {

  static final int I32 = 0x7f;
  static final int I64 = 0x7e;
  static final int F64 = 0x7c;

  private final List<byte[]> types = new ArrayList<>();
  private final List<byte[]> imports = new ArrayList<>();
  private final List<byte[]> functions = new ArrayList<>();
  private final List<byte[]> bodies = new ArrayList<>();
  private final List<byte[]> exports = new ArrayList<>();
  private byte[] table;
  private byte[] memory;
  private byte[] elements;
  private byte[] data;

  static byte[] bytes(Object... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object part : parts) {
      switch (part) {
        case Integer number -> out.write(number);
        case byte[] array -> out.writeBytes(array);
        case String text -> {
          byte[] name = text.getBytes(StandardCharsets.UTF_8);
          out.writeBytes(unsigned(name.length));
          out.writeBytes(name);
        }
        default -> throw new IllegalArgumentException(part.toString());
      }
    }
    return out.toByteArray();
  }

  static byte[] unsigned(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = value;
    while (rest >>> 7 != 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
    return out.toByteArray();
  }

  static byte[] signed(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = value;
    while (rest < -64 || rest > 63) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    out.write((int) (rest & 0x7f));
    return out.toByteArray();
  }

  static byte[] repeat(int count, byte[] part) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(count * part.length);
    for (int i = 0; i < count; i++) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] vector(List<byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(unsigned(parts.size()));
    parts.forEach(out::writeBytes);
    return out.toByteArray();
  }

  int type(int[] parameters, int... results) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x60);
    out.writeBytes(unsigned(parameters.length));
    for (int parameter : parameters) {
      out.write(parameter);
    }
    out.writeBytes(unsigned(results.length));
    for (int result : results) {
      out.write(result);
    }
    types.add(out.toByteArray());
    return types.size() - 1;
  }

  TestModule importFunction(String module, String name, int type) {
    imports.add(bytes(module, name, 0, unsigned(type)));
    return this;
  }

  TestModule memory(int pages) {
    memory = bytes(1, 0, unsigned(pages));
    return this;
  }

  TestModule data(int offset, String text) {
    data = bytes(1, 0, 0x41, signed(offset), 0x0b, text);
    return this;
  }

  TestModule table(int entries) {
    table = bytes(1, 0x70, 0, unsigned(entries));
    return this;
  }

  /** Puts two functions into the table. */
  TestModule pair(int first, int second) {
    elements = bytes(1, 0, 0x41, 0, 0x0b, 2, unsigned(first), unsigned(second));
    return this;
  }

  TestModule elements(int function, int count) {
    elements = bytes(1, 0, 0x41, 0, 0x0b, unsigned(count), repeat(count, unsigned(function)));
    return this;
  }

  /** Puts so many functions into the table, from function 0 on. */
  TestModule consecutiveElements(int count) {
    ByteArrayOutputStream indexes = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      indexes.writeBytes(unsigned(i));
    }
    elements = bytes(1, 0, 0x41, 0, 0x0b, unsigned(count), indexes.toByteArray());
    return this;
  }

  /** Adds a function; the code comes without its last {@code end}. Returns its index. */
  int function(int type, byte[] locals, byte[] code) {
    functions.add(unsigned(type));
    byte[] body = bytes(locals, code, 0x0b);
    bodies.add(bytes(unsigned(body.length), body));
    return imports.size() + functions.size() - 1;
  }

  int function(int type, byte[] code) {
    return function(type, bytes(0), code);
  }

  TestModule export(String name, int function) {
    exports.add(bytes(name, 0, unsigned(function)));
    return this;
  }

  private static byte[] section(int id, byte[] content) {
    return content == null ? new byte[0] : bytes(id, unsigned(content.length), content);
  }

  byte[] build() {
    return bytes(
        new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0},
        section(1, vector(types)),
        section(2, imports.isEmpty() ? null : vector(imports)),
        section(3, vector(functions)),
        section(4, table),
        section(5, memory),
        section(7, vector(exports)),
        section(9, elements),
        section(10, vector(bodies)),
        section(11, data));
  }
}
