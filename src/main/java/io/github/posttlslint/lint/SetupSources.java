package io.github.posttlslint.lint;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.rule.Redaction;
import io.github.posttlslint.setup.Setup;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Lines of main.cf and master.cf for excerpts. Lines of other files are never shown: they may be
 * keys or passwords.
 */
public final class SetupSources implements Report.Sources {

  private final Setup setup;
  // found when first asked for: a run without findings never asks
  private @Nullable BitSet mainSecrets;
  private @Nullable BitSet masterSecrets;

  /** The lines of a setup. */
  public SetupSources(Setup setup) {
    this.setup = setup;
  }

  @Override
  public @Nullable String line(String file, int line) {
    MainCf main = setup.main();
    MasterCf master = setup.master();
    if (main != null && main.source().file().equals(file)) {
      if (mainSecrets == null) {
        mainSecrets = SecretLines.of(main.source(), setup.parameters(), true);
      }
      return line(main.source(), line, mainSecrets);
    }
    if (master != null && master.source().file().equals(file)) {
      if (masterSecrets == null) {
        masterSecrets = SecretLines.of(master.source(), setup.parameters(), false);
      }
      return line(master.source(), line, masterSecrets);
    }
    return null;
  }

  private static @Nullable String line(SourceText text, int line, BitSet secrets) {
    if (line < 1 || line > text.lineCount()) {
      return null;
    }
    return secrets.get(line) ? Redaction.MARK : text.line(line);
  }
}
