package io.stretto.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stretto.cli.StrettoCommand;
import io.stretto.cli.cluster.ServerRoles;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Session;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandDocumentTest {

  private static final String DOCUMENT = "docs/cli.md";

  private final CommandLine line =
      StrettoCommand.commandLine(
          new Session(
              new ServerRoles(),
              InputStream.nullInputStream(),
              new PrintWriter(new StringWriter()),
              new PrintWriter(new StringWriter()),
              false));

  @Test
  void everyCommandsUsageStandsInIt() {
    StringBuilder usages = new StringBuilder();
    addUsages(line, "", usages);
    RenderedPart.check(DOCUMENT, "usages", usages.toString());
  }

  private static void addUsages(CommandLine parent, String prefix, StringBuilder usages) {
    parent
        .getSubcommands()
        .forEach(
            (name, command) -> {
              usages
                  .append("### ")
                  .append(prefix + name)
                  .append("\n\n```\n")
                  .append(
                      command
                          .setColorScheme(
                              CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                          .getUsageMessage()
                          .stripTrailing())
                  .append("\n```\n\n");
              addUsages(command, prefix + name + " ", usages);
            });
  }

  @Test
  void everyExitCodeHasARow() throws ReflectiveOperationException {
    List<String> rows = new ArrayList<>();
    for (Field code : ExitCodes.class.getFields()) {
      rows.add("| " + code.getInt(null) + " |");
    }
    assertThat(
            Repository.text(DOCUMENT)
                .lines()
                .filter(row -> row.matches("\\| \\d \\|.*"))
                .map(row -> row.substring(0, rows.get(0).length())))
        .containsExactlyElementsOf(rows);
  }
}
