package io.stretto.chaos.net;

import io.stretto.chaos.system.SystemCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs that were killed have left: namespaces, interfaces, and processes in the former. */
final class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private Leftovers() {}

  /**
   * Takes them away; those of runs that go on stay.
   *
   * @return what there is now, as {@code ip} lists it
   * @throws UncheckedIOException where there is no {@code ip} command
   */
  static String remove() throws InterruptedException {
    Set<String> names = RunName.leftOver(list(), Leftovers::isAlive);
    for (String name : names) {
      LOG.info("{} is left of a run that was killed: it is taken away", name);
      killWithin(name);
      attempt(() -> SystemCommand.run(NamespacePlan.removeLink(name)));
      attempt(() -> SystemCommand.run(NamespacePlan.removeNamespace(name)));
    }
    return list();
  }

  private static void killWithin(String namespace) throws InterruptedException {
    attempt(
        () ->
            SystemCommand.run(NamespacePlan.processes(namespace))
                .lines()
                .map(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                .forEach(process -> process.ifPresent(ProcessHandle::destroyForcibly)));
  }

  private static String list() throws InterruptedException {
    StringBuilder listing = new StringBuilder();
    for (var command : NamespacePlan.list()) {
      listing.append(SystemCommand.run(command)).append('\n');
    }
    return listing.toString();
  }

  /** Not every name is that of an interface and of a namespace, and one may go by itself. */
  private static void attempt(Command command) throws InterruptedException {
    try {
      command.run();
    } catch (IllegalStateException e) {
      LOG.debug("nothing to take away: {}", e.getMessage());
    }
  }

  private interface Command {
    void run() throws InterruptedException;
  }

  private static boolean isAlive(long pid) {
    try {
      return isRunning(Files.readString(Path.of("/proc/" + pid + "/stat")));
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return true; // nobody's namespaces are taken away on suspicion
    }
  }

  /**
   * Whether a process goes on: one that has ended is listed until its parent has asked after it.
   *
   * @param stat what Linux tells of it: number, name in brackets, state, and more
   */
  static boolean isRunning(String stat) {
    String state = stat.substring(stat.lastIndexOf(')') + 1).strip();
    return !state.startsWith("Z") && !state.startsWith("X");
  }
}
