package io.stretto.contracts;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a collection and the market do, told with maps. A failing operation changes nothing. */
final class MarketModel {

  static final String CREATOR = "gallery";
  static final String MARKET = "market";

  /** An offer. */
  record Offer(String seller, long price, long basisPoints) {

    long royalty() {
      return price * basisPoints / 10_000;
    }

    @Override
    public String toString() {
      String price = seller + " " + this.price;
      return basisPoints == 0 ? price : price + " " + CREATOR + " " + royalty();
    }
  }

  final Map<Long, String> owners = new TreeMap<>();
  final Map<Long, Offer> offers = new TreeMap<>();
  final Map<String, Long> balances = new HashMap<>();
  private final Map<Long, String> approved = new HashMap<>();
  private long basisPoints;

  /** Mints a token for an account. */
  void mint(String owner) {
    owners.put(owners.size() + 1L, owner);
  }

  /** The creator asks for another royalty. */
  void royalty(long share) {
    basisPoints = share;
  }

  /** Approves the market; returns the error. */
  String approve(String sender, long id) {
    if (!sender.equals(owners.get(id))) {
      return "not the token's owner";
    }
    approved.put(id, MARKET);
    return "";
  }

  /** Offers a token; returns the error. */
  String list(String sender, long id, long price) {
    if (!sender.equals(owners.get(id))) {
      return "not the token's owner";
    }
    if (approved.remove(id) == null) {
      return "collection: not the token's owner";
    }
    owners.put(id, MARKET);
    offers.put(id, new Offer(sender, price, basisPoints));
    return "";
  }

  /** Buys a token with a deposit, which the sender has; returns the error. */
  String buy(String sender, long id, long deposit) {
    Offer offer = offers.get(id);
    if (offer == null) {
      return "not for sale";
    }
    if (deposit < offer.price) {
      return "deposit is less than the price";
    }
    offers.remove(id);
    owners.put(id, sender);
    balances.merge(sender, -offer.price, Long::sum);
    balances.merge(offer.seller, offer.price - offer.royalty(), Long::sum);
    balances.merge(CREATOR, offer.royalty(), Long::sum);
    return "";
  }

  /** Ends an offer; returns the error. */
  String cancel(String sender, long id) {
    String error = checkSeller(sender, id);
    if (error.isEmpty()) {
      owners.put(id, offers.remove(id).seller);
    }
    return error;
  }

  /** Changes the price of an offer; returns the error. */
  String setPrice(String sender, long id, long price) {
    String error = checkSeller(sender, id);
    if (error.isEmpty()) {
      offers.computeIfPresent(id, (key, offer) -> new Offer(sender, price, offer.basisPoints));
    }
    return error;
  }

  private String checkSeller(String sender, long id) {
    Offer offer = offers.get(id);
    if (offer == null) {
      return "not for sale";
    }
    return sender.equals(offer.seller) ? "" : "not the seller";
  }

  /** Gives the token directly, past the market; returns the error. */
  String transfer(String sender, long id, String to) {
    if (!sender.equals(owners.get(id))) {
      return "not the token's owner";
    }
    approved.remove(id);
    owners.put(id, to);
    return "";
  }
}
