package io.github.posttlslint.kinds;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.FactType;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.tls.ChainLoad;
import io.github.posttlslint.model.tls.FileReference;
import io.github.posttlslint.model.tls.OwnCertificates;
import io.github.posttlslint.model.tls.TlsFiles;
import io.github.posttlslint.pki.KeyAlgorithm;
import org.jspecify.annotations.Nullable;

/** All the certificates and keys that services present, as a whole. */
final class ChainKind {

  private ChainKind() {}

  static final Kind<OwnCertificates> KIND =
      TlsKind.<OwnCertificates>kind("chain", "all that services present, as a whole")
          .choice(
              "source",
              Labels.all(TlsFiles.Source.values()),
              "where certificates come from: none, anonymous (cert_file is none), list"
                  + " (chain_files), files (cert_file and the like)",
              one -> Labels.of(one.files().source()))
          .told("broken", "loading fails for one file", one -> one.isBroken())
          .told(
              "partly",
              "loading fails for one file, another would load",
              one -> one.isPartlyBroken())
          .choices(
              "algorithms",
              FactType.WORDS,
              Labels.all(KeyAlgorithm.values()),
              "the algorithms of the keys that load",
              one -> Fact.orAbsent(one.algorithms(), keys -> Fact.of(Labels.of(keys))))
          .knownWords("curves", "the curves of the EC keys that load", one -> one.curves())
          .text(
              "repeated",
              "an algorithm that two of the cert_file parameters use, of which the last counts",
              ChainKind::repeated)
          .text("path", "the first file", one -> path(one.reference()))
          .words("paths", "all files", OwnCertificates::paths)
          .text("broken-file", "the first for which loading fails", one -> path(one.brokenFile()))
          .text("key-file", "a key without certificate", one -> path(one.files().unusedKey()))
          .words(
              "like-server",
              "a client's files that are a server's, too",
              OwnCertificates::pathsOfServers)
          .truth(
              "swapped",
              "of two files that were not seen, the first is called as a certificate and the second"
                  + " as a key",
              OwnCertificates::isSwapped)
          .truth(
              "leaf-alone",
              "a file that was not seen has the name that certbot gives to the certificate without"
                  + " its issuers",
              OwnCertificates::isLeafAlone)
          .text("ca-file", "the file of trusted CAs", one -> path(one.files().caFile()))
          .text("ca-directory", "the directory of such", one -> path(one.files().caDirectory()))
          .anchor("broken", "what names the broken file", one -> span(one.brokenFile()))
          .anchor("repeated", "what names the repeated algorithm's last file", ChainKind::second);

  private static @Nullable String path(@Nullable FileReference reference) {
    return reference == null ? null : reference.path();
  }

  private static @Nullable Span span(@Nullable FileReference reference) {
    return reference == null ? null : reference.span();
  }

  private static @Nullable String repeated(OwnCertificates own) {
    ChainLoad load = own.repeated();
    return load == null
        ? null
        : load.result().chains().get(0).certificate().publicKey().algorithm().words();
  }

  private static @Nullable Span second(OwnCertificates own) {
    ChainLoad load = own.repeated();
    return load == null ? null : span(load.files().get(0));
  }
}
