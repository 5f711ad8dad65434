package io.github.posttlslint.report;

import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Report;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.ReportedSetup;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The last words of a report for people: what was found, what was judged, and what to do next. */
final class Ending {

  private static final int SECONDS_OF_A_DAY = 86_400;

  private final List<SetupReport> setups;
  private final StringBuilder out = new StringBuilder();

  private Ending(List<SetupReport> setups) {
    this.setups = setups;
  }

  /**
   * The sentences.
   *
   * @param verbose whether the report lists what it was silent about
   */
  static String of(Report report, boolean verbose) {
    List<SetupReport> setups = report.setups();
    if (setups.isEmpty()) {
      return "Nothing was judged.";
    }
    Ending ending = new Ending(setups);
    Tally tally = Tally.of(report);
    ending.addFound(tally);
    ending.addFixes();
    ending.addSilent(tally, verbose);
    ending.out.append(tally.findings() == 0 ? "" : " More: " + Tool.NAME + " explain ID.");
    return ending.out.toString();
  }

  private void addFound(Tally tally) {
    String counts = tally.counts();
    out.append(counts.isEmpty() ? "No findings" : counts);
    if (setups.size() > 1) {
      out.append(" in ").append(setups.size()).append(" set-ups (").append(parts()).append(").");
      return;
    }
    ReportedSetup setup = setups.get(0).setup();
    if (!setup.directory().equals(".")) {
      out.append(" in ").append(Characters.name(setup.directory()));
    }
    out.append(" (").append(release(setup)).append("; ").append(parts()).append(").");
  }

  /** The release that a setup was judged by, and what tells it. */
  static String release(ReportedSetup setup) {
    return ("Postfix " + setup.version() + " " + setup.versionSource()).strip();
  }

  /** The parts of all setups that were judged. */
  private String parts() {
    int services = 0;
    boolean anyMaster = false;
    int certificates = 0;
    Instant first = null;
    for (SetupReport one : setups) {
      ReportedSetup setup = one.setup();
      anyMaster |= setup.hasMaster();
      services += setup.hasMaster() ? setup.services().size() : 0;
      certificates += setup.certificates();
      Instant end = setup.firstExpiry();
      first = first == null || (end != null && end.isBefore(first)) ? end : first;
    }
    String text = anyMaster ? counted(services, "service") : "no master.cf, the usual services";
    return first == null
        ? text
        : text + ", " + counted(certificates, "certificate") + expiry(certificates, first);
  }

  private String expiry(int certificates, Instant first) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(first.getEpochSecond(), SECONDS_OF_A_DAY));
    String verb = first.isBefore(setups.get(0).now()) ? " expired " : " expires ";
    return (certificates == 1 ? ", which" : ", the first") + verb + day;
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** How many findings the program itself can fix: what is not on disk it leaves alone. */
  private void addFixes() {
    int safe = 0;
    int others = 0;
    for (SetupReport setup : setups) {
      for (Finding finding : setup.setup().isOnDisk() ? setup.findings() : List.<Finding>of()) {
        Finding.Fix fix = finding.fix();
        if (fix != null && !fix.isOnlyDescribed()) {
          safe += fix.safe() ? 1 : 0;
          others += fix.safe() ? 0 : 1;
        }
      }
    }
    if (safe > 0) {
      out.append(' ').append(safe).append(" can be fixed with --fix");
      out.append(others == 0 ? "" : ", " + others + " more with --fix --unsafe-fixes").append('.');
    } else if (others > 0) {
      out.append(' ').append(others).append(" can be fixed with --fix --unsafe-fixes.");
    }
  }

  private void addSilent(Tally tally, boolean verbose) {
    if (tally.unverified() > 0) {
      int denied = 0;
      for (SetupReport setup : setups) {
        denied += setup.setup().denied();
      }
      out.append(' ').append(unchecked(tally.unverified(), denied, verbose));
    }
    if (tally.suppressed() > 0) {
      out.append(' ').append(tally.suppressed()).append(" suppressed.");
    }
  }

  /**
   * What could not be judged.
   *
   * @param denied how many files and directories this user may not look at
   */
  static String unchecked(int count, int denied, boolean verbose) {
    String files = denied == 1 ? " file or directory" : " files or directories";
    return count
        + " not checked"
        + (denied == 0 ? "" : ", and permission is denied for " + denied + files)
        + (verbose ? "." : "; -v lists " + (count == 1 ? "it." : "them."));
  }
}
