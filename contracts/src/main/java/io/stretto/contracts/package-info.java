/**
 * The example contracts as a library: the built WebAssembly modules, for tests, benchmarks and
 * first steps. Their sources are in the module's folders beside {@code src}; what each does is in
 * its README.md.
 */
package io.stretto.contracts;
