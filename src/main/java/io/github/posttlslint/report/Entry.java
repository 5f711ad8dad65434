package io.github.posttlslint.report;

import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Fingerprints;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.Report.Suppressed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding as machine-readable formats list it.
 *
 * @param finding the finding
 * @param suppressed how it is silenced; null if it is not
 * @param fingerprint its lasting name, unique within the setup
 */
record Entry(Finding finding, @Nullable Suppressed suppressed, String fingerprint) {
  /** All findings of a setup, suppressed ones among them, sorted by place and rule. */
  static List<Entry> of(SetupReport setup) {
    List<Entry> entries = new ArrayList<>();
    for (Finding finding : setup.findings()) {
      entries.add(new Entry(finding, null, ""));
    }
    for (Suppressed suppressed : setup.suppressed()) {
      entries.add(new Entry(suppressed.finding(), suppressed, ""));
    }
    entries.sort(Entry::byPlace);
    List<Finding> findings = new ArrayList<>();
    for (Entry entry : entries) {
      findings.add(entry.finding);
    }
    List<String> fingerprints =
        Fingerprints.of(setup.setup().directory(), findings, setup.sources());
    List<Entry> named = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      named.add(new Entry(entry.finding, entry.suppressed, fingerprints.get(i)));
    }
    return named;
  }

  private static int byPlace(Entry a, Entry b) {
    int order = a.finding.span().compareTo(b.finding.span());
    return order == 0 ? a.finding.rule().id().compareTo(b.finding.rule().id()) : order;
  }
}
