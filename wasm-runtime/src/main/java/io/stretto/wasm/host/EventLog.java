package io.stretto.wasm.host;

import java.util.ArrayList;
import java.util.List;

/** The lines that contracts log during one execution, in order. */
public final class EventLog {

  private final List<String> lines = new ArrayList<>();
  private long bytes;

  /** A length to go back to. */
  public record Mark(int count, long bytes) {}

  void clear() {
    lines.clear();
    bytes = 0;
  }

  void add(String line) {
    lines.add(line);
  }

  void addBytes(long more) {
    bytes += more;
  }

  int count() {
    return lines.size();
  }

  long bytes() {
    return bytes;
  }

  /** The present length. */
  public Mark mark() {
    return new Mark(lines.size(), bytes);
  }

  /** Forgets what came after a mark. */
  public void rollBack(Mark mark) {
    lines.subList(mark.count(), lines.size()).clear();
    bytes = mark.bytes();
  }

  /** A copy of the lines. */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
