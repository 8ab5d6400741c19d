package io.stretto.bench;

import io.stretto.client.TransactionRequest;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Plain token transfers. Every record of a run is drawn by the seed alone.
 *
 * @param name what the table calls it
 * @param accounts how many accounts there are
 * @param hotPercent how many of a hundred transfers go to one account, as with an exchange
 */
public record TransferWorkload(String name, int accounts, int hotPercent) {

  static final String CONTRACT = "token";
  static final String OWNER = "owner";

  private static final int FUNDS = 1_000_000_000;

  TransactionRequest mint(int account) {
    return call(OWNER, "mint", account(account) + " " + FUNDS);
  }

  TransactionRequest transfer(Random random) {
    int sender = random.nextInt(accounts);
    int receiver = random.nextInt(100) < hotPercent ? 0 : random.nextInt(accounts);
    return call(account(sender), "transfer", account(receiver) + " " + (1 + random.nextInt(9)));
  }

  static String account(int number) {
    return "account-" + Integer.toHexString(number * 0x9E3779B9);
  }

  private static TransactionRequest call(String sender, String function, String arguments) {
    return TransactionRequest.call(
        CONTRACT, function, arguments.getBytes(StandardCharsets.UTF_8), sender);
  }
}
