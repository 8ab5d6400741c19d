package io.stretto.integration;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Code that is no contract, one of each kind, assembled byte by byte. */
final class InvalidModules {

  private static final String HEADER = "0061736d01000000";

  /** Section 1: one type, () -> (). */
  private static final String TYPE = "01 04 01 60 00 00";

  /** Section 3: one function of type 0. */
  private static final String FUNCTION = "03 02 01 00";

  /** Section 10: a body that does nothing. */
  private static final String CODE = "0a 04 01 02 00 0b";

  /** Section 5: a memory of one page. */
  private static final String MEMORY = "05 03 01 00 01";

  /** A module, and the phase of the examination that refuses it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Invalid(String phase, String name, byte[] code) {}

  private final List<Invalid> modules = new ArrayList<>();
  private final String phase;

  private InvalidModules(String phase) {
    this.phase = phase;
  }

  /** The modules; some are made of one that is valid. */
  static List<Invalid> all(byte[] valid) {
    List<Invalid> all = new ArrayList<>();
    all.addAll(malformed(valid).modules);
    all.addAll(invalid().modules);
    all.addAll(unlinkable().modules);
    all.addAll(notAllowed().modules);
    all.addAll(tooLarge().modules);
    return all;
  }

  private static InvalidModules malformed(byte[] valid) {
    InvalidModules list = new InvalidModules("malformed");
    list.add("nothing", new byte[0]);
    list.add("text", "(module)".getBytes(StandardCharsets.UTF_8));
    list.add("another version", hex("0061736d02000000"));
    list.add("a component", hex("0061736d0d000100"));
    list.add("half a header", hex("0061736d01"));
    list.add("a section beyond the end", hex(HEADER + "01 7f"));
    list.add("a length that is too long", hex(HEADER + "01 80 80 80 80 80 00"));
    list.add("an unknown section", hex(HEADER + "7f 00"));
    list.add("sections out of order", hex(HEADER + TYPE + MEMORY + FUNCTION + CODE));
    list.add("a section twice", hex(HEADER + TYPE + TYPE));
    list.add("a function without body", hex(HEADER + TYPE + FUNCTION));
    list.add("a body without function", hex(HEADER + TYPE + CODE));
    list.add("a body without end", hex(HEADER + TYPE + FUNCTION + "0a 04 01 02 00 01"));
    list.add("a byte behind the end", hex(HEADER + TYPE + "00"));
    for (int length = 11; length < valid.length; length += valid.length / 7) {
      list.add("cut at " + length, Arrays.copyOf(valid, length));
    }
    return list;
  }

  private static InvalidModules invalid() {
    InvalidModules list = new InvalidModules("invalid");
    list.add("a type that is not there", hex(HEADER + TYPE + "03 02 01 07" + CODE));
    list.addBody("an addition of nothing", "6a 1a");
    list.addBody("a number that nobody takes", "41 00");
    list.addBody("an i64 for an i32", "42 00 45 1a");
    list.addBody("a branch to nowhere", "0c 09");
    list.addBody("a local that is not there", "20 05 1a");
    list.addBody("a function that is not there", "10 63");
    list.addBody("a global that is not there", "23 00 1a");
    list.addBody("a load without memory", "41 00 28 02 00 1a");
    list.addBody("an alignment beyond the size", MEMORY, "41 00 28 07 00 1a");
    list.addBody("a constant that changes", "06 06 01 7f 00 41 00 0b", "41 01 24 00");
    list.add("an export of nothing", hex(HEADER + TYPE + "07 05 01 01 66 00 05"));
    list.add(
        "a name exported twice",
        hex(HEADER + TYPE + FUNCTION + "07 09 02 01 66 00 00 01 66 00 00" + CODE));
    list.add(
        "data outside of memory", hex(HEADER + MEMORY + "0b 0a 01 00 41 ff ff 03 0b 02 01 01"));
    list.add("data without memory", hex(HEADER + "0b 07 01 00 41 00 0b 01 01"));
    return list;
  }

  private static InvalidModules unlinkable() {
    InvalidModules list = new InvalidModules("unlinkable");
    list.add("no such module", importing("wasi_snapshot_preview1", "fd_write"));
    list.add("no such function", importing("env", "data_read"));
    list.add("another signature", importing("env", "input"));
    return list;
  }

  private static InvalidModules notAllowed() {
    InvalidModules list = new InvalidModules("not allowed");
    list.add("an imported memory", hex(HEADER + "02 0f 01 03 656e76 06 6d656d6f7279 02 00 01"));
    list.add("an imported global", hex(HEADER + "02 0a 01 03 656e76 01 67 03 7e 00"));
    list.add("a start function", hex(HEADER + TYPE + FUNCTION + "08 01 00" + CODE));
    list.add("a shared memory", hex(HEADER + "05 04 01 03 01 01"));
    list.add("a memory of 64 bits", hex(HEADER + "05 03 01 04 01"));
    list.add("two memories", hex(HEADER + "05 05 02 00 01 00 01"));
    list.add("two results", hex(HEADER + "01 06 01 60 00 02 7e 7e"));
    list.add("exceptions", hex(HEADER + "0d 01 00"));
    list.add("a type that is no function", hex(HEADER + "01 04 01 5f 00 00"));
    list.addBody("SIMD", "fd 0c 00");
    list.addBody("threads", "fe 03 00");
    list.addBody("a tail call", "12 00");
    list.addBody("a reference", "d0 70 1a");
    list.addBody("garbage collection", "fb 00 00");
    return list;
  }

  private static InvalidModules tooLarge() {
    InvalidModules list = new InvalidModules("too large");
    list.add("257 pages", hex(HEADER + "05 04 01 00 81 02"));
    list.add(
        "4 billion locals", hex(HEADER + TYPE + FUNCTION + "0a 0a 01 08 01 ff ff ff ff 0f 7f 0b"));
    list.addBody("600 blocks inside each other", "02 40".repeat(600) + "0b".repeat(600));
    list.addBody("530,000 instructions", "01".repeat(530_000));
    list.addImports("201 imports", 201);
    return list;
  }

  /** Adds a module that imports one function, so many times. */
  private void addImports(String name, int count) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(unsigned(count));
    for (int i = 0; i < count; i++) {
      content.writeBytes(hex("03 656e76 05 70616e6963 00 00")); // env.panic
    }
    add(name, withImports(content.toByteArray()));
  }

  private void add(String name, byte[] module) {
    modules.add(new Invalid(phase, name, module));
  }

  private void addBody(String name, String instructions) {
    addBody(name, "", instructions);
  }

  /** Adds a module with one function; sections 4 to 6 come before its code. */
  private void addBody(String name, String sections, String instructions) {
    byte[] code = hex("00" + instructions + "0b");
    ByteArrayOutputStream bodies = new ByteArrayOutputStream();
    bodies.write(1);
    bodies.writeBytes(unsigned(code.length));
    bodies.writeBytes(code);
    ByteArrayOutputStream module = new ByteArrayOutputStream();
    module.writeBytes(hex(HEADER + TYPE + FUNCTION + sections));
    module.write(10);
    module.writeBytes(unsigned(bodies.size()));
    module.writeBytes(bodies.toByteArray());
    add(name, module.toByteArray());
  }

  /** A module that imports one function of type () -> (). */
  private static byte[] importing(String module, String name) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(1);
    for (String text : new String[] {module, name}) {
      content.write(text.length());
      content.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
    content.writeBytes(new byte[] {0, 0});
    return withImports(content.toByteArray());
  }

  private static byte[] withImports(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(hex(HEADER + TYPE));
    out.write(2);
    out.writeBytes(unsigned(content.length));
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] unsigned(int value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int rest = value;
    while (rest >>> 7 != 0) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
    return out.toByteArray();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }
}
