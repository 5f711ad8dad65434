package io.github.posttlslint.rule;

/** The facts of which one is enough. */
final class Facts {

  static final Fact ABSENT = new Fact.Absent();
  static final Fact TRUE = new Fact.YesNo(true);
  static final Fact FALSE = new Fact.YesNo(false);

  private Facts() {}
}
