package io.stretto.coordinator.predict;

/**
 * How good a source of predictions has been of late: precision, the share of predicted keys that
 * were touched, and recall, the share of touched keys that were predicted. A source that does harm
 * is switched off and tried again after a while.
 */
final class Grade {

  private static final double WEIGHT = 0.05;
  private static final double HARMFUL_PRECISION = 0.3;
  private static final int RETRY_AFTER_SAMPLES = 1000;

  private double precision = 1;
  private double recall = 1;
  private int switchedOffFor;

  void record(int predicted, int touched, int hits) {
    if (switchedOffFor > 0) {
      switchedOffFor--;
      return;
    }
    precision += WEIGHT * ((predicted == 0 ? 1 : (double) hits / predicted) - precision);
    recall += WEIGHT * ((touched == 0 ? 1 : (double) hits / touched) - recall);
    if (precision < HARMFUL_PRECISION) {
      switchedOffFor = RETRY_AFTER_SAMPLES;
      precision = 0.5;
    }
  }

  /** Whether to use the source now. */
  boolean isUseful() {
    return switchedOffFor == 0;
  }

  double precision() {
    return precision;
  }

  double recall() {
    return recall;
  }
}
