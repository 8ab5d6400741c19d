package io.stretto.cli.cluster;

import java.util.Map;

/** Stands in where the command is built without the roles: says so. */
public final class AbsentRoles implements Roles {

  @Override
  public LocalCluster startLocalCluster(LocalClusterSettings settings) {
    throw absent();
  }

  @Override
  public void run(Role role, Map<String, String> properties) {
    throw absent();
  }

  private static RuntimeException absent() {
    return new IllegalStateException("this build of stretto contains no roles");
  }
}
