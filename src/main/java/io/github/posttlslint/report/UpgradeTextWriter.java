package io.github.posttlslint.report;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.handshake.Clients;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.ReleaseChange;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Upgrade;
import io.github.posttlslint.run.Upgrade.SettingChange;
import io.github.posttlslint.run.Upgrade.TableChange;
import io.github.posttlslint.run.Upgrade.ValueChange;
import io.github.posttlslint.run.Upgrade.When;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a setup meets in another release, for people. */
public final class UpgradeTextWriter {

  private static final int WIDTH = 100;

  /** Writes the setups, with an empty line between them. */
  public void write(List<Upgrade> upgrades, Sink out) throws IOException {
    String gap = "";
    for (Upgrade upgrade : upgrades) {
      out.append(gap);
      new Page(upgrade, out).write();
      gap = "\n";
    }
  }

  /** What is written of one setup. */
  private static final class Page {

    private final Upgrade upgrade;
    private final UpgradeWords words;
    private final Appendable out;

    Page(Upgrade upgrade, Appendable out) {
      this.upgrade = upgrade;
      this.words = new UpgradeWords(upgrade);
      this.out = out;
    }

    void write() throws IOException {
      writeHead();
      if (upgrade.isEmpty()) {
        line("");
        line("Nothing that is set, and no default that is in use, changes.");
      }
      writeTasks("Before the " + words.step(), When.BEFORE);
      writeTasks("After the " + words.step(), When.AFTER);
      writeTasks("Nothing to do about", When.NEVER);
      new UpgradeDefaults(upgrade, out).write();
      if (!upgrade.clients().changed().isEmpty()) {
        title("Clients");
        TextPage page = new TextPage(out);
        page.line(ClientWords.source(Clients.all().size()));
        new ComparisonPage(page).writeChanged(upgrade.clients());
      }
      List<Finding> vanishing = untold();
      if (!vanishing.isEmpty()) {
        title("Findings that go away");
        for (Finding finding : vanishing) {
          line("  " + sentence(finding));
        }
      }
      writeNames("New parameters", upgrade.added());
      writeNames("Parameters that are gone, and not set", unset(upgrade.gone()));
      line("");
      line("Verdict: " + words.verdict() + ".");
    }

    private void writeHead() throws IOException {
      Setup before = upgrade.before();
      Setup after = upgrade.after();
      String source = before.versionSource();
      line(
          before.directory()
              + ": from Postfix "
              + before.version()
              + (source.isEmpty() ? "" : " (" + source + ")")
              + " to "
              + after.version()
              + (upgrade.isDowngrade() ? ", a step back" : ""));
      OpenSslReleases old = before.platform().openSsl();
      OpenSslReleases now = after.platform().openSsl();
      if (old.isKnown() && now.isKnown()) {
        line("OpenSSL: " + old + (old.equals(now) ? "" : ", then " + now));
      }
      line("compatibility_level: " + level(after));
      boolean isAtLeast =
          source.startsWith("by ")
              && before.parameters().find(source.substring("by ".length())) != null;
      if (isAtLeast) {
        line("What tells the release says \"at least\": name it with --from if it is newer.");
      }
    }

    private static String level(Setup setup) {
      Value level = setup.value("compatibility_level");
      Span span = level.span();
      MainCf main = setup.main();
      String nowhere =
          main == null || main.find("compatibility_level") == null
              ? " (not set)"
              : " (the image's)";
      String where = span == null ? nowhere : " (" + span.file() + ":" + span.startLine() + ")";
      return level
          .known()
          .orUnset("0")
          .fold(
              text -> text + where,
              () -> where,
              doubt -> "not known (" + setup.secrets().mask(doubt) + ")");
    }

    /** The things to do at a time. */
    private void writeTasks(String title, When when) throws IOException {
      if (upgrade.toDo(when) == 0) {
        return;
      }
      title(title);
      for (SettingChange change : upgrade.settings()) {
        if (change.when() == when) {
          line("  " + place(change.span(), change.service()) + words.setting(change));
        }
      }
      for (ValueChange change : upgrade.values()) {
        if (change.when() == when) {
          line("  " + place(change.span(), change.service()) + words.word(change));
        }
      }
      for (TableChange change : upgrade.tables()) {
        if (change.when() == when) {
          writeTables(change);
        }
      }
      for (List<Finding> same : upgrade.appearing(when)) {
        List<Span> spans = new ArrayList<>();
        same.forEach(finding -> spans.add(finding.span()));
        line("  " + places(spans) + ": " + said(same.get(0)));
        line("      " + Characters.oneLine(same.get(0).help()));
      }
    }

    private void writeTables(TableChange change) throws IOException {
      String indent = "  ";
      if (!change.places().isEmpty()) {
        line("  " + places(change.places()) + ":");
        indent = "      ";
      }
      for (String text : words.tables(change)) {
        line(indent + text);
        indent = "      ";
      }
    }

    private static String places(List<Span> spans) {
      StringBuilder places = new StringBuilder();
      String file = "";
      Set<String> seen = new HashSet<>();
      for (Span span : spans) {
        if (seen.add(span.file() + ":" + span.startLine())) {
          boolean isSame = span.file().equals(file);
          places.append(isSame ? ", " : (file.isEmpty() ? "" : "; ") + span.file() + ":");
          places.append(span.startLine());
          file = span.file();
        }
      }
      return places.toString();
    }

    /** The findings that go away, without those at places that something is said of above. */
    private List<Finding> untold() {
      Set<String> told = new HashSet<>();
      upgrade.settings().forEach(change -> told.add(place(change.span(), null)));
      upgrade.values().forEach(change -> told.add(place(change.span(), null)));
      List<Finding> untold = new ArrayList<>(upgrade.vanishing());
      untold.removeIf(finding -> told.contains(place(finding.span(), null)));
      return untold;
    }

    private static String sentence(Finding finding) {
      return place(finding.span(), null) + said(finding);
    }

    private static String said(Finding finding) {
      return finding.severity().label()
          + ": "
          + Characters.oneLine(finding.message())
          + " ["
          + finding.rule().id()
          + "]";
    }

    private static String place(Span span, @Nullable String service) {
      String of = service == null ? "" : Characters.oneLine(service) + ": ";
      return span.file() + ":" + span.startLine() + ": " + of;
    }

    private List<ReleaseChange> unset(List<ReleaseChange> changes) {
      Set<String> set = new HashSet<>();
      upgrade.settings().forEach(change -> set.add(change.change().parameter().name()));
      List<ReleaseChange> unset = new ArrayList<>(changes);
      unset.removeIf(change -> set.contains(change.parameter().name()));
      return unset;
    }

    private void writeNames(String title, List<ReleaseChange> changes) throws IOException {
      if (!changes.isEmpty()) {
        title(title + " (" + changes.size() + "; explain NAME tells of each)");
        List<String> names = new ArrayList<>();
        changes.forEach(change -> names.add(words.name(change)));
        for (String text : wrapped(names)) {
          line("  " + text);
        }
      }
    }

    private void title(String title) throws IOException {
      line("");
      line(title);
    }

    private void line(String text) throws IOException {
      UpgradeTextWriter.line(out, text);
    }
  }

  /** Items with commas between them, in lines that a terminal holds. */
  static List<String> wrapped(List<String> items) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i) + (i + 1 < items.size() ? "," : "");
      if (line.length() > 0 && line.length() + 1 + item.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(item);
    }
    lines.add(line.toString());
    return lines;
  }

  static void line(Appendable out, String text) throws IOException {
    out.append(Characters.visible(text)).append('\n');
  }
}
