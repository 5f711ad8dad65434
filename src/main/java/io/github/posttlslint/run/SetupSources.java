package io.github.posttlslint.run;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.HiddenLines;
import io.github.posttlslint.model.Redaction;
import io.github.posttlslint.model.Setup;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Lines of main.cf and master.cf for excerpts. Lines of other files are never shown: they may be
 * keys or passwords.
 */
public final class SetupSources implements Report.Sources {

  private final HiddenLines hidden;

  /** The lines of a setup. */
  public SetupSources(Setup setup) {
    this(setup.secrets().lines());
  }

  /** The lines of files, but those that are hidden. */
  SetupSources(HiddenLines hidden) {
    this.hidden = hidden;
  }

  @Override
  public @Nullable String line(String file, int line) {
    SourceText main = hidden.mainText();
    if (main != null && main.file().equals(file)) {
      return line(main, line, hidden.main());
    }
    SourceText master = hidden.masterText();
    return master != null && master.file().equals(file)
        ? line(master, line, hidden.master())
        : null;
  }

  private static @Nullable String line(SourceText text, int line, BitSet secrets) {
    if (line < 1 || line > text.lineCount()) {
      return null;
    }
    return secrets.get(line) ? Redaction.MARK : text.line(line);
  }
}
