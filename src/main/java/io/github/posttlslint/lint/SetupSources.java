package io.github.posttlslint.lint;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.setup.Redaction;
import io.github.posttlslint.setup.SecretLines;
import io.github.posttlslint.setup.Setup;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Lines of main.cf and master.cf for excerpts. Lines of other files are never shown: they may be
 * keys or passwords.
 */
public final class SetupSources implements Report.Sources {

  private final @Nullable SourceText main;
  private final @Nullable SourceText master;
  private final Parameters parameters;
  // found when first asked for: a run without findings never asks
  private @Nullable BitSet mainSecrets;
  private @Nullable BitSet masterSecrets;

  /** The lines of a setup. */
  public SetupSources(Setup setup) {
    this(text(setup.main()), text(setup.master()), setup.parameters());
  }

  /**
   * The lines of files.
   *
   * @param main main.cf; null if it was not seen
   * @param master master.cf; null if it was not seen
   * @param parameters the dictionary, by which lines with secrets are known
   */
  SetupSources(@Nullable SourceText main, @Nullable SourceText master, Parameters parameters) {
    this.main = main;
    this.master = master;
    this.parameters = parameters;
  }

  private static @Nullable SourceText text(@Nullable MainCf main) {
    return main == null ? null : main.source();
  }

  private static @Nullable SourceText text(@Nullable MasterCf master) {
    return master == null ? null : master.source();
  }

  @Override
  public @Nullable String line(String file, int line) {
    if (main != null && main.file().equals(file)) {
      if (mainSecrets == null) {
        mainSecrets = SecretLines.of(main, parameters, true);
      }
      return line(main, line, mainSecrets);
    }
    if (master != null && master.file().equals(file)) {
      if (masterSecrets == null) {
        masterSecrets = SecretLines.of(master, parameters, false);
      }
      return line(master, line, masterSecrets);
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
