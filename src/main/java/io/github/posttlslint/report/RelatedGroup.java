package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.run.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Related places of a finding that people see as one: a few are told one by one, more of one file
 * with the same words in one line.
 *
 * @param places at least one, of one file and with the same words
 */
record RelatedGroup(List<Finding.Related> places) {

  /** As many places with the same words are told one by one. */
  private static final int FEW = 3;

  /** Those of a finding, in the order of their first places. */
  static List<RelatedGroup> of(Finding finding) {
    Map<List<String>, List<Finding.Related>> alike = new LinkedHashMap<>();
    for (Finding.Related related : finding.related()) {
      List<String> key = List.of(related.span().file(), related.message());
      alike.computeIfAbsent(key, same -> new ArrayList<>()).add(related);
    }
    List<RelatedGroup> groups = new ArrayList<>();
    for (List<Finding.Related> same : alike.values()) {
      if (same.size() > FEW) {
        groups.add(new RelatedGroup(same));
      } else {
        same.forEach(one -> groups.add(new RelatedGroup(List.of(one))));
      }
    }
    return groups;
  }

  /** Whether it is one place, whose line can be shown. */
  boolean isOne() {
    return places.size() == 1;
  }

  /** The first place. */
  Span first() {
    return places.get(0).span();
  }

  /** What is to be seen there. */
  String message() {
    return places.get(0).message();
  }

  /** The lines of the file, such as {@code 8, 13, 18}. */
  String lines() {
    List<String> lines = new ArrayList<>();
    for (Finding.Related place : places) {
      lines.add(Integer.toString(place.span().startLine()));
    }
    return Places.first(lines, ", ");
  }
}
