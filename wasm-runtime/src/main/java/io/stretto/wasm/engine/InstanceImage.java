package io.stretto.wasm.engine;

/**
 * What an instance's memory and globals held at one moment; it can be put into any instance of the
 * same module. Immutable.
 */
public final class InstanceImage {

  final MemoryImage memory;
  final long[] globals;

  InstanceImage(MemoryImage memory, long[] globals) {
    this.memory = memory;
    this.globals = globals;
  }
}
