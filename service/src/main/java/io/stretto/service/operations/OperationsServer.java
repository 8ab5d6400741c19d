package io.stretto.service.operations;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinBindException;
import io.stretto.service.operations.OperationsServerException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A role's HTTP server: {@code /health/live}, {@code /health/ready}, {@code /metrics}, and the
 * role's own routes.
 *
 * <p>A health probe gets 200 with {@code {"status":"ok"}}, or 503 with {@code
 * {"status":"unavailable","reason":...}}. Requests run on virtual threads.
 */
public final class OperationsServer implements AutoCloseable {

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Javalin javalin;

  private OperationsServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /** Begins a server that shows the given metrics; live and ready unless told otherwise. */
  public static Builder builder(MetricsRegistry metrics) {
    return new Builder(metrics);
  }

  /** The port that it listens on, also where the choice was left open. */
  public int port() {
    return javalin.port();
  }

  /** Stops listening; requests that are under way get a moment to end. */
  @Override
  public void close() {
    javalin.stop();
  }

  private static void respond(Context context, Supplier<Health> probe) {
    Health health = ask(probe);
    if (health.problem().isEmpty()) {
      context.json(Map.of("status", "ok"));
      return;
    }
    context.status(HttpStatus.SERVICE_UNAVAILABLE);
    context.json(Map.of("status", "unavailable", "reason", health.problem().get()));
  }

  private static Health ask(Supplier<Health> probe) {
    try {
      return probe.get();
    } catch (RuntimeException e) {
      return Health.unhealthy("the probe failed: " + e);
    }
  }

  /** What a server is made of. */
  public static final class Builder {

    private final MetricsRegistry metrics;
    private final List<Consumer<JavalinConfig>> configurations = new ArrayList<>();
    private String host = "127.0.0.1";
    private int port;
    private Supplier<Health> liveness = Health::healthy;
    private Supplier<Health> readiness = Health::healthy;

    private Builder(MetricsRegistry metrics) {
      this.metrics = metrics;
    }

    /** The address to listen on; the default, 127.0.0.1, is not seen by other machines. */
    public Builder host(String newHost) {
      host = newHost;
      return this;
    }

    /** The port, 0 to 65535; 0, the default, picks a free one. */
    public Builder port(int newPort) {
      port = newPort;
      return this;
    }

    /** Says whether the process works at all; where it does not, it should be started anew. */
    public Builder liveness(Supplier<Health> probe) {
      liveness = probe;
      return this;
    }

    /** Says whether the role can do its work now. */
    public Builder readiness(Supplier<Health> probe) {
      readiness = probe;
      return this;
    }

    /** Adds routes or settings, before the server starts; may be called several times. */
    public Builder configure(Consumer<JavalinConfig> configuration) {
      configurations.add(configuration);
      return this;
    }

    /**
     * Starts to listen.
     *
     * @throws OperationsServerException when the port cannot be had, or the server fails
     */
    public OperationsServer start() {
      Javalin javalin = Javalin.create(this::configureServer);
      try {
        return new OperationsServer(javalin.start(host, port));
      } catch (JavalinBindException e) {
        throw new OperationsServerException(
            Code.PORT_NOT_AVAILABLE,
            "cannot listen on port "
                + port
                + " of "
                + host
                + "; stop the program that uses it, or choose another port (0: any free one)",
            e);
      } catch (Exception e) { // Kotlin passes checked exceptions on undeclared
        throw new OperationsServerException(
            Code.SERVER_FAILED,
            "the server for " + host + ":" + port + " did not start (" + e + ")",
            e);
      }
    }

    private void configureServer(JavalinConfig config) {
      config.startup.showJavalinBanner = false;
      config.startup.showOldJavalinVersionWarning = false;
      config.concurrency.useVirtualThreads = true;
      config.jsonMapper(new JavalinJackson(new ObjectMapper(), true));
      config.routes.get("/health/live", context -> respond(context, liveness));
      config.routes.get("/health/ready", context -> respond(context, readiness));
      config.routes.get(
          "/metrics", context -> context.contentType(PROMETHEUS_TEXT).result(metrics.scrape()));
      configurations.forEach(configuration -> configuration.accept(config));
    }
  }
}
