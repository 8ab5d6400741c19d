package io.stretto.chaos.process;

import io.stretto.chaos.net.TcpProxy;
import io.stretto.chaos.net.Wire;
import io.stretto.chaos.plan.Fault;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * One process of the cluster through all its lives: how it is started, whether it is ready, and
 * what stands between it and the others. Not for use by several threads at a time.
 */
public final class Instance {

  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
  private static final String BROKER_READY = "ready; ";

  private final InstanceSpec spec;
  private final Launcher launcher;
  private final HttpClient http;
  private ChildProcess process;
  private int lives;
  private boolean isEnded;

  Instance(InstanceSpec spec, Launcher launcher, HttpClient http) {
    this.spec = spec;
    this.launcher = launcher;
    this.http = http;
  }

  /** Its name, such as worker-1. */
  public String name() {
    return spec.name();
  }

  /** What kind of process it is. */
  public Fault.Target role() {
    return spec.role();
  }

  /** Its disk, where that can be filled. */
  public Optional<DiskQuota> disk() {
    return spec.disk();
  }

  /** What it and the broker speak through; nothing for the broker itself. */
  public Optional<TcpProxy> brokerLink() {
    return spec.brokerLink();
  }

  /** What cuts it off: its own wire where it has one, else what it and the broker speak through. */
  public Wire wire() {
    return spec.host().wire().or(spec::brokerLink).orElseThrow();
  }

  /** What workers and it speak through, where it is a state-store. */
  public Optional<TcpProxy> readLink() {
    return spec.readLink();
  }

  /** Starts it, where it does not run; nothing happens after {@link #end}. */
  public synchronized void start() {
    if (!isEnded && !isAlive()) {
      lives++;
      process =
          launcher.start(
              name(), spec.host().entrance(), spec.heapMegabytes(), spec.arguments(), output());
    }
  }

  /** Whether its process is there. */
  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Ends it with SIGKILL, paused or not; nothing happens where it does not run. */
  public synchronized void kill() throws InterruptedException {
    if (process != null) {
      process.kill();
    }
  }

  /** Ends it for good: it cannot be started again. */
  synchronized void end() throws InterruptedException {
    isEnded = true;
    kill();
  }

  /**
   * Tells it to end, and waits until it has.
   *
   * @throws TimeoutException when it has not in time
   */
  public void stop() throws InterruptedException, TimeoutException {
    process.stop();
  }

  /** Lets it stand still, with all its connections. */
  public void pause() throws InterruptedException {
    process.pause();
  }

  /** Lets it go on. */
  public void resume() throws InterruptedException {
    process.resume();
  }

  /** Whether it says that it can do its work. */
  public boolean isReady() throws InterruptedException {
    if (!isAlive()) {
      return false;
    }
    return spec.http().isPresent()
        ? get("/health/ready").map(response -> response.statusCode() == 200).orElse(false)
        : hasWritten(BROKER_READY);
  }

  /** Whether it has written some words in its present life. */
  public boolean hasWritten(String words) {
    try {
      return Files.readString(output()).contains(words);
    } catch (IOException e) {
      return false;
    }
  }

  /** The last lines that it wrote in its present life, for people. */
  public List<String> lastLines(int count) {
    try {
      List<String> lines = Files.readAllLines(output());
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      return List.of("nothing can be read from " + output() + " (" + e.getMessage() + ")");
    }
  }

  /** Asks it over HTTP; nothing where it does not answer. */
  Optional<HttpResponse<String>> get(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(spec.http().orElseThrow().resolve(path))
            .timeout(PROBE_TIMEOUT)
            .build();
    try {
      return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Path output() {
    return spec.outputDirectory().resolve(name() + "." + lives + ".log");
  }
}
