package io.github.posttlslint.language;

/** The facts of which one is enough. */
public final class Facts {

  static final Fact ABSENT = new Fact.Absent();

  /** Yes. */
  public static final Fact TRUE = new Fact.YesNo(true);

  /** No. */
  public static final Fact FALSE = new Fact.YesNo(false);

  private Facts() {}
}
