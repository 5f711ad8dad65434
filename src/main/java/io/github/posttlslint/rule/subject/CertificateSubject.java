package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.KeyUsage;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.Purpose;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.ChainLoad;
import io.github.posttlslint.setup.FileReference;
import io.github.posttlslint.setup.TlsFiles;
import io.github.posttlslint.setup.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code certificate}: one certificate that services send, be it their own or one of those
 * that follow it.
 *
 * <p>Facts: {@code position} (leaf, or as {@link ChainShape#position} says), {@code loader}, {@code
 * subject}, {@code issuer}, {@code names} (that hosts are compared with), {@code san} (it has a DNS
 * name), {@code expired}, {@code not-yet-valid}, {@code days-left}, {@code expires-soon} (by
 * --expiry-days), {@code not-before} and {@code not-after} (dates), {@code key} (such as RSA 2048
 * bit), {@code algorithm} (rsa, ec, ed25519, ...), {@code bits}, {@code curve}, {@code signature},
 * {@code weak-digest}, {@code self-signed}, {@code ca}, {@code key-usage}, {@code
 * key-usage.fits-server}, {@code key-usage.fits-client}, {@code extended-key-usage}, {@code
 * permits-server}, {@code permits-client}, {@code must-staple}, {@code path-length}.
 *
 * <p>Facts of a leaf only: {@code uncovered-hosts} (values of myhostname that no name of it
 * covers), {@code uncovered-names} (the same of --name), {@code useless-wildcards} (names that
 * match nothing), {@code near-wildcards} (wildcards that stand one label off from myhostname),
 * {@code issuer-missing} (nobody can tell how it hangs together with a root), {@code from-ca-file}
 * (the CA file completes it), {@code ordered}, {@code path-too-long} (an issuer's path length is
 * exceeded). Its place is the BEGIN line. Anchors: {@code certificate}, {@code key}, {@code leaf},
 * {@code reference}, {@code value}.
 */
final class CertificateSubject extends TlsSubject {

  private final ChainLoad load;
  private final LoadedChain chain;
  private final PemBlock block;
  private final Certificate certificate;
  private final String position;
  private final FileReference reference;
  private final Context context;

  /**
   * What all certificates are judged by.
   *
   * @param settings what the user told
   * @param authorities which issuers are roots
   */
  record Context(JudgeSettings settings, KnownAuthorities authorities) {}

  private CertificateSubject(
      TlsFiles files,
      ChainLoad load,
      LoadedChain chain,
      PemBlock block,
      Certificate certificate,
      String position,
      FileReference reference,
      Context context) {
    super(files, reference);
    this.load = load;
    this.chain = chain;
    this.block = block;
    this.certificate = certificate;
    this.position = position;
    this.reference = reference;
    this.context = context;
  }

  static List<CertificateSubject> all(List<TlsFiles> all, Context context) {
    List<CertificateSubject> subjects = new ArrayList<>();
    for (TlsFiles files : all) {
      for (ChainLoad load : files.loads()) {
        for (LoadedChain chain : chains(load)) {
          add(files, load, chain, context, subjects);
        }
      }
    }
    return subjects;
  }

  private static void add(
      TlsFiles files,
      ChainLoad load,
      LoadedChain chain,
      Context context,
      List<CertificateSubject> to) {
    to.add(
        new CertificateSubject(
            files,
            load,
            chain,
            chain.leaf(),
            chain.certificate(),
            "leaf",
            reference(load, chain.leaf()),
            context));
    ChainShape shape = new ChainShape(chain);
    List<Certificate> issuers = chain.issuerCertificates();
    for (int i = 0; i < issuers.size(); i++) {
      PemBlock block = chain.issuers().get(i);
      to.add(
          new CertificateSubject(
              files,
              load,
              chain,
              block,
              issuers.get(i),
              shape.position(i),
              reference(load, block),
              context));
    }
  }

  private static List<LoadedChain> chains(ChainLoad load) {
    if (load.result() instanceof LoadResult.Accepted accepted) {
      return accepted.chains();
    }
    return load.result() instanceof LoadResult.Unknown unknown ? unknown.chains() : List.of();
  }

  private static FileReference reference(ChainLoad load, PemBlock block) {
    for (FileReference file : load.files()) {
      if (file.file().shown().equals(block.span().file())) {
        return file;
      }
    }
    return load.files().get(0);
  }

  @Override
  @Nullable Fact own(String name) {
    Fact fact = dates(name);
    fact = fact == null ? keys(name) : fact;
    fact = fact == null ? uses(name) : fact;
    if (fact != null) {
      return fact;
    }
    return switch (name) {
      case "position" -> Fact.of(position);
      case "loader" -> Fact.of(load.loader().label());
      case "file" -> Fact.of(reference.file().shown());
      case "path" -> Fact.of(reference.path());
      case "subject" -> Fact.of(certificate.toString());
      case "issuer" -> Fact.of(certificate.issuer().toString());
      case "names" -> Fact.of(certificate.hostNames());
      case "san" -> Fact.of(!certificate.dnsNames().isEmpty());
      case "self-signed" -> Fact.of(certificate.isSelfSigned());
      case "must-staple" -> Fact.of(certificate.mustStaple());
      default -> isLeaf() ? leaf(name) : leafOnly(name);
    };
  }

  private boolean isLeaf() {
    return position.equals("leaf");
  }

  private @Nullable Fact dates(String name) {
    Instant now = context.settings().now();
    return switch (name) {
      case "expired" -> Fact.of(certificate.isExpired(now));
      case "not-yet-valid" -> Fact.of(certificate.isNotYetValid(now));
      case "days-left" -> Fact.of(daysLeft());
      case "expires-soon" ->
          Fact.of(!certificate.isExpired(now) && daysLeft() <= context.settings().expiryDays());
      case "not-before" -> Fact.of(date(certificate.notBefore()));
      case "not-after" -> Fact.of(date(certificate.notAfter()));
      default -> null;
    };
  }

  private long daysLeft() {
    return Duration.between(context.settings().now(), certificate.notAfter()).toDays();
  }

  private static String date(Instant moment) {
    String text = moment.toString();
    return text.substring(0, text.indexOf('T'));
  }

  private @Nullable Fact keys(String name) {
    return switch (name) {
      case "key" -> Fact.of(certificate.publicKey().words());
      case "algorithm" -> Fact.of(ChainSubject.label(certificate.publicKey().algorithm()));
      case "bits" -> Fact.of(certificate.publicKey().bits());
      case "curve" -> {
        String curve = certificate.publicKey().curve();
        yield curve == null ? Fact.absent() : Fact.of(curve);
      }
      case "signature" -> Fact.of(certificate.signatureAlgorithm().name());
      case "weak-digest" -> Fact.of(certificate.signatureAlgorithm().isWeak());
      default -> null;
    };
  }

  private @Nullable Fact uses(String name) {
    return switch (name) {
      case "ca" -> Fact.of(certificate.isAuthority());
      case "key-usage" -> Fact.of(keyUsage());
      case "key-usage.fits-server" -> Fact.of(certificate.hasKeyUsageFor(Purpose.SERVER));
      case "key-usage.fits-client" -> Fact.of(certificate.hasKeyUsageFor(Purpose.CLIENT));
      case "extended-key-usage" -> Fact.of(extendedKeyUsage());
      case "permits-server" -> Fact.of(certificate.permits(Purpose.SERVER));
      case "permits-client" -> Fact.of(certificate.permits(Purpose.CLIENT));
      case "path-length" -> {
        Integer length = certificate.pathLength();
        yield length == null ? Fact.absent() : Fact.of(length);
      }
      default -> null;
    };
  }

  private List<String> keyUsage() {
    List<String> words = new ArrayList<>();
    Set<KeyUsage> usages = certificate.keyUsage();
    for (KeyUsage usage : usages == null ? Set.<KeyUsage>of() : usages) {
      words.add(usage.words());
    }
    return words;
  }

  private List<String> extendedKeyUsage() {
    List<String> words = new ArrayList<>();
    List<String> usages = certificate.extendedKeyUsage();
    for (String oid : usages == null ? List.<String>of() : usages) {
      words.add(usageName(oid));
    }
    return words;
  }

  private static String usageName(String oid) {
    return switch (oid) {
      case "1.3.6.1.5.5.7.3.1" -> "serverAuth";
      case "1.3.6.1.5.5.7.3.2" -> "clientAuth";
      case "1.3.6.1.5.5.7.3.3" -> "codeSigning";
      case "1.3.6.1.5.5.7.3.4" -> "emailProtection";
      case "1.3.6.1.5.5.7.3.8" -> "timeStamping";
      case "1.3.6.1.5.5.7.3.9" -> "OCSPSigning";
      case "2.5.29.37.0" -> "anyExtendedKeyUsage";
      default -> oid;
    };
  }

  /** A fact of leaves that does not apply to other certificates; null if there is no such fact. */
  private static @Nullable Fact leafOnly(String name) {
    return switch (name) {
      case "uncovered-hosts",
          "uncovered-names",
          "useless-wildcards",
          "near-wildcards",
          "issuer-missing",
          "from-ca-file",
          "ordered",
          "path-too-long" ->
          Fact.absent();
      default -> null;
    };
  }

  private @Nullable Fact leaf(String name) {
    return switch (name) {
      case "uncovered-hosts" -> hosts(false);
      case "uncovered-names" -> Fact.of(uncovered(context.settings().names()));
      case "near-wildcards" -> hosts(true);
      case "useless-wildcards" -> Fact.of(uselessWildcards());
      case "issuer-missing" -> issuerMissing();
      case "from-ca-file" -> fromCaFile();
      case "ordered" -> Fact.of(new ChainShape(chain).isOrdered());
      case "path-too-long" -> Fact.of(isPathTooLong());
      default -> null;
    };
  }

  // --- names -----------------------------------------------------------------------------------

  private List<String> uncovered(List<String> hosts) {
    List<String> missing = new ArrayList<>();
    for (String host : hosts) {
      if (!certificate.matchesHost(host) && !missing.contains(host)) {
        missing.add(host);
      }
    }
    return missing;
  }

  /** Looks at the services' names; a name without a dot is nobody's idea of this host. */
  private Fact hosts(boolean wildcards) {
    List<String> hosts = new ArrayList<>();
    Fact unknown = null;
    for (int i = 0; i < services().size(); i++) {
      Value name = services().get(i).value("myhostname");
      if (name.isUnknown()) {
        unknown = new Fact.Unknown(name.reason(), "myhostname");
      } else if (name.text().indexOf('.') > 0) {
        hosts.add(name.text());
      }
    }
    List<String> found = wildcards ? nearWildcards(uncovered(hosts)) : uncovered(hosts);
    return found.isEmpty() && unknown != null ? unknown : Fact.of(found);
  }

  private List<String> nearWildcards(List<String> hosts) {
    List<String> near = new ArrayList<>();
    for (String pattern : certificate.hostNames()) {
      for (String host : hosts) {
        boolean parent = pattern.startsWith("*.") && pattern.substring(2).equalsIgnoreCase(host);
        boolean below =
            pattern.startsWith("*.")
                && host.length() > pattern.length()
                && host.regionMatches(
                    true, host.length() - pattern.length() + 1, pattern, 1, pattern.length() - 1);
        if ((parent || below) && !near.contains(pattern)) {
          near.add(pattern);
        }
      }
    }
    return near;
  }

  private List<String> uselessWildcards() {
    List<String> useless = new ArrayList<>();
    for (String pattern : certificate.hostNames()) {
      if (pattern.indexOf('*') >= 0 && !Certificate.isUsableWildcard(pattern)) {
        useless.add(pattern);
      }
    }
    return useless;
  }

  // --- the way to a root -----------------------------------------------------------------------

  /** Certificates of the CA file, which OpenSSL adds where the file has a leaf alone. */
  private List<Certificate> caFile() {
    List<Certificate> found = new ArrayList<>();
    FileReference file = files().caFile();
    PemFile pem = file == null ? null : file.file().pem();
    if (pem != null) {
      for (PemBlock one : pem.certificateBlocks()) {
        Certificate authority = one.certificate();
        if (authority != null && authority.maySignCertificates()) {
          found.add(authority);
        }
      }
    }
    return found;
  }

  private Fact fromCaFile() {
    if (certificate.isSelfSigned() || !chain.issuers().isEmpty()) {
      return Fact.of(false);
    }
    FileReference file = files().caFile();
    if (file != null && !file.file().isKnown()) {
      return unseen(file);
    }
    return Fact.of(!ChainShape.top(certificate, caFile()).equals(certificate));
  }

  private static Fact unseen(FileReference file) {
    return new Fact.Unknown(file.file().shown() + ": " + file.file().reason(), file.parameter());
  }

  /**
   * Whether a leaf stands alone whose issuer is no root. Where at least one issuer is sent, the
   * next one is most often a root, and nothing is said.
   */
  private Fact issuerMissing() {
    if (!new ChainShape(chain).top().equals(certificate) || certificate.isSelfSigned()) {
      return Fact.of(false);
    }
    if (chain.issuers().isEmpty()) {
      Fact completed = fromCaFile();
      if (completed instanceof Fact.Unknown || completed.isTrue()) {
        return completed instanceof Fact.Unknown ? completed : Fact.of(false);
      }
      FileReference directory = files().caDirectory();
      if (directory != null) {
        return new Fact.Unknown("the CA directory may complete the chain", directory.parameter());
      }
    }
    return Fact.of(!namesRoot() && !context.authorities().isIssuedByRoot(certificate, path()));
  }

  private boolean namesRoot() {
    for (String name : certificate.issuer().commonNames()) {
      if (name.toLowerCase(Locale.ROOT).contains("root")) {
        return true;
      }
    }
    return false;
  }

  private String path() {
    String real = reference.file().realPath();
    return real == null ? reference.file().path() : real;
  }

  private boolean isPathTooLong() {
    List<Certificate> issuers = chain.issuerCertificates();
    Certificate at = certificate;
    for (int above = 0; above < issuers.size(); above++) {
      Certificate next = null;
      for (Certificate candidate : issuers) {
        if (next == null && !candidate.equals(at) && ChainShape.issued(candidate, at)) {
          next = candidate;
        }
      }
      if (next == null) {
        return false;
      }
      Integer limit = next.pathLength();
      if (limit != null && above > limit) {
        return true;
      }
      at = next;
    }
    return false;
  }

  // --- places ----------------------------------------------------------------------------------

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "certificate" -> block.beginLine();
      case "leaf" -> chain.leaf().beginLine();
      case "key" -> {
        PemBlock key = chain.key();
        yield key == null ? null : key.beginLine();
      }
      default -> super.place(anchor);
    };
  }

  @Override
  public Span place() {
    return block.beginLine();
  }
}
