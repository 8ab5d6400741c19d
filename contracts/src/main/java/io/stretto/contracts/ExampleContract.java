package io.stretto.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The contracts that come with Stretto. */
public enum ExampleContract {
  /** A fungible token with balances of up to 256 bits, in C. */
  TOKEN("token"),
  /** A counter, in WebAssembly's text form. */
  COUNTER("counter"),
  /** A hash over all calls in their order, in C: every call conflicts with the one before it. */
  CUMULATIVE_HASH("cumulative-hash"),
  /** A collection of non-fungible tokens, in AssemblyScript. */
  NFT("nft"),
  /** A market maker with constant product, in Rust. */
  AMM("amm"),
  /** An order book with price-time priority, in C. */
  EXCHANGE("exchange"),
  /** A bank that lends money for the length of a transaction, in C. */
  BANK("bank"),
  /** Borrows from the bank and repays, in C. */
  BORROWER("borrower"),
  /** Borrows from the bank and does not repay, in C. */
  DEFAULTER("defaulter"),
  /** A marketplace for non-fungible tokens, with escrow and royalties, in C. */
  MARKET("market"),
  /** A treasure hunt on a shared map, with dice, in C. */
  GAME("game");

  private final String contractName;

  ExampleContract(String contractName) {
    this.contractName = contractName;
  }

  /** The contract's name in lower case, which is also its folder's and its file's. */
  public String contractName() {
    return contractName;
  }

  /** The built module, a new array at each call. */
  public byte[] code() {
    String resource = contractName + ".wasm";
    try (InputStream stream = ExampleContract.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks " + resource);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
