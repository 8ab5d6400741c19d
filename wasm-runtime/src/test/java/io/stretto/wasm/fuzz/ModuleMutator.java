package io.stretto.wasm.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Breaks modules: single bits and bytes, the order and the sizes of sections, numbers that are
 * written too long or are too large, pieces that are left out, repeated or come from elsewhere.
 * Mostly what is broken lies deep, with the sizes around it set right, so that the breakage is seen
 * by the checks that are to find it.
 */
public final class ModuleMutator {

  private static final int CODE = 10;
  private static final long[] HUGE = {
    0x7f, 0x80, 0x4000, 0xffff, 0x1_0000, 0x1_0001, 0x1000_0000, 0x7fff_ffffL, 0xffff_ffffL
  };
  private static final long[] TELLING_BYTES = {
    0, 1, 2, 0x40, 0x7f, 0x80, 0xff, 0x0b, 0x05, 0x0c, 0x0e, 0x10, 0x11, 0x1a, 0x1b, 0x41, 0xfc
  };

  private final Choices choices;
  private final List<Section> sections = new ArrayList<>();

  private ModuleMutator(Choices choices) {
    this.choices = choices;
  }

  /** A section's number and content. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Section(int id, byte[] content) {}

  /** Returns a broken copy of a module, which must not be broken itself. */
  public static byte[] mutate(byte[] module, Choices choices) {
    ModuleMutator mutator = new ModuleMutator(choices);
    mutator.split(module);
    for (int i = choices.below(3); i >= 0; i--) {
      mutator.changeSections();
    }
    byte[] changed = mutator.join();
    return choices.oneIn(5) ? mutator.changeBytes(changed) : changed;
  }

  private void split(byte[] module) {
    int position = 8;
    while (position < module.length) {
      int id = module[position++];
      int[] next = {position};
      int size = readUnsigned(module, next);
      sections.add(new Section(id, Arrays.copyOfRange(module, next[0], next[0] + size)));
      position = next[0] + size;
    }
  }

  private static int readUnsigned(byte[] bytes, int[] position) {
    int value = 0;
    for (int shift = 0; position[0] < bytes.length; shift += 7) {
      int next = bytes[position[0]++];
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        break;
      }
    }
    return value;
  }

  private byte[] join() {
    WasmOutput out = new WasmOutput().putAll(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
    for (Section section : sections) {
      out.put(section.id()).putSized(new WasmOutput().putAll(section.content()));
    }
    return out.toBytes();
  }

  private void changeSections() {
    if (sections.isEmpty()) {
      return;
    }
    int index = choices.below(sections.size());
    switch (choices.below(16)) {
      case 0 -> sections.remove(index);
      case 1 -> sections.add(choices.below(sections.size() + 1), sections.get(index));
      case 2 -> sections.add(choices.below(sections.size() + 1), custom());
      case 3 -> sections.set(index, new Section(choices.below(16), sections.get(index).content()));
      case 4, 5, 6 -> changeContent(index);
      default -> changeBody();
    }
  }

  private Section custom() {
    String name = choices.oneIn(2) ? "name" : "producers";
    WasmOutput out = new WasmOutput();
    if (choices.oneIn(8)) {
      return new Section(0, choices.bytes(choices.below(4)));
    }
    return new Section(0, out.putName(name).putAll(choices.bytes(choices.below(12))).toBytes());
  }

  private void changeContent(int index) {
    Section section = sections.get(index);
    sections.set(index, new Section(section.id(), changePiece(section.content())));
  }

  /** Changes one function's body and sets the sizes around it right. */
  private void changeBody() {
    for (int i = 0; i < sections.size(); i++) {
      if (sections.get(i).id() == CODE) {
        byte[] content = sections.get(i).content();
        if (content.length > 1) {
          sections.set(i, new Section(CODE, changeBody(content)));
        }
        return;
      }
    }
  }

  private byte[] changeBody(byte[] content) {
    int[] position = {0};
    int count = readUnsigned(content, position);
    List<byte[]> bodies = new ArrayList<>();
    while (position[0] < content.length) {
      int size = readUnsigned(content, position);
      // An earlier change may have broken the sizes.
      int end =
          size < 0 ? content.length : (int) Math.min(content.length, position[0] + (long) size);
      bodies.add(Arrays.copyOfRange(content, position[0], end));
      position[0] = end;
    }
    if (bodies.isEmpty()) {
      return changePiece(content);
    }
    int chosen = choices.below(bodies.size());
    bodies.set(chosen, changePiece(bodies.get(chosen)));
    WasmOutput out = new WasmOutput().putUnsigned(count & 0xffff_ffffL);
    bodies.forEach(body -> out.putSized(new WasmOutput().putAll(body)));
    return out.toBytes();
  }

  private byte[] changePiece(byte[] piece) {
    int at = choices.below(piece.length + 1);
    int more = choices.below(Math.min(9, piece.length - at + 1));
    return switch (choices.below(14)) {
      case 0 -> splice(piece, at, more, new byte[0]);
      case 1 -> splice(piece, at, 0, choices.bytes(1 + choices.below(4)));
      case 2 -> splice(piece, at, 1, new byte[] {(byte) choices.pick(TELLING_BYTES)});
      case 3 -> splice(piece, at, 1, overlong(at < piece.length ? piece[at] : 0));
      case 4 -> splice(piece, at, 1, huge());
      case 5 -> splice(piece, 0, 1, huge());
      case 6 -> splice(piece, at, 0, Arrays.copyOfRange(piece, at, at + more));
      case 7 -> splice(piece, at, more, elsewhere());
      case 8, 9 -> flipBit(piece, at);
      default -> nudge(piece, at);
    };
  }

  private static byte[] splice(byte[] piece, int at, int removed, byte[] added) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(piece, 0, at);
    out.writeBytes(added);
    int rest = Math.min(piece.length, at + removed);
    out.write(piece, rest, piece.length - rest);
    return out.toByteArray();
  }

  /** A small number in more bytes than it needs, or than it may have. */
  private byte[] overlong(byte value) {
    byte[] bytes = new byte[2 + choices.below(10)];
    Arrays.fill(bytes, (byte) 0x80);
    bytes[0] = (byte) (value | 0x80);
    bytes[bytes.length - 1] = (byte) choices.pick(0, 0, 0, 0x7f, 0x0f, 0x10, 1);
    return bytes;
  }

  private byte[] huge() {
    return new WasmOutput().putUnsigned(choices.pick(HUGE)).toBytes();
  }

  private byte[] elsewhere() {
    byte[] content = choices.pick(sections).content();
    int from = choices.below(content.length + 1);
    return Arrays.copyOfRange(content, from, Math.min(content.length, from + choices.below(24)));
  }

  /** Makes a byte a little larger or smaller: another index, type or instruction of the kind. */
  private byte[] nudge(byte[] piece, int at) {
    byte[] changed = piece.clone();
    if (at < changed.length) {
      changed[at] += (byte) choices.pick(1, -1, 2, -2, 3);
    }
    return changed;
  }

  private byte[] flipBit(byte[] piece, int at) {
    byte[] changed = piece.clone();
    if (at < changed.length) {
      changed[at] ^= (byte) (1 << choices.below(8));
    }
    return changed;
  }

  /** Changes bytes without a thought of what they mean. */
  private byte[] changeBytes(byte[] module) {
    if (choices.oneIn(3)) {
      return Arrays.copyOf(module, choices.below(module.length));
    }
    byte[] changed = module;
    for (int i = choices.below(3); i >= 0; i--) {
      changed = changePiece(changed);
    }
    return changed;
  }
}
