package io.stretto.wasm.bytecode;

/** The numbers of a module's sections. */
final class SectionId {

  static final int CUSTOM = 0;
  static final int TYPE = 1;
  static final int IMPORT = 2;
  static final int FUNCTION = 3;
  static final int TABLE = 4;
  static final int MEMORY = 5;
  static final int GLOBAL = 6;
  static final int EXPORT = 7;
  static final int START = 8;
  static final int ELEMENT = 9;
  static final int CODE = 10;
  static final int DATA = 11;
  static final int DATA_COUNT = 12;

  private SectionId() {}

  /** The place of a section in the order that all modules keep, from 1. */
  static int order(int id) throws InvalidCodeException {
    if (id > DATA_COUNT) {
      throw id == 13
          ? InvalidCodeException.notAllowed("exceptions")
          : InvalidCodeException.malformed("unknown section " + id);
    }
    return switch (id) {
      case DATA_COUNT -> ELEMENT + 1;
      case CODE, DATA -> id + 1;
      default -> id;
    };
  }
}
