package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.table.ServerFingerprint;

/** A fingerprint that smtp(8) compares a server's certificate with. */
final class ClientFingerprintKind {

  private ClientFingerprintKind() {}

  static final Kind<ServerFingerprint> KIND =
      new Kind<ServerFingerprint>(
              "client-fingerprint", "a fingerprint that smtp(8) compares servers with")
          .text("text", "as written", ServerFingerprint::text)
          .truth(
              "malformed",
              "it is anything but pairs of hexadecimal digits, with or without colons",
              ServerFingerprint::isMalformed)
          .truth("colons", "there are colons", ServerFingerprint::hasColons)
          .numberIfSet(
              "bytes", "how many bytes it has; absent if it is malformed", one -> one.bytes())
          .known("digest", "smtp_tls_fingerprint_digest", one -> one.digest())
          .numberIfSet(
              "digest.bytes",
              "how many bytes fingerprints of this digest have",
              one -> one.digestBytes())
          .including(SetupKind.FACTS, ServerFingerprint::setup)
          .anchor("value", "where it is written", ServerFingerprint::place);
}
