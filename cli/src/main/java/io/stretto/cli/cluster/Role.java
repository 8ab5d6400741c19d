package io.stretto.cli.cluster;

/** The roles that a process can have. */
public enum Role {
  /** Orders transactions into blocks and gives out work. */
  COORDINATOR("coordinator"),
  /** Executes. */
  WORKER("worker"),
  /** Validates, commits, answers queries. */
  STATE_STORE("state-store");

  private final String word;

  Role(String word) {
    this.word = word;
  }

  /** The role's name on the command line. */
  public String word() {
    return word;
  }
}
