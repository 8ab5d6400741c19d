package io.stretto.chaos.process;

import io.stretto.chaos.system.SystemCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A directory with a file system of its own, whose size can be made what is used, so that it is
 * full: a {@code tmpfs}, which only root may mount.
 */
public final class DiskQuota implements AutoCloseable {

  private static final String SIZE = "size=4g";
  private static final int FILL_ATTEMPTS = 50;

  private final Path directory;

  private DiskQuota(Path directory) {
    this.directory = directory;
  }

  /**
   * Why no quota can be had on this machine; nothing where it can.
   *
   * @param scratch a directory to try it in
   */
  public static Optional<String> problem(Path scratch) throws InterruptedException {
    try {
      Path trial = Files.createTempDirectory(scratch, "quota");
      DiskQuota quota = mount(trial);
      quota.fill();
      quota.close();
      Files.delete(trial);
      return Optional.empty();
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * Mounts one.
   *
   * @param directory where; it must be there, and what is in it is not seen any more
   * @throws IllegalStateException with the reason where the system refuses
   */
  public static DiskQuota mount(Path directory) throws InterruptedException {
    run("mount", "-t", "tmpfs", "-o", SIZE, "stretto", directory.toString());
    return new DiskQuota(directory);
  }

  /** Leaves no room but the rest of the last page of each file. */
  public void fill() throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        remount("size=" + Math.max(usedBytes(), 1));
        return;
      } catch (IllegalStateException e) {
        if (attempt == FILL_ATTEMPTS) {
          throw e; // else something was written meanwhile
        }
      }
    }
  }

  /** Gives the room back. */
  public void free() throws InterruptedException {
    remount(SIZE);
  }

  /** Unmounts it; what was in it is gone. */
  @Override
  public void close() {
    try {
      run("umount", "-l", directory.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long usedBytes() {
    try {
      FileStore store = Files.getFileStore(directory);
      return store.getTotalSpace() - store.getUnallocatedSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " does not tell its size", e);
    }
  }

  private void remount(String options) throws InterruptedException {
    run("mount", "-o", "remount," + options, directory.toString());
  }

  private static void run(String... command) throws InterruptedException {
    SystemCommand.run(List.of(command));
  }
}
