package io.github.posttlslint.model.tls;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.FileStore;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.pki.OpenSslConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OpenSSL's own configuration: what {@code tls_config_file} names, or the system's (tls_misc.c).
 */
public final class LibraryConfig {

  private static final String FILE = "tls_config_file";

  /** The name that programs give OpenSSL for themselves. */
  private static final String APPLICATION = "tls_config_name";

  /** Where systems have theirs: Red Hat's first, which have the other directory, too. */
  private static final List<String> OF_SYSTEMS =
      List.of("/etc/pki/tls/openssl.cnf", "/etc/ssl/openssl.cnf");

  /** What master(8) itself may set. */
  private static final List<String> OWN =
      List.of("PATH", "HOME", "GENERATION", "MAIL_CONFIG", "MAIL_DEBUG", "MAIL_VERBOSE", "LC_ALL");

  private LibraryConfig() {}

  /** Why OpenSSL refuses what {@code tls_config_file} names; unset if it does not. */
  static Known<String> problem(TlsFiles files) {
    FileReference reference = files.libraryConfig();
    return reference == null
        ? Known.unset()
        : read(files.sides().get(0), reference.file(), reference.unseen())
            .then(outcome -> problem(outcome, reference));
  }

  /**
   * What every connection of a side is told; unset where nothing says anything. The system's file
   * counts where it is seen.
   *
   * @param files what the side loads
   */
  public static Known<OpenSslConfig.Outcome> inForce(Side side, TlsFiles files) {
    Known<String> named =
        side.has(FILE)
            ? side.service().value(FILE).known().orUnset("default")
            : Known.of("default");
    return named.then(
        name -> {
          FileReference reference = files.libraryConfig();
          if (name.equals("default")) {
            SeenFile system = ofSystem(side.service().setup());
            return system == null
                ? unseen(side)
                : read(side, system, new Doubt(system.shown(), "it was not seen", FILE));
          }
          return reference == null
              ? Known.unset()
              : read(side, reference.file(), reference.unseen());
        });
  }

  /** The system's file, not seen, is taken as it comes: it has nothing for Postfix alone. */
  private static Known<OpenSslConfig.Outcome> unseen(Side side) {
    String why = "the system's openssl.cnf was not seen";
    return name(side)
        .orUnset("")
        .then(name -> name.isEmpty() ? Known.unset() : Known.unknown(new Doubt(why, APPLICATION)));
  }

  private static Known<String> name(Side side) {
    return side.has(APPLICATION) ? side.service().value(APPLICATION).known() : Known.unset();
  }

  private static @Nullable SeenFile ofSystem(Setup setup) {
    for (String path : OF_SYSTEMS) {
      SeenFile file = setup.store().see(path);
      if (file.state() == SeenFile.State.FILE) {
        return file;
      }
    }
    return null;
  }

  private static Known<OpenSslConfig.Outcome> read(Side side, SeenFile file, Doubt unseen) {
    Setup setup = side.service().setup();
    String text = file.text();
    if (!file.isKnown()) {
      return Known.unknown(unseen);
    }
    if (!setup.spendOnFiles(List.of(file))) {
      return Known.unknown(new Doubt("too much to read", FILE));
    }
    return text == null
        ? Known.unset()
        : name(side).orUnset("").map(known -> OpenSslConfig.read(text, known, new Host(setup)));
  }

  private static Known<String> problem(OpenSslConfig.Outcome outcome, FileReference reference) {
    // a word that Red Hat's OpenSSL alone knows
    String doubt = outcome.allowsSha1() == null ? outcome.doubt() : "rh-allow-sha1-signatures";
    if (doubt != null) {
      return Known.unknown(new Doubt(doubt + " is not looked at", reference.parameter()));
    }
    String where = outcome.line() == 0 ? "" : " (line " + outcome.line() + ")";
    return outcome.problem() == null ? Known.unset() : Known.of(outcome.problem() + where);
  }

  /** The environment and files of a host. */
  private record Host(Setup setup) implements OpenSslConfig.Surroundings {

    /** master(8) hands on variables of import_environment, and a few of its own. */
    @Override
    public boolean lacks(String variable) {
      Known<String> imported = setup.value("import_environment").known().orUnset("");
      return !OWN.contains(variable)
          && imported.fold(text -> !text.contains(variable), () -> true, doubt -> false);
    }

    @Override
    public @Nullable String text(String path) {
      FileStore store = setup.store();
      SeenFile file = store.see(path);
      boolean isRead =
          file.state() == SeenFile.State.FILE
              && file.isKnown()
              && setup.spendOnFiles(List.of(file));
      return isRead ? file.text() : null;
    }
  }
}
