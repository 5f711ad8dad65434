package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.tls.ChainLoad;
import io.github.posttlslint.model.tls.FileReference;
import io.github.posttlslint.model.tls.LeafFile;
import io.github.posttlslint.model.tls.OwnCertificates;
import io.github.posttlslint.model.tls.TlsFiles;
import io.github.posttlslint.model.tls.TlsThing;
import io.github.posttlslint.pki.KeyAlgorithm;

/** All the certificates and keys that services present, as a whole. */
final class ChainKind {

  private ChainKind() {}

  static final Kind<OwnCertificates> KIND =
      TlsKind.<OwnCertificates>kind("chain", "all that services present, as a whole")
          .choice(
              "source",
              TlsFiles.Source.values(),
              "where certificates come from: none, anonymous (cert_file is none), list"
                  + " (chain_files), files (cert_file and the like)",
              one -> one.files().source())
          .told("broken", "loading fails for one file", one -> one.isBroken())
          .told(
              "partly",
              "loading fails for one file, another would load",
              one -> one.isPartlyBroken())
          .choicesIfSet(
              "algorithms",
              KeyAlgorithm.values(),
              "the algorithms of the keys that load",
              OwnCertificates::algorithms,
              keys -> keys)
          .knownWords("curves", "the curves of the EC keys that load", one -> one.curves())
          .text(
              "repeated",
              "an algorithm that two of the cert_file parameters use, of which the last counts",
              OwnCertificates::repeated,
              ChainKind::algorithm)
          .text("path", "the first file", OwnCertificates::reference, FileReference::path)
          .words("paths", "all files", OwnCertificates::paths)
          .text(
              "broken-file",
              "the first for which loading fails",
              OwnCertificates::brokenFile,
              FileReference::path)
          .text(
              "key-file",
              "a key without certificate",
              one -> one.files().unusedKey(),
              FileReference::path)
          .words(
              "like-server",
              "a client's files that are a server's, too",
              OwnCertificates::pathsOfServers)
          .truth(
              "swapped",
              "of two files that were not seen, the first is called as a certificate and the second"
                  + " as a key",
              OwnCertificates::isSwapped)
          .text(
              "turned",
              "the parameter's value with these two the other way round",
              OwnCertificates::turnedValue)
          .text(
              "leaf-alone",
              "a file that was not seen, by its name that of a certificate without its issuers",
              OwnCertificates::leafFile,
              leaf -> leaf.file().path())
          .text(
              "leaf-alone.maker",
              "the program that gives such names",
              OwnCertificates::leafFile,
              LeafFile::maker)
          .text(
              "leaf-alone.whole",
              "that program's file of the certificate with its issuers",
              OwnCertificates::leafFile,
              LeafFile::whole)
          .text(
              "leaf-alone.value",
              "the parameter's value with that file",
              OwnCertificates::completedValue)
          .text(
              "ca-file",
              "the file of trusted CAs",
              one -> one.files().caFile(),
              FileReference::path)
          .truth(
              "ca-file.system",
              "it is the system's, which has roots and no other CAs",
              OwnCertificates::trustsSystemFile)
          .text(
              "ca-directory",
              "the directory of such",
              one -> one.files().caDirectory(),
              FileReference::path)
          .anchor("value", "the value of the parameter that names the files", TlsThing::valuePlace)
          .anchor(
              "leaf-alone",
              "what names the file of the certificate alone",
              OwnCertificates::leafFile,
              leaf -> leaf.file().span())
          .anchor("leaf-alone.value", "the value that names it", OwnCertificates::leafFileValue)
          .anchor(
              "broken",
              "what names the broken file",
              OwnCertificates::brokenFile,
              FileReference::span)
          .anchor(
              "repeated",
              "what names the repeated algorithm's last file",
              OwnCertificates::repeated,
              load -> load.files().get(0).span());

  private static String algorithm(ChainLoad load) {
    return load.result().chains().get(0).certificate().publicKey().algorithm().words();
  }
}
