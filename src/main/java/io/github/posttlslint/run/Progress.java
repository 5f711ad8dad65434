package io.github.posttlslint.run;

/** Is told how far a run over many setups is; by one thread. */
public interface Progress {

  /** One more is to do. */
  void more();

  /** One more is done. */
  void step();

  /** Nothing more is to come. */
  void end();
}
