/**
 * Executes contracts: WebAssembly with the same outcome on every machine.
 *
 * <p><b>Deployment.</b> {@code bytecode.ModuleParser} reads the raw bytes, believes no size that
 * they state, and refuses what is not on the white lists of instructions and imports or passes a
 * limit of the schedule; {@code bytecode.TypeChecker} checks the instructions by the algorithm of
 * the WebAssembly specification. Only then {@code bytecode.Instrumenter} builds the metering in, as
 * WebAssembly again, and the engine gets to see the module. A refusal names its phase.
 *
 * <p><b>Execution.</b> {@link io.stretto.wasm.TransactionExecutor} keeps, for each contract that
 * its thread has seen, the contract's record as last read and an instance. A transaction is a list
 * of operations ({@code BundleExecution}); a call ({@code ContractCalls}) reads the record, which
 * is an observation, runs the function, and afterwards restores of memory and globals what changed.
 * Contracts with a finaliser keep theirs to the end of the transaction. What may fail alone, as an
 * operation that is marked so, a call of another contract and a promise ({@code PromiseExecution}),
 * can be taken back to a checkpoint ({@code Checkpoints}). Host functions work on {@code
 * host.HostContext}; what is read from the state and what is written goes through {@code
 * host.StorageOverlay}, which becomes the result's observations and writes.
 *
 * <p><b>Why the outcome is the same everywhere.</b> Gas and call depth are counted by the module
 * itself, in the same instructions for every engine. Depth ends before the thread's stack does
 * ({@link io.stretto.wasm.ContractThreads}). NaNs are canonical. A trap costs the whole limit and
 * has one text, so nothing of where and how it happened gets out. Functions that do not fit into a
 * method of the JVM are interpreted, which changes the time, not the outcome; the schedule makes
 * them dearer by an estimate that does not ask the compiler. What is no outcome is thrown: failures
 * of the view, interruption, lack of memory.
 *
 * <p><b>Failures and gas.</b> A panic costs what was used until then; every other failure inside a
 * contract costs the whole limit. Calls of what does not exist and refused deployments cost their
 * base.
 *
 * <p><b>Analysis.</b> {@link io.stretto.wasm.ContractAnalyzer} says what code shows without being
 * run, and decides nothing: {@code bytecode.FunctionPaths} finds the dearest ways through one
 * function as the metering charges them, {@code bytecode.GasBounds} puts functions together from
 * callees to callers along the {@code bytecode.CallGraph}, and what repeats is a term of a {@code
 * bytecode.SymbolicBound}.
 *
 * <p>Only {@code engine} knows Chicory. {@code gas} holds the schedule as data.
 */
package io.stretto.wasm;
