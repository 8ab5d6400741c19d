package io.stretto.schemas;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.TransactionRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The form of access lists: clients name a contract and a key in its storage, where the protocol
 * has state keys.
 */
final class AccessLists {

  private static final WireEnum<AccessMode> MODES =
      WireEnum.of(List.of(AccessMode.READ, AccessMode.WRITE));
  private static final byte[] NO_PREFIX = {};
  private static final String BAD_CONTRACT =
      "accessList contracts must be empty or 1 to "
          + TransactionRules.NAME_LIMIT
          + " of a-z, A-Z, 0-9, '.', '_', '-'";

  private AccessLists() {}

  /**
   * What was read of an access list.
   *
   * @param entries the entries; where there are more than the rules allow, one more than that, so
   *     that a rejected list takes no more memory than an accepted one
   * @param hasBadContract whether an entry names what cannot be a contract
   */
  record Reading(List<AccessEntry> entries, boolean hasBadContract) {

    Optional<String> violation() {
      return hasBadContract ? Optional.of(BAD_CONTRACT) : Optional.empty();
    }
  }

  static void write(AvroWriter writer, List<AccessEntry> entries, String contract) {
    byte[] ownPrefix = entries.isEmpty() ? NO_PREFIX : StateKey.storagePrefix(contract);
    AvroLists.write(writer, entries, (to, entry) -> writeEntry(to, entry, ownPrefix));
  }

  private static void writeEntry(AvroWriter writer, AccessEntry entry, byte[] ownPrefix) {
    byte[] key = entry.key().bytes();
    if (!entry.key().isStorage() || key[1] < 0 || key.length < 2 + key[1]) {
      throw new IllegalArgumentException("not a key of a contract's storage: " + entry.key());
    }
    int keyStart = 2 + key[1];
    if (Arrays.equals(key, 0, keyStart, ownPrefix, 0, ownPrefix.length)) {
      writer.writeByte(0);
    } else {
      writer.writeBytes(key, 2, key[1]);
    }
    writer.writeBytes(key, keyStart, key.length - keyStart);
    MODES.write(writer, entry.mode());
  }

  static Reading read(AvroReader reader, String contract) {
    int count = reader.readBlockCount();
    if (count == 0) {
      return new Reading(List.of(), false);
    }
    byte[] ownPrefix = prefix(contract);
    int limit = TransactionRules.ACCESS_LIST_LIMIT + 1;
    List<AccessEntry> entries = new ArrayList<>(Math.min(count, limit));
    boolean hasBadContract = false;
    while (count != 0) {
      for (int i = 0; i < count; i++) {
        String name = reader.readString();
        hasBadContract |= !name.isEmpty() && !TransactionRules.isName(name);
        AccessEntry entry = readKeyAndMode(reader, name.isEmpty() ? ownPrefix : prefix(name));
        if (entries.size() < limit) {
          entries.add(entry);
        }
      }
      count = reader.readBlockCount();
    }
    return new Reading(entries, hasBadContract);
  }

  private static AccessEntry readKeyAndMode(AvroReader reader, byte[] prefix) {
    int length = reader.readLength();
    StateKey key = StateKey.storage(prefix, reader.buffer(), reader.position(), length);
    reader.advance(length);
    return new AccessEntry(key, MODES.read(reader));
  }

  /** A name that cannot be a contract's gets no prefix: its transaction is rejected anyway. */
  private static byte[] prefix(String contract) {
    return TransactionRules.isName(contract) ? StateKey.storagePrefix(contract) : NO_PREFIX;
  }
}
