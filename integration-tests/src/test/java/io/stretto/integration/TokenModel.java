package io.stretto.integration;

import io.stretto.cli.token.TokenOperation;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** What the example token does, on plain maps: balances by asset and account. */
final class TokenModel {

  private static final BigInteger MAXIMUM = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

  private final Map<Holding, BigInteger> balances = new HashMap<>();
  private final Map<Allowance, BigInteger> allowances = new HashMap<>();
  private final Map<String, BigInteger> supplies = new HashMap<>();
  private int succeeded;
  private int failed;

  /** Who holds what. */
  record Holding(String asset, String account) {}

  private record Allowance(String asset, String owner, String spender) {}

  void apply(TokenOperation operation) {
    if (isDone(operation)) {
      succeeded++;
    } else {
      failed++;
    }
  }

  private boolean isDone(TokenOperation operation) {
    return switch (operation.kind()) {
      case MINT -> mint(operation);
      case APPROVE -> {
        allowances.put(
            new Allowance(operation.asset(), operation.sender(), operation.to()),
            operation.amount());
        yield true;
      }
      case TRANSFER -> transfer(operation);
      case TRANSFER_FROM -> transferFrom(operation);
    };
  }

  private boolean mint(TokenOperation operation) {
    BigInteger supply =
        supplies.getOrDefault(operation.asset(), BigInteger.ZERO).add(operation.amount());
    if (supply.compareTo(MAXIMUM) > 0) {
      return false;
    }
    supplies.put(operation.asset(), supply);
    balances.merge(
        new Holding(operation.asset(), operation.to()), operation.amount(), BigInteger::add);
    return true;
  }

  private boolean transfer(TokenOperation operation) {
    Holding from = new Holding(operation.asset(), operation.from());
    BigInteger left = balances.getOrDefault(from, BigInteger.ZERO).subtract(operation.amount());
    if (left.signum() < 0) {
      return false;
    }
    balances.put(from, left);
    balances.merge(
        new Holding(operation.asset(), operation.to()), operation.amount(), BigInteger::add);
    return true;
  }

  private boolean transferFrom(TokenOperation operation) {
    Allowance allowance = new Allowance(operation.asset(), operation.from(), operation.sender());
    BigInteger left =
        allowances.getOrDefault(allowance, BigInteger.ZERO).subtract(operation.amount());
    if (left.signum() < 0 || !transfer(operation)) {
      return false;
    }
    allowances.put(allowance, left);
    return true;
  }

  /** The balances; zeros may be among them. */
  Map<Holding, BigInteger> balances() {
    return balances;
  }

  int succeeded() {
    return succeeded;
  }

  int failed() {
    return failed;
  }
}
