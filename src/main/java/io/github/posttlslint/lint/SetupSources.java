package io.github.posttlslint.lint;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.rule.Redaction;
import io.github.posttlslint.setup.Setup;
import org.jspecify.annotations.Nullable;

/**
 * Lines of main.cf and master.cf for excerpts. Lines of other files are never shown: they may be
 * keys or passwords.
 */
final class SetupSources implements Report.Sources {

  private final Setup setup;

  SetupSources(Setup setup) {
    this.setup = setup;
  }

  @Override
  public @Nullable String line(String file, int line) {
    MainCf main = setup.main();
    MasterCf master = setup.master();
    if (main != null && main.source().file().equals(file)) {
      return holdsSecret(main, line) ? Redaction.MARK : line(main.source(), line);
    }
    if (master != null && master.source().file().equals(file)) {
      String text = line(master.source(), line);
      return text == null || (text.contains("_sasl_password_maps") && isSecret(text)) ? null : text;
    }
    return null;
  }

  private static boolean isSecret(String text) {
    return text.contains("static:") || text.contains("inline:");
  }

  private static boolean holdsSecret(MainCf main, int line) {
    for (MainCfEntry entry : main.entries()) {
      boolean here = entry.span().startLine() <= line && line <= entry.span().endLine();
      if (here && entry.name().endsWith("_sasl_password_maps") && isSecret(entry.value().text())) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String line(SourceText text, int line) {
    return line >= 1 && line <= text.lineCount() ? text.line(line) : null;
  }
}
