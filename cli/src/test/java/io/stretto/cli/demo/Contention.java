package io.stretto.cli.demo;

import io.stretto.client.TransactionRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How much the transactions of one block meet, by the keys that the example contracts write. */
final class Contention {

  private Contention() {}

  /**
   * What a block is like.
   *
   * @param conflicting the share of transactions that meet an earlier one
   * @param longestChain the longest chain's share of the block
   */
  record Figures(double conflicting, double longestChain) {}

  static Figures of(List<TransactionRequest> block) {
    Map<String, Integer> depths = new HashMap<>();
    int conflicting = 0;
    int longest = 0;
    for (TransactionRequest request : block) {
      List<String> keys = writtenKeys(request);
      int before = keys.stream().mapToInt(key -> depths.getOrDefault(key, 0)).max().orElse(0);
      conflicting += before > 0 ? 1 : 0;
      longest = Math.max(longest, before + 1);
      keys.forEach(key -> depths.put(key, before + 1));
    }
    return new Figures((double) conflicting / block.size(), (double) longest / block.size());
  }

  static double median(Stream<Double> values) {
    double[] sorted = values.mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static List<String> writtenKeys(TransactionRequest request) {
    String sender = request.sender();
    String[] words = new String(request.arguments(), StandardCharsets.UTF_8).split(" ");
    List<String> keys =
        switch (request.function()) {
          case "transfer" -> List.of("b:" + sender, "b:" + words[0]);
          case "transfer_from" ->
              List.of("b:" + words[0], "b:" + words[1], "a:" + words[0] + ":" + sender);
          case "approve" -> List.of("a:" + sender + ":" + words[0]);
          case "swap" -> List.of("p:" + pair(words), words[0] + sender, words[1] + sender);
          case "mint" -> List.of("s", "l"); // and keys of a new id, which nobody else writes
          case "increment" -> List.of("c");
          default -> throw new AssertionError(request);
        };
    return keys.stream().map(key -> request.contract() + "/" + key).toList();
  }

  private static String pair(String[] words) {
    String[] assets = {words[0], words[1]};
    Arrays.sort(assets);
    return assets[0] + ":" + assets[1];
  }
}
