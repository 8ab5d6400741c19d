package io.stretto.schemas;

import io.stretto.protocol.Fingerprint;
import io.stretto.protocol.Observation;
import io.stretto.protocol.StateKey;

/** The form of observations: the index of the key, the kind, the evidence. */
final class Observations {

  private static final int EXACT = 0;
  private static final int PRESENCE = 1;
  private static final int KIND_COUNT = 2;
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
    }
  }

  static Observation read(AvroReader reader, StateKey[] keys) {
    StateKey key = keys[reader.readIndex(keys.length)];
    boolean isExact = reader.readIndex(KIND_COUNT) == EXACT;
    byte[] evidence = reader.readBytes();
    return isExact
        ? new Observation.Exact(key, fingerprint(evidence))
        : new Observation.Presence(key, presence(evidence));
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
