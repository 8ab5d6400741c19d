package io.stretto.simulation.script;

/** What one step of a {@link Script} does; {@code a} is the number that a run carries along. */
enum Verb {
  /** {@code get KEY}: mixes the key's value into a. */
  GET(1),
  /** {@code has KEY}: mixes into a whether the key has a value. */
  HAS(1),
  /** {@code put KEY MODULUS}: gives the key the remainder of a. */
  PUT(2),
  /** {@code big KEY}: gives the key a value that is too long to be carried whole. */
  BIG(1),
  /** {@code delete KEY}: takes the key's value away. */
  DELETE(1),
  /** {@code add KEY AMOUNT MINIMUM MAXIMUM}: adds to a number; panics outside its bounds. */
  ADD(4),
  /** {@code list PREFIX LIMIT}: mixes the first entries of a range into a. */
  LIST(2),
  /** {@code drop PREFIX LIMIT}: lists, and deletes the first entry if there is one. */
  DROP(2),
  /** {@code move KEY KEY AMOUNT}: moves what can be moved between two balances, or panics. */
  MOVE(3),
  /** {@code when MODULUS REMAINDER COUNT}: skips so many steps unless a has the remainder. */
  WHEN(3),
  /** {@code fail MODULUS REMAINDER}: panics where a has the remainder. */
  FAIL(2),
  /** {@code trap MODULUS REMAINDER}: traps where a has the remainder. */
  TRAP(2),
  /** {@code burn GAS}: uses gas. */
  BURN(1),
  /** {@code spin MODULUS}: uses as much gas as the remainder of a says. */
  SPIN(1),
  /** {@code log}: logs a. */
  LOG(0),
  /** {@code give}: returns a. */
  GIVE(0),
  /** {@code mix WORD}: mixes a word into a. */
  MIX(1);

  final int operands;

  Verb(int operands) {
    this.operands = operands;
  }
}
