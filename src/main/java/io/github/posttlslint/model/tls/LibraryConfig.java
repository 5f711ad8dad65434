package io.github.posttlslint.model.tls;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.pki.OpenSslConfig;
import java.util.List;

/** Why OpenSSL refuses the file that {@code tls_config_file} names (tls_misc.c). */
final class LibraryConfig {

  /** The name that programs give OpenSSL for themselves. */
  private static final String APPLICATION = "tls_config_name";

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
        : name.then(known -> problem(OpenSslConfig.read(text, known), reference));
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
