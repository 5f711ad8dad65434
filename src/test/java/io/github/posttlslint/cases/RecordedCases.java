package io.github.posttlslint.cases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The cases for the record of how they are judged. */
public final class RecordedCases {

  private RecordedCases() {}

  /**
   * A case that was made.
   *
   * @param root where it lies
   * @param options it is judged with
   */
  public record Made(String name, Path root, List<String> options) {}

  /** Makes all of them in an empty directory. */
  public static List<Made> all(Path work) throws Exception {
    Cases cases = new Cases(work);
    List<Made> all = new ArrayList<>();
    for (String name : Cases.plain()) {
      Case one = cases.make(name);
      all.add(new Made(one.name(), one.root(), one.options()));
    }
    for (String name : Cases.reports()) {
      for (Case one : cases.makeReport(name)) {
        all.add(new Made(one.name(), one.root(), one.options()));
      }
    }
    return all;
  }
}
