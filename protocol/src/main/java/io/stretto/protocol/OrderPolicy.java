package io.stretto.protocol;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;

/** How the transactions of one block are put in order. It is recorded in each block. */
public enum OrderPolicy {
  /** By offset: first come, first served. */
  ARRIVAL,
  /** By declared priority, highest first, then by offset. */
  PRIORITY,
  /**
   * By the SHA-256 of the parent block's digest and the offset (8 bytes, big-endian): an order that
   * nobody could know when submitting.
   */
  HASH;

  /**
   * A member of a block, as far as its order depends on it.
   *
   * @param offset the record's offset in the transactions topic
   * @param priority the declared priority; 0 for a record that is no transaction
   */
  public record Member(long offset, int priority) {}

  /**
   * Puts the members of a block in canonical order.
   *
   * @param members the block's members by ascending offset
   * @param parent the digest of the parent block
   */
  public List<Member> order(List<Member> members, Digest parent) {
    return switch (this) {
      case ARRIVAL -> List.copyOf(members);
      case PRIORITY ->
          members.stream()
              .sorted(
                  Comparator.comparingInt(Member::priority)
                      .reversed()
                      .thenComparingLong(Member::offset))
              .toList();
      case HASH -> orderByHash(members, parent);
    };
  }

  private static List<Member> orderByHash(List<Member> members, Digest parent) {
    record Ranked(String rank, Member member) {}
    return members.stream()
        .map(member -> new Ranked(rank(parent, member.offset()), member))
        .sorted(
            Comparator.comparing(Ranked::rank)
                .thenComparingLong(ranked -> ranked.member().offset()))
        .map(Ranked::member)
        .toList();
  }

  private static String rank(Digest parent, long offset) {
    return Digest.sha256(
            ByteBuffer.allocate(Digest.LENGTH_BYTES + Long.BYTES)
                .put(parent.rawBytes())
                .putLong(offset)
                .array())
        .toHex();
  }
}
