/**
 * The bytes of every record: Avro in single-object encoding, read and written by hand.
 *
 * <p>Each record type has its schema, a resource of this package ({@code Transaction.avsc} and so
 * on), and a codec between its bytes and the protocol's records. The codecs write what Avro's own
 * encoder writes; they read all that Avro allows, and refuse everything else with a {@link
 * io.stretto.schemas.SchemaException}, whoever wrote the bytes. A record of an older released
 * schema is read through Avro's schema resolution.
 */
package io.stretto.schemas;
