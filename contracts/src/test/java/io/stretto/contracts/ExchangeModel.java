package io.stretto.contracts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the exchange is to do, as simply as it can be said: a list of orders, sorted when asked. */
final class ExchangeModel {

  static final String BASE = "gold";
  static final String QUOTE = "silver";

  /** Balances by path: {@code in/ACCOUNT/TOKEN} in the exchange, {@code out/...} outside it. */
  final Map<String, Long> balances = new TreeMap<>();

  private final List<Order> orders = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /** An order that rests; number counts the orders at its price. */
  private record Order(String side, long price, int number, String account, long quantity) {

    String id() {
      return side + ":" + price + ":" + number;
    }

    boolean isBid() {
      return side.equals("bid");
    }
  }

  /** What an operation returns; or the message with which it fails. */
  record Answer(String value, String error) {

    static Answer of(String value) {
      return new Answer(value, "");
    }

    static Answer failed(String error) {
      return new Answer("", error);
    }
  }

  ExchangeModel copy() {
    ExchangeModel copy = new ExchangeModel();
    copy.become(this);
    return copy;
  }

  void become(ExchangeModel other) {
    balances.clear();
    balances.putAll(other.balances);
    orders.clear();
    orders.addAll(other.orders);
    numbers.clear();
    numbers.putAll(other.numbers);
  }

  long free(String account, String token) {
    return balances.getOrDefault("in/" + account + "/" + token, 0L);
  }

  private boolean take(String path, long amount) {
    long rest = balances.getOrDefault(path, 0L) - amount;
    if (rest >= 0) {
      balances.put(path, rest);
    }
    return rest >= 0;
  }

  private void give(String account, String token, long amount) {
    balances.merge("in/" + account + "/" + token, amount, Long::sum);
  }

  Answer move(String function, String account, String token, long amount) {
    boolean isDeposit = function.equals("deposit");
    String inside = "in/" + account + "/" + token;
    String outside = "out/" + account + "/" + token;
    if (!take(isDeposit ? outside : inside, amount)) {
      return Answer.failed(isDeposit ? "token: insufficient balance" : "insufficient balance");
    }
    balances.merge(isDeposit ? inside : outside, amount, Long::sum);
    return Answer.of("");
  }

  Answer place(String side, String account, long price, long quantity) {
    boolean isBid = side.equals("bid");
    String given = "in/" + account + "/" + (isBid ? QUOTE : BASE);
    if (!take(given, isBid ? price * quantity : quantity)) {
      return Answer.failed("insufficient balance");
    }
    long rest = quantity;
    for (Order best = best(!isBid); rest > 0 && best != null; best = best(!isBid)) {
      if (isBid ? best.price > price : best.price < price) {
        break;
      }
      long traded = Math.min(rest, best.quantity);
      rest -= traded;
      String buyer = isBid ? account : best.account;
      String seller = isBid ? best.account : account;
      give(buyer, BASE, traded);
      give(seller, QUOTE, best.price * traded);
      give(buyer, QUOTE, isBid ? (price - best.price) * traded : 0);
      replace(best, best.quantity - traded);
    }
    String value = String.valueOf(quantity - rest);
    if (rest == 0) {
      return Answer.of(value);
    }
    int number = numbers.merge(side + price, 1, Integer::sum) - 1;
    Order order = new Order(side, price, number, account, rest);
    orders.add(order);
    return Answer.of(value + " " + order.id());
  }

  private void replace(Order order, long quantity) {
    int index = orders.indexOf(order);
    if (quantity == 0) {
      orders.remove(index);
    } else {
      orders.set(index, new Order(order.side, order.price, order.number, order.account, quantity));
    }
  }

  Answer cancel(String account, String id) {
    Order order = orders.stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
    if (order == null) {
      return Answer.failed("no such order");
    }
    if (!order.account.equals(account)) {
      return Answer.failed("not your order");
    }
    orders.remove(order);
    give(
        account,
        order.isBid() ? QUOTE : BASE,
        order.isBid() ? order.price * order.quantity : order.quantity);
    return Answer.of(String.valueOf(order.quantity));
  }

  /** The owner and what is left of an order. */
  String order(String id) {
    return orders.stream()
        .filter(each -> each.id().equals(id))
        .map(each -> each.account + " " + each.quantity)
        .findFirst()
        .orElse("");
  }

  List<String> ids() {
    return orders.stream().map(Order::id).toList();
  }

  private List<Order> sorted(boolean isBid) {
    Comparator<Order> byPrice = Comparator.comparingLong(Order::price);
    return orders.stream()
        .filter(order -> order.isBid() == isBid)
        .sorted((isBid ? byPrice.reversed() : byPrice).thenComparingInt(Order::number))
        .toList();
  }

  private Order best(boolean isBid) {
    List<Order> sorted = sorted(isBid);
    return sorted.isEmpty() ? null : sorted.getFirst();
  }

  boolean isCrossed() {
    Order bid = best(true);
    Order ask = best(false);
    return bid != null && ask != null && bid.price >= ask.price;
  }

  /** All prices with their quantities, as the contract lists them. */
  String depth() {
    StringBuilder text = new StringBuilder();
    for (boolean isBid : List.of(false, true)) {
      List<Order> sorted = sorted(isBid);
      sorted.stream()
          .mapToLong(Order::price)
          .distinct()
          .forEach(
              price ->
                  text.append(isBid ? "bid " : "ask ")
                      .append(price)
                      .append(' ')
                      .append(sum(sorted, order -> order.price == price))
                      .append('\n'));
    }
    return text.toString();
  }

  private static long sum(List<Order> orders, Predicate<Order> which) {
    return orders.stream().filter(which).mapToLong(Order::quantity).sum();
  }

  /** All of a token that is in the exchange: what is free, and what orders hold. */
  long inside(String token) {
    long free =
        balances.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("in/"))
            .filter(entry -> entry.getKey().endsWith("/" + token))
            .mapToLong(Map.Entry::getValue)
            .sum();
    long held =
        orders.stream()
            .filter(order -> order.isBid() == token.equals(QUOTE))
            .mapToLong(order -> order.isBid() ? order.price * order.quantity : order.quantity)
            .sum();
    return free + held;
  }
}
