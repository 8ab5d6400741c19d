package io.stretto.embedded;

import io.stretto.embedded.EmbeddedKafkaException.Code;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The data directory of one broker, locked for as long as it is open.
 *
 * <p>It holds {@code stretto-data.lock} (locked by the system, which also unlocks it when the
 * process is killed), {@code stretto-data.version} and {@code kafka/}. Kafka's part is formatted
 * under another name and then renamed, so a crash leaves it whole or not there.
 */
final class DataDirectory implements AutoCloseable {

  private static final String LOCK_NAME = "stretto-data.lock";
  private static final String LOG_NAME = "kafka";
  private static final String UNFINISHED_NAME = "kafka.unfinished";

  private final Path directory;
  private final FileChannel lockChannel;

  private DataDirectory(Path directory, FileChannel lockChannel) {
    this.directory = directory;
    this.lockChannel = lockChannel;
  }

  /** Locks, checks and where needed formats a directory; throws with the reason where it cannot. */
  static DataDirectory open(Path directory) {
    try {
      Files.createDirectories(directory);
      if (isForeign(directory)) {
        throw new EmbeddedKafkaException(
            Code.DATA_DIRECTORY_FOREIGN,
            directory
                + " holds files that Stretto did not write; choose an empty or a new directory");
      }
      DataDirectory opened = new DataDirectory(directory, lock(directory));
      opened.prepareOrClose();
      return opened;
    } catch (IOException e) {
      throw new EmbeddedKafkaException(
          Code.DATA_DIRECTORY_NOT_WRITABLE,
          "cannot write to the data directory "
              + directory
              + " ("
              + e
              + "); choose another one, or let this user write to it",
          e);
    }
  }

  /** Where Kafka keeps records and metadata. */
  Path logDirectory() {
    return directory.resolve(LOG_NAME);
  }

  /** Releases the lock; the data stays. */
  @Override
  public void close() {
    try {
      lockChannel.close();
    } catch (IOException e) {
      throw new EmbeddedKafkaException(
          Code.BROKER_FAILED, "cannot unlock the data directory " + directory + " (" + e + ")", e);
    }
  }

  /**
   * Whether somebody else's files are there; a first start in parallel writes its version first.
   */
  private static boolean isForeign(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.anyMatch(entry -> !isHarmless(entry.getFileName().toString()))
          && !Files.exists(directory.resolve(DataVersion.FILE_NAME));
    }
  }

  private static boolean isHarmless(String name) {
    return name.equals(LOCK_NAME)
        || name.startsWith(DataVersion.FILE_NAME)
        || name.equals("lost+found");
  }

  private static FileChannel lock(Path directory) throws IOException {
    Path file = directory.resolve(LOCK_NAME);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      String holder = Files.readString(file).strip();
      channel.close();
      throw new EmbeddedKafkaException(
          Code.DATA_DIRECTORY_LOCKED,
          "the data directory "
              + directory
              + " is in use by process "
              + holder
              + "; stop that one, or choose another directory");
    }
    channel.truncate(0);
    String holder = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    return channel;
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private void prepareOrClose() throws IOException {
    boolean isPrepared = false;
    try {
      prepare();
      isPrepared = true;
    } finally {
      if (!isPrepared) {
        close();
      }
    }
  }

  private void prepare() throws IOException {
    Path versionFile = directory.resolve(DataVersion.FILE_NAME);
    String runningKafka = AppInfoParser.getVersion();
    if (Files.exists(versionFile)) {
      DataVersion.read(versionFile).requireReadable(directory, runningKafka);
    }
    new DataVersion(DataVersion.CURRENT_FORMAT, runningKafka).write(versionFile);
    if (!Files.exists(logDirectory())) {
      format();
    }
  }

  private void format() throws IOException {
    Path unfinished = directory.resolve(UNFINISHED_NAME);
    TemporaryDirectory.deleteTree(unfinished);
    Files.createDirectory(unfinished);
    try (PrintStream silence =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silence)
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setNodeId(BrokerProperties.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setDirectories(List.of(unfinished.toString()))
          .setMetadataLogDirectory(unfinished.toString())
          .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new EmbeddedKafkaException(
          Code.BROKER_FAILED, "Kafka could not format " + unfinished + " (" + e + ")", e);
    }
    Files.move(unfinished, logDirectory(), StandardCopyOption.ATOMIC_MOVE);
  }
}
