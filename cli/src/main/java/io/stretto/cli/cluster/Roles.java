package io.stretto.cli.cluster;

import java.util.Map;

/** Starts what the command itself does not contain. */
public interface Roles {

  /**
   * Starts a whole cluster and returns when it serves clients.
   *
   * @throws RuntimeException with one line for people when it cannot be; nothing runs then
   */
  LocalCluster startLocalCluster(LocalClusterSettings settings) throws InterruptedException;

  /**
   * Runs one role until the process is told to end (the shutdown is the role's own matter), or
   * until it fails.
   *
   * @param role the role
   * @param properties its settings by full name, cluster.bootstrap.servers among them
   * @throws RuntimeException with one line for people when it cannot start
   */
  void run(Role role, Map<String, String> properties) throws InterruptedException;
}
