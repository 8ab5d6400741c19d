package io.stretto.schemas;

import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.Digest;
import io.stretto.protocol.Int128;
import io.stretto.protocol.Observation;
import io.stretto.protocol.Operation;
import io.stretto.protocol.Result;
import io.stretto.protocol.ResultBatch;
import io.stretto.protocol.StateKey;
import io.stretto.protocol.TaskKey;
import io.stretto.protocol.Transaction;
import io.stretto.protocol.Write;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * Turns the protocol's records into Avro's generic ones: by the names of schema fields and record
 * components, so that it would notice a codec that mixes fields up.
 */
final class ToGeneric {

  private List<StateKey> dictionary = List.of();
  private String contract = "";

  private ToGeneric() {}

  static Object convert(Schema schema, Object value) {
    return new ToGeneric().any(schema, value);
  }

  private Object any(Schema schema, Object value) {
    return switch (schema.getType()) {
      case RECORD -> record(schema, value);
      case ARRAY -> items(value).stream().map(item -> any(schema.getElementType(), item)).toList();
      case UNION -> {
        Object content = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        yield content == null || content instanceof GenericData.Fixed
            ? content
            : any(schema.getTypes().get(1), content);
      }
      case ENUM ->
          new GenericData.EnumSymbol(
              schema, value instanceof Enum<?> constant ? constant.name() : value);
      case STRING -> value instanceof Enum<?> constant ? constant.name() : value;
      case BYTES -> ByteBuffer.wrap(value instanceof StateKey key ? key.bytes() : (byte[]) value);
      case FIXED -> new GenericData.Fixed(schema, ((Digest) value).toBytes());
      default -> value;
    };
  }

  private static List<?> items(Object value) {
    return value instanceof int[] ints ? Arrays.stream(ints).boxed().toList() : (List<?>) value;
  }

  private GenericData.Record record(Schema schema, Object value) {
    if (value instanceof ResultBatch batch) {
      dictionary = List.copyOf(keysOf(batch));
    }
    if (value instanceof Transaction transaction) {
      contract = transaction.contract();
    }
    GenericData.Record generic = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      Object part = part(value, schema.getName() + "." + field.name(), field.name());
      generic.put(field.name(), any(field.schema(), part));
    }
    return generic;
  }

  private Object part(Object value, String path, String name) {
    return switch (path) {
      case "Transaction.kind",
          "Transaction.contract",
          "Transaction.function",
          "Transaction.arguments" ->
          component(plain((Transaction) value), name);
      case "Transaction.deposit" -> deposit(plain((Transaction) value));
      case "Transaction.operations" ->
          ((Transaction) value).isBundle() ? ((Transaction) value).operations() : List.of();
      case "Operation.deposit" -> deposit((Operation) value);
      case "AccessEntry.contract" -> {
        String named = contractOf((AccessEntry) value);
        yield named.equals(contract) ? "" : named;
      }
      case "AccessEntry.key" -> keyOf((AccessEntry) value);
      case "TaskKey.freshFrom" ->
          ((TaskKey) value).freshFrom() == TaskKey.UNKNOWN ? -1L : ((TaskKey) value).freshFrom();
      case "ResultBatch.keys" -> dictionary;
      case "Observation.key" -> dictionary.indexOf(((Observation) value).key());
      case "Observation.kind" -> kind((Observation) value);
      case "Observation.evidence" -> evidence((Observation) value);
      case "ResultWrite.key" -> dictionary.indexOf(((Write) value).key());
      case "ResultWrite.value" -> {
        Write write = (Write) value;
        yield write.isAddition() ? addition(write) : write.value();
      }
      case "ScanRequest.from" -> ((StateReadRequest.Scan) value).range().from();
      case "ScanRequest.to" -> ((StateReadRequest.Scan) value).range().to();
      default -> component(value, name);
    };
  }

  /** The operation that the fields of the transaction itself say: none in a bundle. */
  private static Operation plain(Transaction transaction) {
    return transaction.isBundle() ? Operation.call("", "", new byte[0]) : transaction.first();
  }

  private static String deposit(Operation operation) {
    return operation.deposit().signum() == 0 ? "" : operation.deposit().toString();
  }

  private static Object component(Object value, String name) {
    try {
      return value.getClass().getMethod(name).invoke(value);
    } catch (NoSuchMethodException e) {
      if (value instanceof Result result) {
        return component(result.execution(), name);
      }
      throw new AssertionError(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static GenericData.Fixed addition(Write write) {
    Schema schema = Schema.createFixed("Addition", null, "io.stretto", Int128.LENGTH_BYTES);
    return new GenericData.Fixed(schema, write.amount().encode());
  }

  private static String kind(Observation observation) {
    return switch (observation) {
      case Observation.Exact exact -> "EXACT";
      case Observation.Presence presence -> "PRESENCE";
      case Observation.Bound bound -> "BOUND";
      case Observation.Scan scan -> "SCAN";
    };
  }

  private static byte[] evidence(Observation observation) {
    return switch (observation) {
      case Observation.Exact exact -> exact.fingerprint().evidence();
      case Observation.Presence presence -> new byte[] {(byte) (presence.present() ? 1 : 0)};
      case Observation.Bound bound -> joined(bound.low().encode(), bound.high().encode());
      case Observation.Scan scan ->
          joined(
              ByteBuffer.allocate(Integer.BYTES).putInt(scan.count()).array(),
              scan.digest().toBytes(),
              scan.range().to().bytes());
    };
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static Set<StateKey> keysOf(ResultBatch batch) {
    Set<StateKey> keys = new LinkedHashSet<>();
    for (Result result : batch.results()) {
      result.execution().observations().forEach(observation -> keys.add(observation.key()));
      result.execution().writes().forEach(write -> keys.add(write.key()));
    }
    return keys;
  }

  private static String contractOf(AccessEntry entry) {
    String text = entry.key().toString();
    return text.substring(0, text.indexOf('['));
  }

  private static byte[] keyOf(AccessEntry entry) {
    byte[] bytes = entry.key().bytes();
    return Arrays.copyOfRange(bytes, 2 + bytes[1], bytes.length);
  }
}
