package io.github.posttlslint.model;

import io.github.posttlslint.input.SourceText;
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
  private final Parameters parameters;
  private @Nullable BitSet main;
  private @Nullable BitSet master;

  HiddenLines(
      @Nullable SourceText mainText, @Nullable SourceText masterText, Parameters parameters) {
    this.mainText = mainText;
    this.masterText = masterText;
    this.parameters = parameters;
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
  public BitSet main() {
    BitSet known = main;
    if (known == null) {
      known = findOfMain();
      main = known;
    }
    return known;
  }

  private BitSet findOfMain() {
    return mainText == null ? new BitSet() : SecretLines.ofMain(mainText, masterText, parameters);
  }

  /** The same of master.cf. */
  public BitSet master() {
    BitSet known = master;
    if (known == null) {
      known = findOfMaster();
      master = known;
    }
    return known;
  }

  private BitSet findOfMaster() {
    return masterText == null ? new BitSet() : SecretLines.ofMaster(masterText, parameters);
  }
}
