package io.stretto.cli.command;

import io.stretto.cli.cluster.Role;
import io.stretto.cli.console.ExitCodes;
import io.stretto.cli.console.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs one role in this process. */
@Command(
    description = "Runs one ${COMMAND-NAME} against a Kafka, until it is told to end.",
    footer = {
      "",
      "Examples:",
      "  stretto ${COMMAND-NAME} --bootstrap kafka:9092",
      "  stretto ${COMMAND-NAME} --config stretto.properties"
    })
public final class RoleCommand extends BaseCommand {

  private final Role role;

  @Mixin private ConnectionOptions connection;

  /** Creates the command for a role. */
  public RoleCommand(Session session, Role role) {
    super(session);
    this.role = role;
  }

  @Override
  public Integer call() throws InterruptedException {
    session.roles().run(role, connection.roleProperties());
    return ExitCodes.OK;
  }
}
