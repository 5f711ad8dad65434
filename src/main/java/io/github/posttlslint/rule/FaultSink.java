package io.github.posttlslint.rule;

/** Where faults of a text are told to. */
interface FaultSink {

  /**
   * Tells of a fault.
   *
   * @param offset where in the text
   */
  void add(int offset, String message);
}
