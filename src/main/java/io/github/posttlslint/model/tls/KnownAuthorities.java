package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.Paths;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.TrustAnchors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Certificates of CAs that lie about in the judged system: in the CA files of the setup, beside a
 * certificate, and in the system's own collection, which is read when a certificate of a CA is
 * judged. Nothing is taken from the system that the linter runs on.
 */
public final class KnownAuthorities {

  private static final int MOST_SIBLINGS = 100;

  private final Setup setup;
  private final List<TlsFiles> all;
  private final Map<String, TrustAnchors> byDirectory = new HashMap<>();
  private final Map<SeenFile, Optional<IssuerFile>> issuerFiles = new HashMap<>();
  private final Lazy<List<PemFile>> collections = new Lazy<>(this::readCollections);

  /** Those of a setup. */
  public KnownAuthorities(Setup setup, List<TlsFiles> all) {
    this.setup = setup;
    this.all = all;
  }

  /** The file beside a lone leaf's that has its issuer's certificate, no root; null if none has. */
  public static @Nullable String issuerBeside(Setup setup, SeenFile file, Certificate leaf) {
    IssuerFile found = IssuerFile.find(setup, file, leaf);
    return found == null ? null : found.path();
  }

  /** Roots that peers may have: no more can be known of what they trust. */
  TrustAnchors ofPeers(String certificateFile) {
    String directory = Paths.parent(Paths.normalise(certificateFile));
    return byDirectory.computeIfAbsent(
        directory, key -> TrustAnchors.rootsOf(() -> rootFiles(directory)));
  }

  /** The file beside a lone leaf's that has its issuer's certificate; null if none has. */
  @Nullable IssuerFile fileOfIssuer(SeenFile file, Certificate leaf) {
    return issuerFiles
        .computeIfAbsent(file, key -> Optional.ofNullable(IssuerFile.find(setup, file, leaf)))
        .orElse(null);
  }

  /** The system's collection of all public CAs; empty if it is not seen. */
  List<PemFile> collections() {
    return collections.get();
  }

  private List<PemFile> readCollections() {
    List<PemFile> found = new ArrayList<>();
    for (String path : SystemAuthorities.FILES) {
      read(path, found);
    }
    return found;
  }

  /** The files of a directory whose names are a hash, a dot and 0, 1 and so on. */
  List<PemFile> hashed(String directory, String hash) {
    List<PemFile> found = new ArrayList<>();
    int before = -1;
    while (found.size() > before && found.size() < MOST_SIBLINGS) {
      before = found.size();
      read(Paths.join(directory, hash + "." + before), found);
    }
    return found;
  }

  private List<PemFile> rootFiles(String directory) {
    Set<PemFile> found = new LinkedHashSet<>();
    int count = 0;
    for (String name : setup.tree().list(directory)) {
      if (isCertificateName(name) && ++count <= MOST_SIBLINGS) {
        read(Paths.join(directory, name), found);
      }
    }
    for (TlsFiles files : all) {
      FileReference reference = files.caFile();
      PemFile pem = reference == null ? null : reference.file().pem();
      if (pem != null) {
        found.add(pem);
      }
    }
    found.addAll(collections());
    return List.copyOf(found);
  }

  private static boolean isCertificateName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".pem") || lower.endsWith(".crt") || lower.endsWith(".cer");
  }

  private void read(String path, Collection<PemFile> to) {
    PemFile pem = setup.see(path).pem();
    if (pem != null) {
      to.add(pem);
    }
  }
}
