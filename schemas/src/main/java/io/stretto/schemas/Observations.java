package io.stretto.schemas;

import io.stretto.protocol.Digest;
import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Observation;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.StateRange;
import java.nio.ByteBuffer;

/** The form of observations: the index of the key, the kind, the evidence. */
final class Observations {

  private static final int EXACT = 0;
  private static final int PRESENCE = 1;
  private static final int BOUND = 2;
  private static final int SCAN = 3;
  private static final int KIND_COUNT = 4;
  private static final int SCAN_FIXED_BYTES = Integer.BYTES + Digest.LENGTH_BYTES;
  private static final byte[] PRESENT_EVIDENCE = {1};
  private static final byte[] ABSENT_EVIDENCE = {0};

  private Observations() {}

  static void write(AvroWriter writer, Observation observation, KeyDictionary dictionary) {
    writer.writeInt(dictionary.indexOf(observation.key()));
    switch (observation) {
      case Observation.Exact exact -> {
        writer.writeInt(EXACT);
        writer.writeBytes(exact.fingerprint().evidence());
      }
      case Observation.Presence presence -> {
        writer.writeInt(PRESENCE);
        writer.writeBytes(presence.present() ? PRESENT_EVIDENCE : ABSENT_EVIDENCE);
      }
      case Observation.Bound bound -> {
        writer.writeInt(BOUND);
        writer.writeBytes(evidence(bound));
      }
      case Observation.Scan scan -> {
        writer.writeInt(SCAN);
        writer.writeBytes(evidence(scan));
      }
    }
  }

  static Observation read(AvroReader reader, StateKey[] keys) {
    StateKey key = keys[reader.readIndex(keys.length)];
    int kind = reader.readIndex(KIND_COUNT);
    byte[] evidence = reader.readBytes();
    return switch (kind) {
      case EXACT -> new Observation.Exact(key, fingerprint(evidence));
      case PRESENCE -> new Observation.Presence(key, presence(evidence));
      case BOUND -> bound(key, evidence);
      default -> scan(key, evidence);
    };
  }

  private static byte[] evidence(Observation.Bound bound) {
    return ByteBuffer.allocate(2 * Int128.LENGTH_BYTES)
        .put(bound.low().encode())
        .put(bound.high().encode())
        .array();
  }

  private static byte[] evidence(Observation.Scan scan) {
    byte[] to = scan.range().to().bytes();
    return ByteBuffer.allocate(SCAN_FIXED_BYTES + to.length)
        .putInt(scan.count())
        .put(scan.digest().toBytes())
        .put(to)
        .array();
  }

  private static Observation.Bound bound(StateKey key, byte[] evidence) {
    if (evidence.length != 2 * Int128.LENGTH_BYTES) {
      throw SchemaException.malformed(
          "evidence of a bound of " + evidence.length + " bytes instead of 32");
    }
    return new Observation.Bound(
        key, Int128.decode(evidence, 0), Int128.decode(evidence, Int128.LENGTH_BYTES));
  }

  private static Observation.Scan scan(StateKey from, byte[] evidence) {
    ByteBuffer bytes = ByteBuffer.wrap(evidence);
    int count = evidence.length < SCAN_FIXED_BYTES ? -1 : bytes.getInt();
    if (count < 0 || count == Integer.MAX_VALUE) {
      throw SchemaException.malformed("evidence of a scan that is too short or counts too much");
    }
    byte[] digest = new byte[Digest.LENGTH_BYTES];
    bytes.get(digest);
    byte[] to = new byte[bytes.remaining()];
    bytes.get(to);
    StateRange range = new StateRange(from, StateKey.ofBytes(to));
    return new Observation.Scan(range, count, Digest.ofBytes(digest));
  }

  private static Fingerprint fingerprint(byte[] evidence) {
    try {
      return Fingerprint.ofEvidence(evidence);
    } catch (IllegalArgumentException e) {
      throw SchemaException.malformed(
          "evidence of " + evidence.length + " bytes of no known shape");
    }
  }

  private static boolean presence(byte[] evidence) {
    if (evidence.length != 1 || evidence[0] < 0 || evidence[0] > 1) {
      throw SchemaException.malformed("evidence of a presence that is not one byte, 00 or 01");
    }
    return evidence[0] == 1;
  }
}
