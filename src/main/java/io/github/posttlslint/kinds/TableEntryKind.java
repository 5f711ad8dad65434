package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.table.TableLine;
import io.github.posttlslint.model.table.TableUse.Purpose;

/** A line of a lookup table's source. */
final class TableEntryKind {

  private TableEntryKind() {}

  static final Kind<TableLine> KIND =
      new Kind<TableLine>("table-entry", "a line of a lookup table's source")
          .choice(
              "use", Purpose.values(), "what the table is for", line -> line.use().purposeOfLines())
          .known("key", "the first word; hidden where it may be a password", line -> line.key())
          .known("value", "the rest; hidden where the file holds passwords", line -> line.value())
          .text(
              "key.meant",
              "the key as it is looked up: without the colon of an alias file, without the @ that"
                  + " transport tables lack, with the colons of a fingerprint",
              TableLine::keyMeant)
          .text(
              "apart",
              "the line with its comment on one above it; only for a single line",
              TableLine::withCommentAbove)
          .told("has-value", "there is a value", line -> line.hasValue())
          .told("utf8", "its bytes are UTF-8", line -> line.isUtf8())
          .told("unbalanced", "a double quote of the key is open", line -> line.isUnbalanced())
          .told("alias-form", "the key ends in a colon", line -> line.hasAliasForm())
          .told(
              "duplicate",
              "an earlier line has the key, letter case aside",
              line -> line.isDuplicate())
          .told("comment", "a word of the value begins with #", line -> line.hasComment())
          .told(
              "fingerprint",
              "the key is pairs of hexadecimal digits with colons between them",
              line -> line.isFingerprint())
          .numberIfSet(
              "fingerprint.bytes",
              "how many bytes it has; absent if the key is no fingerprint",
              line -> line.fingerprintBytes())
          .textIfSet(
              "fingerprint.issuer",
              "the file in or below the configuration directory with the certificate of a CA that"
                  + " it belongs to, and that is not self-signed",
              line -> line.issuer())
          .known(
              "digest",
              "smtpd_tls_fingerprint_digest of the services that look into the table; of several"
                  + " the one that fits",
              line -> line.digest())
          .numberIfSet(
              "digest.bytes",
              "how many bytes fingerprints of this digest have",
              line -> line.digestBytes())
          .including(SetupKind.FACTS, TableLine::setup)
          .anchor("key", "the key", TableLine::keyPlace)
          .anchor("value", "the value, or the key if there is none", TableLine::valuePlace)
          .anchor("line", "all of the line", TableLine::line)
          .anchor("again", "all of a line that says the same as the earlier one", TableLine::again)
          .anchor("digest", "where that digest is set", TableLine::digestPlace)
          .anchor("first", "the key of the earlier line", TableLine::firstPlace);
}
