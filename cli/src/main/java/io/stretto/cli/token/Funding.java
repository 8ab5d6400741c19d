package io.stretto.cli.token;

import io.stretto.cli.token.TokenOperation.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What accounts need before a list of operations can succeed, whatever they receive meanwhile: each
 * payer the sum of what it pays, each spender an allowance of what it spends. For one thread.
 */
public final class Funding {

  private static final BigInteger MAXIMUM = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

  private record Holding(String asset, String account) {}

  private record Allowance(String asset, String owner, String spender) {}

  private final String owner;
  private final Set<String> assets = new TreeSet<>();
  private final Map<Holding, BigInteger> holdings = new LinkedHashMap<>();
  private final Map<Allowance, BigInteger> allowances = new LinkedHashMap<>();

  /** Creates an empty one; the owner is the account that mints. */
  public Funding(String owner) {
    this.owner = owner;
  }

  /** Takes an operation into account. */
  public void add(TokenOperation operation) {
    assets.add(operation.asset());
    boolean pays = operation.kind() == Kind.TRANSFER || operation.kind() == Kind.TRANSFER_FROM;
    if (!pays || operation.amount().signum() == 0) {
      return;
    }
    Holding holding = new Holding(operation.asset(), operation.from());
    holdings.merge(holding, operation.amount(), Funding::sum);
    if (operation.kind() == Kind.TRANSFER_FROM) {
      Allowance allowance = new Allowance(operation.asset(), operation.from(), operation.sender());
      allowances.merge(allowance, operation.amount(), Funding::sum);
    }
  }

  /** The tokens that are needed, in alphabetic order. */
  public Set<String> assets() {
    return assets;
  }

  /** The mints, then the approvals. */
  public List<TokenOperation> operations() {
    List<TokenOperation> operations = new ArrayList<>(holdings.size() + allowances.size());
    holdings.forEach(
        (holding, amount) ->
            operations.add(
                new TokenOperation(
                    Kind.MINT, holding.asset(), owner, owner, holding.account(), amount)));
    allowances.forEach(
        (allowance, amount) ->
            operations.add(
                new TokenOperation(
                    Kind.APPROVE,
                    allowance.asset(),
                    allowance.owner(),
                    allowance.owner(),
                    allowance.spender(),
                    amount)));
    return operations;
  }

  private static BigInteger sum(BigInteger one, BigInteger other) {
    return one.add(other).min(MAXIMUM);
  }
}
