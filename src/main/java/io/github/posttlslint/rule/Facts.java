package io.github.posttlslint.rule;

/** The facts of which one is enough. */
final class Facts {

  static final Fact ABSENT = new Fact.Absent();
  static final Fact TRUE = new Fact.Truth(true);
  static final Fact FALSE = new Fact.Truth(false);

  private Facts() {}
}
