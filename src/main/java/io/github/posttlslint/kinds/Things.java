package io.github.posttlslint.kinds;

import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.model.tls.JudgeSettings;
import io.github.posttlslint.model.tls.TlsFiles;
import io.github.posttlslint.model.written.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parts of one setup come from, each found when it is first asked for. */
public final class Things {

  private final Setup setup;
  private final JudgeSettings settings;
  private @Nullable Settings written;
  private @Nullable Tables tables;
  private @Nullable List<TlsFiles> tlsFiles;

  /** The parts of a setup. */
  public Things(Setup setup, JudgeSettings settings) {
    this.setup = setup;
    this.settings = settings;
  }

  /** The setup whose parts these are. */
  public Setup setup() {
    return setup;
  }

  /** What the user told of how to judge. */
  public JudgeSettings settings() {
    return settings;
  }

  /** The settings of main.cf and of the options in master.cf. */
  public Settings written() {
    Settings known = written;
    if (known == null) {
      known = Settings.of(setup);
      written = known;
    }
    return known;
  }

  /** The tables that it names. */
  public Tables tables() {
    Tables known = tables;
    if (known == null) {
      known = Tables.of(setup);
      tables = known;
    }
    return known;
  }

  /** What its services load for TLS. */
  public List<TlsFiles> tlsFiles() {
    List<TlsFiles> known = tlsFiles;
    if (known == null) {
      known = TlsFiles.of(setup);
      tlsFiles = known;
    }
    return known;
  }
}
