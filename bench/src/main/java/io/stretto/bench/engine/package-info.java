/**
 * What the WebAssembly engine costs beside native code, beside V8 and beside itself without
 * metering, all in one run. Each class named {@code ...Scenarios} measures one kind of thing; a new
 * one is added to the list in {@link io.stretto.bench.engine.EngineBenchmark}.
 */
package io.stretto.bench.engine;
