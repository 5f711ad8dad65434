package io.github.posttlslint.model.tls;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.pki.BlockType;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.PemFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file or directory that a parameter names for certificates, keys or trusted CAs.
 *
 * @param now the moment that certificates are judged at
 */
public record NamedFile(TlsFiles files, FileReference reference, Instant now) implements TlsThing {

  /** What it costs to verify a signature. */
  private static final int STEPS = 4096;

  /** All that services load. */
  public static List<NamedFile> all(List<TlsFiles> all, Instant now) {
    List<NamedFile> named = new ArrayList<>();
    for (TlsFiles files : all) {
      for (FileReference reference : files.references()) {
        named.add(new NamedFile(files, reference, now));
      }
    }
    return named;
  }

  /** The parameter's value with commas between paths that colons join; null if none do. */
  public @Nullable String valueWithCommas() {
    String commas = reference.path().replace(":/", ", /");
    return commas.equals(reference.path()) ? null : reference.valueWith(concerned().get(0), commas);
  }

  /** Who can read and change it. */
  public Permissions permissions() {
    return Permissions.of(setup(), reference);
  }

  /** Whether git has it under its control. */
  public Truth isVersioned() {
    Boolean versioned = setup().tree().isVersioned(reference.path());
    return versioned == null
        ? Truth.unknown(new Doubt("whether git has the file cannot be told", reference.parameter()))
        : Truth.of(versioned);
  }

  /** The subjects of certificates that can neither sign others nor are trusted for themselves. */
  public Known<List<String>> leaves() {
    return reference.content().then(this::leaves);
  }

  /** How many certificates are others than these. */
  public Known<Integer> authorities() {
    return reference
        .content()
        .then(pem -> leaves(pem).map(leaves -> pem.certificates().size() - leaves.size()));
  }

  private Known<List<String>> leaves(PemFile pem) {
    List<String> names = new ArrayList<>();
    for (Certificate certificate : pem.certificates()) {
      boolean verified = certificate.isSelfIssued() && !certificate.isAuthority();
      if (verified && !setup().spend(STEPS)) {
        return Known.unknown(new Doubt("too much to read", reference.parameter()));
      }
      if (!certificate.maySignCertificates() && !certificate.isSelfSigned()) {
        names.add(certificate.toString());
      }
    }
    return Known.of(names);
  }

  /**
   * Whether OpenSSL finds an issuer in it for a certificate that services would else send alone.
   * The system's file, where it is not seen, has roots only, which nobody needs to be sent.
   */
  public Truth completesChain() {
    return Truth.any(files.loads(), this::completes);
  }

  private Truth completes(ChainLoad load) {
    if (!reference.file().isKnown() && SystemAuthorities.isFile(reference.path())) {
      return Truth.NO;
    }
    return load.outcome()
        .fold(
            outcome -> reference.content().is(pem -> completes(pem, load.result().chains())),
            () -> Truth.NO,
            Truth::unknown);
  }

  private static boolean completes(PemFile pem, List<LoadedChain> chains) {
    for (LoadedChain chain : chains) {
      Certificate leaf = chain.certificate();
      if (chain.issuers().isEmpty()
          && !leaf.isSelfSigned()
          && !pem.withSubject(leaf.issuer()).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** What the load leaves that it is part of; unset for files of other uses. */
  public Known<String> loadOutcome() {
    for (ChainLoad load : files.loads()) {
      if (load.files().contains(reference)) {
        return load.outcome();
      }
    }
    return Known.unset();
  }

  /** Why OpenSSL refuses it as its configuration; unset if it does not, or for other files. */
  public Known<String> configProblem() {
    return reference.use() == FileUse.OPENSSL_CONFIG ? files.libraryProblem() : Known.unset();
  }

  /** The subjects of certificates that have expired. */
  public Known<List<String>> expired() {
    return reference.content().map(this::expired);
  }

  private List<String> expired(PemFile pem) {
    List<String> names = new ArrayList<>();
    for (Certificate certificate : pem.certificates()) {
      if (certificate.isExpired(now)) {
        names.add(certificate.toString());
      }
    }
    return names;
  }

  /**
   * How many trust anchors tls_dane_load_trustfile() finds: certificates and public keys, but no
   * TRUSTED CERTIFICATE.
   */
  public static int anchors(PemFile pem) {
    int count = 0;
    for (PemBlock block : pem.blocks()) {
      BlockType type = block.type();
      count += type == BlockType.CERTIFICATE || type == BlockType.PUBLIC_KEY ? 1 : 0;
    }
    return count;
  }
}
