package io.github.posttlslint.model.tls;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.pki.OpenSslConfig;
import java.util.List;
import java.util.function.Predicate;

/** Why OpenSSL refuses the file that {@code tls_config_file} names (tls_misc.c). */
final class LibraryConfig {

  /** The name that programs give OpenSSL for themselves. */
  private static final String APPLICATION = "tls_config_name";

  /** What master(8) itself may set. */
  private static final List<String> OWN =
      List.of("PATH", "HOME", "GENERATION", "MAIL_CONFIG", "MAIL_DEBUG", "MAIL_VERBOSE", "LC_ALL");

  private LibraryConfig() {}

  /** The reason; unset if there is none, or no such file. */
  static Known<String> problem(TlsFiles files) {
    FileReference reference = files.libraryConfig();
    if (reference == null) {
      return Known.unset();
    }
    SeenFile file = reference.file();
    if (!file.isKnown()) {
      return Known.unknown(reference.unseen());
    }
    if (!files.setup().spendOnFiles(List.of(file))) {
      return Known.unknown(new Doubt("too much to read", reference.parameter()));
    }
    String text = file.text();
    Known<String> name = files.sides().get(0).service().value(APPLICATION).known().orUnset("");
    return text == null
        ? Known.unset()
        : name.then(known -> problem(OpenSslConfig.read(text, known, isLacking(files)), reference));
  }

  /**
   * Whether programs have no variable of a name: master(8) hands on those of import_environment,
   * and a few of its own.
   */
  private static Predicate<String> isLacking(TlsFiles files) {
    Known<String> imported = files.setup().value("import_environment").known().orUnset("");
    return name ->
        !OWN.contains(name)
            && imported.fold(text -> !text.contains(name), () -> true, doubt -> false);
  }

  private static Known<String> problem(OpenSslConfig.Outcome outcome, FileReference reference) {
    if (outcome.doubt() != null) {
      String why = outcome.doubt() + " is not looked at";
      return Known.unknown(new Doubt(why, reference.parameter()));
    }
    String where = outcome.line() == 0 ? "" : " (line " + outcome.line() + ")";
    return outcome.problem() == null ? Known.unset() : Known.of(outcome.problem() + where);
  }
}
