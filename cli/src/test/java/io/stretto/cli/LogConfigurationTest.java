package io.stretto.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogConfigurationTest {

  private final LoggerContext context = new LoggerContext();

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "worker", "state-store"})
  void rolesHaveALogOfTheirOwn(String role) {
    assertThat(LogConfiguration.of(role, "--config", "x")).isEqualTo(LogConfiguration.OF_ROLES);
  }

  @Test
  void commandsHaveTheOther() {
    assertThat(LogConfiguration.of()).isEqualTo(LogConfiguration.OF_COMMANDS);
    assertThat(LogConfiguration.of("status", "worker")).isEqualTo(LogConfiguration.OF_COMMANDS);
  }

  /** A committing thread failed, and the log did not say why. */
  @Test
  void theLogOfARoleHasTheReasonsAndWhatTheRoleDoes() throws JoranException {
    Logger logger = configure(LogConfiguration.OF_ROLES);
    assertThat(logger.getEffectiveLevel()).isEqualTo(Level.INFO);
    String line = line(logger);
    assertThat(line).matches("(?s)\\d{4}-\\d\\d-\\d\\dT\\d\\d:.*ERROR.* it failed\n.*");
    assertThat(line).contains("IllegalStateException: the reason", "\tat ");
  }

  @Test
  void peopleGetOneLine() throws JoranException {
    Logger logger = configure(LogConfiguration.OF_COMMANDS);
    assertThat(logger.getEffectiveLevel()).isEqualTo(Level.WARN);
    assertThat(line(logger)).hasLineCount(1);
  }

  private Logger configure(String name) throws JoranException {
    URL file = LogConfiguration.class.getClassLoader().getResource(name);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(file);
    return context.getLogger("io.stretto.worker.kafka.WorkerServer");
  }

  private String line(Logger logger) {
    Throwable reason = new IllegalStateException("the reason");
    ILoggingEvent event =
        new LoggingEvent("x", logger, Level.ERROR, "it failed", reason, new Object[0]);
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ConsoleAppender<ILoggingEvent> appender =
        (ConsoleAppender<ILoggingEvent>) root.getAppender("stderr");
    return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
