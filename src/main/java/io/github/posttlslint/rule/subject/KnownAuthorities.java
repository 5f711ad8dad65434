package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.setup.FileReference;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.TlsFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Certificates of CAs that lie about: in the CA files of the setup, beside the certificate, and in
 * the system's own collection. They tell whether the issuer of a certificate is a root.
 */
final class KnownAuthorities {

  private static final int MOST_SIBLINGS = 100;

  private final Setup setup;
  private final List<TlsFiles> all;
  private final Map<String, List<Certificate>> directories = new HashMap<>();
  private @Nullable List<Certificate> common;

  KnownAuthorities(Setup setup, List<TlsFiles> all) {
    this.setup = setup;
    this.all = all;
  }

  /** Whether the issuer of a certificate is known as a root. */
  boolean isIssuedByRoot(Certificate certificate, String certificateFile) {
    return isIssuedByRoot(certificate, beside(certificateFile))
        || isIssuedByRoot(certificate, common());
  }

  private static boolean isIssuedByRoot(Certificate certificate, List<Certificate> known) {
    for (Certificate authority : known) {
      if (authority.isSelfSigned() && ChainShape.issued(authority, certificate)) {
        return true;
      }
    }
    return false;
  }

  private List<Certificate> common() {
    List<Certificate> found = common;
    if (found == null) {
      found = new ArrayList<>();
      for (TlsFiles files : all) {
        FileReference reference = files.caFile();
        PemFile pem = reference == null ? null : reference.file().pem();
        if (pem != null) {
          addAll(pem, found);
        }
      }
      for (String collection : SystemAuthorities.FILES) {
        read(collection, found);
      }
      common = found;
    }
    return found;
  }

  private List<Certificate> beside(String file) {
    String directory = Paths.parent(Paths.normalise(file));
    List<Certificate> known = directories.get(directory);
    if (known == null) {
      known = new ArrayList<>();
      int count = 0;
      for (String name : setup.tree().list(directory)) {
        if (isCertificateName(name) && ++count <= MOST_SIBLINGS) {
          read(Paths.join(directory, name), known);
        }
      }
      directories.put(directory, known);
    }
    return known;
  }

  private static boolean isCertificateName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".pem") || lower.endsWith(".crt") || lower.endsWith(".cer");
  }

  private void read(String path, List<Certificate> to) {
    FileTree tree = setup.tree();
    if (tree.look(path) instanceof FileTree.Found found && found.kind() == FileTree.Kind.FILE) {
      try {
        addAll(PemFile.parse(tree.displayName(path), tree.read(path)), to);
      } catch (IOException e) {
        // then it tells nothing
      }
    }
  }

  private static void addAll(PemFile pem, List<Certificate> to) {
    for (PemBlock block : pem.certificateBlocks()) {
      Certificate certificate = block.certificate();
      if (certificate != null && certificate.maySignCertificates()) {
        to.add(certificate);
      }
    }
  }
}
