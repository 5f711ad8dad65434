package io.github.posttlslint.run;

import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.Report.Suppressed;
import io.github.posttlslint.run.Settings.Given;
import io.github.posttlslint.run.rule.Severity;
import io.github.posttlslint.zone.Promises;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How setups with the same settings are judged.
 *
 * @param rules the rules to judge by
 * @param linter judges by them
 * @param failOn the severity from which on findings make the exit status 1; null for never
 * @param least the severity from which on findings are shown
 */
public record Judge(RuleChoice rules, Linter linter, @Nullable Severity failOn, Severity least) {

  private static final String DAY = "2026-01-31";

  /**
   * Reads the settings.
   *
   * @throws UsageException if one is wrong
   */
  public static Judge of(Settings settings) throws UsageException {
    return of(settings, RuleChoice.of(settings));
  }

  /** The same with rules that were chosen before. */
  public static Judge of(Settings settings, RuleChoice rules) throws UsageException {
    return new Judge(
        rules,
        new Linter(rules.selection(), settings(settings)),
        failOn(settings.given("fail-on")),
        least(settings.given("min-severity")));
  }

  /** A report without what matters too little to be shown. */
  public SetupReport shown(SetupReport report) {
    List<Finding> kept = new ArrayList<>(report.findings());
    kept.removeIf(finding -> finding.severity().compareTo(least) < 0);
    List<Suppressed> suppressed = new ArrayList<>(report.suppressed());
    suppressed.removeIf(one -> one.finding().severity().compareTo(least) < 0);
    return report.with(kept, suppressed);
  }

  /** Whether a report makes the exit status 1. */
  public boolean fails(SetupReport report) {
    for (Finding finding : report.findings()) {
      if (failOn != null && finding.severity().compareTo(failOn) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Severity failOn(@Nullable Given level) throws UsageException {
    if (level == null) {
      return Severity.ERROR;
    }
    Severity severity = Severity.of(level.text());
    if (severity == null && !level.text().equals("never")) {
      throw new UsageException(
          level.label()
              + ": expected error, warning, note or never"
              + DidYouMean.among(level.text(), List.of("error", "warning", "note", "never")));
    }
    return severity;
  }

  private static Severity least(@Nullable Given level) throws UsageException {
    Severity severity = level == null ? Severity.NOTE : Severity.of(level.text());
    if (level != null && severity == null) {
      throw new UsageException(
          level.label()
              + ": expected error, warning or note"
              + DidYouMean.among(level.text(), Severity.labels()));
    }
    return severity == null ? Severity.NOTE : severity;
  }

  /**
   * The options of how to judge: {@code --now}, {@code --expiry-days}, {@code --name}, {@code
   * --zone}, {@code --sts-policy}.
   */
  public static JudgeSettings settings(Settings settings) throws UsageException {
    Given now = settings.given("now");
    List<String> names = new ArrayList<>();
    settings.all("name").forEach(name -> names.add(name.text()));
    return new JudgeSettings(
        now == null ? settings.workplace().now() : instant(now),
        days(settings.given("expiry-days")),
        names,
        truth(settings.given("require-reasons")),
        promises(settings));
  }

  /** Zones are most often not given, and what reads them not loaded. */
  private static @Nullable Promises promises(Settings settings) throws UsageException {
    List<Given> zones = settings.all("zone");
    List<Given> policies = settings.all("sts-policy");
    if (zones.isEmpty() && !policies.isEmpty()) {
      throw new UsageException(policies.get(0).label() + ": needs the zone, too: --zone FILE");
    }
    return zones.isEmpty() ? null : new ZoneFiles(settings.workplace()).read(zones, policies);
  }

  /** An instant, or the beginning of a day in UTC. */
  private static Instant instant(Given given) throws UsageException {
    String text = given.text();
    try {
      return Instant.parse(text.length() == DAY.length() ? text + "T00:00:00Z" : text);
    } catch (DateTimeException e) {
      throw new UsageException(
          given.label() + ": expected an instant such as " + DAY + "T00:00:00Z, or a day: " + DAY);
    }
  }

  private static int days(@Nullable Given given) throws UsageException {
    if (given == null) {
      return JudgeSettings.DEFAULT_EXPIRY_DAYS;
    }
    try {
      int days = Integer.parseInt(given.text());
      if (days >= 0) {
        return days;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new UsageException(given.label() + ": expected a number of days");
  }

  private static boolean truth(@Nullable Given given) throws UsageException {
    if (given != null && !given.text().equals("true") && !given.text().equals("false")) {
      throw new UsageException(given.label() + ": expected true or false");
    }
    return given != null && given.text().equals("true");
  }
}
