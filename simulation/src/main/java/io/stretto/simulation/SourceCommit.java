package io.stretto.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The commit that this was built from: a seed gives the same run on the same commit only. */
public final class SourceCommit {

  private static final String RESOURCE = "source.properties";

  private SourceCommit() {}

  /** The commit's abbreviated id; "unknown" where it was built outside of a repository. */
  public static String id() {
    try (InputStream in = SourceCommit.class.getResourceAsStream(RESOURCE)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("git.commit.id.describe", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
