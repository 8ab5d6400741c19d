package io.stretto.bench.engine;

import java.util.function.Consumer;

/** One kind of thing that is measured. */
interface Scenarios {

  /** What they are called on the command line. */
  String title();

  /** Measures, in the calling thread, and hands on each row when it is there. */
  void measure(Rounds rounds, Consumer<Row> rows);
}
