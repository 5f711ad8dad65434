package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.table.LookupTable.Exposed;
import io.github.posttlslint.model.table.PasswordEntry;

/** A password of smtp(8) or lmtp(8), of which nothing is shown. */
final class PasswordKind {

  private PasswordKind() {}

  static final Kind<PasswordEntry> KIND =
      new Kind<PasswordEntry>(
              "password", "an entry of smtp_sasl_password_maps or lmtp_sasl_password_maps")
          .text("key", "what is looked up to find it", PasswordEntry::key)
          .text("parameter", "the parameter that names the table", PasswordEntry::parameter)
          .text(
              "file",
              "the table's file; absent where it is written into main.cf or master.cf",
              PasswordEntry::ownFile)
          .told("user", "a user stands before the delimiter", one -> one.hasUser())
          .told("password", "a password stands behind the delimiter", one -> one.hasPassword())
          .truth(
              "copied",
              "the file that it stands in keeps neither owner nor mode, as in a checkout",
              PasswordEntry::isCopied)
          .textIfSet(
              "exposed",
              "main.cf or master.cf, if it stands there and everybody can read the file",
              one -> one.exposed(),
              Exposed::path)
          .textIfSet("exposed.mode", "its mode", one -> one.exposed(), Exposed::mode)
          .including(SetupKind.FACTS, PasswordEntry::setup)
          .anchor("key", "the key; in main.cf, the table", PasswordEntry::place)
          .anchor(
              "recorded",
              "the line of posttls-lint.modes that tells the mode of 'exposed'",
              one -> TlsKind.recorded(one, one.exposed().map(Exposed::path)));
}
