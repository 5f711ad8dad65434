package io.github.posttlslint.model;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.Parameters;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The lines of main.cf and master.cf that are not to be shown, see {@link SecretLines}. Found when
 * first asked for: a run without findings never asks.
 */
public final class HiddenLines {

  private final @Nullable SourceText mainText;
  private final @Nullable SourceText masterText;
  private final Lazy<BitSet> main;
  private final Lazy<BitSet> master;

  HiddenLines(
      @Nullable SourceText mainText, @Nullable SourceText masterText, Parameters parameters) {
    this.mainText = mainText;
    this.masterText = masterText;
    this.main =
        new Lazy<>(
            () ->
                mainText == null
                    ? new BitSet()
                    : SecretLines.ofMain(mainText, masterText, parameters));
    this.master =
        new Lazy<>(
            () -> masterText == null ? new BitSet() : SecretLines.ofMaster(masterText, parameters));
  }

  /** main.cf; null if it was not seen. */
  public @Nullable SourceText mainText() {
    return mainText;
  }

  /** master.cf; null if it was not seen. */
  public @Nullable SourceText masterText() {
    return masterText;
  }

  /** The numbers of the lines of main.cf, from 1, that are not to be shown. */
  BitSet main() {
    return main.get();
  }

  /** The same of master.cf. */
  BitSet master() {
    return master.get();
  }

  /**
   * A line of main.cf or master.cf as it may be shown, without its end. Lines of other files are
   * never shown: they may be keys or passwords.
   *
   * @param file as in {@link Span#file()}
   * @param line from 1
   * @return null where the file or line is not to be shown
   */
  public @Nullable String line(String file, int line) {
    if (mainText != null && mainText.file().equals(file)) {
      return line(mainText, line, main());
    }
    return masterText != null && masterText.file().equals(file)
        ? line(masterText, line, master())
        : null;
  }

  private static @Nullable String line(SourceText text, int line, BitSet secrets) {
    if (line < 1 || line > text.lineCount()) {
      return null;
    }
    return secrets.get(line) ? Redaction.MARK : text.line(line);
  }
}
