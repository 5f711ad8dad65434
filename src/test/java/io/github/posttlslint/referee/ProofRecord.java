package io.github.posttlslint.referee;

import io.github.posttlslint.postfix.PostfixVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was seen when all examples were last run with all releases: the file {@code
 * src/test/referee/proofs.tsv}. {@link EvidenceTest} writes it, and else holds what it runs against
 * it; {@code rules/PROOFS.md} is made of it.
 */
final class ProofRecord {

  static final Path FILE = Path.of("src/test/referee/proofs.tsv");

  private static final String HEADING =
      """
      # What each release did with the examples of each rule, in their order in the rule file.
      # + reported and seen, - neither, ! a known difference, . not run
      # Written by: mvn test -Dtest=EvidenceTest -Dreferees=all -Drefresh.proofs
      # and, for rules that are changed or new: mvn test -Drule=ID,ID -Drefresh.proofs
      """;

  private final Map<String, String> versions;
  private final Map<String, Line> lines;

  /**
   * What was seen of a rule.
   *
   * @param fingerprint of the rule as it was then, see {@link Evidence}
   * @param marks by release without patch level, one for each example
   */
  record Line(String fingerprint, Map<String, List<Mark>> marks) {

    /** Whether the release does what the rule says, with all examples that were run. */
    boolean isProvedWith(String branch) {
      List<Mark> of = marks.getOrDefault(branch, List.of());
      return of.contains(Mark.SEEN) && !of.contains(Mark.KNOWN_DIFFERENCE);
    }

    /** Whether any example was run with the release. */
    boolean isRunWith(String branch) {
      return marks.getOrDefault(branch, List.of()).stream().anyMatch(one -> one != Mark.NOT_RUN);
    }

    /** Whether the releases do different things with an example. */
    boolean dependsOnRelease(int position) {
      return marks.keySet().stream().map(one -> of(one, position)).distinct().count() > 1;
    }

    private Mark of(String branch, int position) {
      List<Mark> of = marks.getOrDefault(branch, List.of());
      return position < of.size() ? of.get(position) : Mark.NOT_RUN;
    }
  }

  private ProofRecord(Map<String, String> versions, Map<String, Line> lines) {
    this.versions = versions;
    this.lines = lines;
  }

  /** What one example came to. */
  enum Mark {
    SEEN('+'),
    UNSEEN('-'),
    KNOWN_DIFFERENCE('!'),
    NOT_RUN('.');

    private final char sign;

    Mark(char sign) {
      this.sign = sign;
    }

    private static Mark of(char sign) {
      for (Mark one : values()) {
        if (one.sign == sign) {
          return one;
        }
      }
      throw new IllegalArgumentException("no mark: " + sign);
    }
  }

  /** Reads the file; without one nothing is known. */
  static ProofRecord read() throws IOException {
    return parse(Files.exists(FILE) ? Files.readString(FILE) : "");
  }

  /** Reads the text of the file. */
  static ProofRecord parse(String text) {
    Map<String, String> versions = new LinkedHashMap<>();
    Map<String, Line> lines = new TreeMap<>();
    for (String line : text.lines().filter(one -> !one.startsWith("#")).toList()) {
      List<String> fields = List.of(line.split("\t"));
      if (fields.get(0).equals("rule")) {
        fields.subList(2, fields.size()).forEach(one -> versions.put(branch(one), one));
        continue;
      }
      Map<String, List<Mark>> marks = new LinkedHashMap<>();
      int field = 2;
      for (String branch : versions.keySet()) {
        marks.put(branch, fields.get(field++).chars().mapToObj(c -> Mark.of((char) c)).toList());
      }
      lines.put(fields.get(0), new Line(fields.get(1), marks));
    }
    return new ProofRecord(versions, lines);
  }

  private static String branch(String version) {
    return String.join(".", List.of(version.split("\\.")).subList(0, 2));
  }

  /** The releases, without patch levels, in their order. */
  Set<String> branches() {
    return versions.keySet();
  }

  /** What is known of a rule; null if it was not run since it was changed. */
  @Nullable Line find(String rule, String fingerprint) {
    Line line = lines.get(rule);
    return line != null && line.fingerprint().equals(fingerprint) ? line : null;
  }

  /** What is recorded of a trial; the other value where nothing is, or of another patch level. */
  Mark mark(Trial trial, Mark other) {
    Release release = trial.release();
    Line line = find(trial.example().rule().id(), trial.evidence().fingerprint());
    boolean sameVersion = release.version().toString().equals(versions.get(release.branch()));
    return line != null && sameVersion
        ? line.of(release.branch(), trial.example().position())
        : other;
  }

  /**
   * The record with what was seen now. What other releases did with rules that are as they were is
   * kept.
   *
   * @param whole whether all rules were run, so that others are gone and the versions are the new
   *     ones
   */
  ProofRecord with(Map<Trial, Mark> seen, boolean whole) {
    Map<String, String> now = new LinkedHashMap<>(versions);
    Map<String, Line> all = whole ? new TreeMap<>() : new TreeMap<>(lines);
    Map<String, List<Trial>> rules =
        seen.keySet().stream().collect(Collectors.groupingBy(one -> one.example().rule().id()));
    rules.forEach(
        (rule, trials) -> {
          String fingerprint = trials.get(0).evidence().fingerprint();
          Line before = find(rule, fingerprint);
          Map<String, List<Mark>> marks = new LinkedHashMap<>();
          if (before != null) {
            marks.putAll(before.marks());
          }
          for (Trial trial : trials) {
            Release release = trial.release();
            now.merge(
                release.branch(),
                release.version().toString(),
                (recorded, here) -> whole ? here : recorded);
            marks.put(release.branch(), marks(seen, trials, release));
          }
          all.put(rule, new Line(fingerprint, marks));
        });
    return new ProofRecord(sorted(now), all);
  }

  private static List<Mark> marks(Map<Trial, Mark> seen, List<Trial> trials, Release release) {
    int last = trials.stream().mapToInt(one -> one.example().position()).max().orElse(0);
    List<Mark> marks = new ArrayList<>(Collections.nCopies(last + 1, Mark.NOT_RUN));
    for (Trial trial : trials) {
      if (trial.release().equals(release)) {
        marks.set(trial.example().position(), seen.get(trial));
      }
    }
    return marks;
  }

  private static Map<String, String> sorted(Map<String, String> versions) {
    Map<String, String> sorted = new LinkedHashMap<>();
    versions.entrySet().stream()
        .sorted(Comparator.comparing(one -> PostfixVersion.parse(one.getKey())))
        .forEach(one -> sorted.put(one.getKey(), one.getValue()));
    return sorted;
  }

  /** The text of the file. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(HEADING);
    text.append("rule\texamples\t").append(String.join("\t", versions.values())).append('\n');
    lines.forEach(
        (rule, line) -> {
          text.append(rule).append('\t').append(line.fingerprint());
          int examples = line.marks().values().iterator().next().size();
          for (String branch : versions.keySet()) {
            text.append('\t');
            line.marks()
                .getOrDefault(branch, Collections.nCopies(examples, Mark.NOT_RUN))
                .forEach(one -> text.append(one.sign));
          }
          text.append('\n');
        });
    return text.toString();
  }
}
