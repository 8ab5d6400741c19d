package io.stretto.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The work tree that these tests look at. */
final class Repository {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");

  private Repository() {}

  static Path path(String relative) {
    return ROOT.resolve(relative);
  }

  static String text(String relative) {
    try {
      return Files.readString(path(relative), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(String relative, String text) {
    try {
      Files.writeString(path(relative), text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files below a folder whose name ends so, sorted; nothing of builds. */
  static List<Path> files(String folder, String ending) {
    List<Path> found = new ArrayList<>();
    try {
      // What a build writes comes and goes meanwhile, so it is not even looked at.
      Files.walkFileTree(
          path(folder),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes same) {
              boolean isOfBuilds = NOT_OURS.contains(directory.getFileName().toString());
              return isOfBuilds ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes same) {
              if (file.toString().endsWith(ending)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
      found.sort(Comparator.naturalOrder());
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
