/** Modules of WebAssembly that are put together in code, for what is measured with them. */
package io.stretto.bench.code;
