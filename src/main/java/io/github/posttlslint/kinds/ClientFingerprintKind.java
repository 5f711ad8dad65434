package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.table.ServerFingerprint;

/** A fingerprint that smtp(8) or lmtp(8) compares a server's certificate with. */
final class ClientFingerprintKind {

  private ClientFingerprintKind() {}

  static final Kind<ServerFingerprint> KIND =
      new Kind<ServerFingerprint>(
              "client-fingerprint", "a fingerprint that smtp(8) or lmtp(8) compares servers with")
          .text("text", "as written", ServerFingerprint::text)
          .text(
              "with-colons",
              "the same with a colon between pairs of digits; absent if there are colons",
              ServerFingerprint::withColons)
          .text(
              "meant",
              "what was probably meant by a malformed one in main.cf or master.cf",
              ServerFingerprint::meant)
          .truth(
              "malformed",
              "it is anything but pairs of hexadecimal digits, with or without colons",
              ServerFingerprint::isMalformed)
          .truth(
              "deadly",
              "it is a single character, on which the release ends",
              ServerFingerprint::isDeadly)
          .told("other", "another one of the list can match a certificate", one -> one.hasOther())
          .truth("colons", "there are colons", ServerFingerprint::hasColons)
          .numberIfSet(
              "bytes", "how many bytes it has; absent if it is malformed", one -> one.bytes())
          .known("digest", "the digest that is compared", one -> one.digest())
          .text("digest.parameter", "the parameter that has it", ServerFingerprint::digestParameter)
          .numberIfSet(
              "digest.bytes",
              "how many bytes fingerprints of this digest have",
              one -> one.digestBytes())
          .including(SetupKind.FACTS, ServerFingerprint::setup)
          .anchor("digest", "the setting of the digest", ServerFingerprint::digestPlace)
          .anchor("value", "where it is written", ServerFingerprint::place);
}
