package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.DistinguishedName;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.Path;
import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.Purpose;
import io.github.posttlslint.pki.TrustAnchors;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.ChainLoad;
import io.github.posttlslint.setup.FileReference;
import io.github.posttlslint.setup.JudgeSettings;
import io.github.posttlslint.setup.TlsFiles;
import io.github.posttlslint.setup.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code certificate}: one certificate that services send, be it their own or one of those
 * that follow it.
 *
 * <p>Facts: {@code position} (leaf, or as {@link ChainPath#position} says), {@code loader}, {@code
 * subject}, {@code issuer}, {@code names} (that hosts are compared with), {@code san} (it has a DNS
 * name), {@code expired}, {@code not-yet-valid}, {@code days-left}, {@code expires-soon} (by
 * --expiry-days), {@code lifetime} (days), {@code not-before} and {@code not-after} (dates), {@code
 * key} (such as RSA 2048 bit), {@code algorithm} (rsa, ec, ed25519, ...), {@code bits}, {@code
 * curve}, {@code signature}, {@code weak-digest}, {@code self-signed}, {@code ca}, {@code
 * key-usage}, {@code key-usage.fits-server}, {@code key-usage.fits-client}, {@code
 * extended-key-usage}, {@code permits-server}, {@code permits-client}, {@code must-staple}, {@code
 * path-length}, {@code public} (of a public CA), {@code unknown-extensions} (critical ones that
 * OpenSSL refuses), {@code on-path} (peers go through it on their way to a root), {@code forged}
 * (another key than its issuer's signed it), {@code unfit} (why peers do not let it sign those
 * below it).
 *
 * <p>Facts of a leaf only: {@code uncovered-hosts} (values of myhostname that no name of it
 * covers), {@code uncovered-names} (the same of --name), {@code uncovered} (both), {@code
 * useless-wildcards} (names that match nothing), {@code near-wildcards} (wildcards that stand one
 * label off from myhostname), {@code poor-wildcards} (both), {@code issuer-missing} (what is sent
 * does not lead to a root), {@code missing-issuer} (the name of the first one that is not sent),
 * {@code from-ca-file} (CAs that the services trust complete it), {@code ordered}, {@code
 * path-too-long} (an issuer's path length is exceeded). Its place is the BEGIN line. Anchors:
 * {@code certificate}, {@code key}, {@code leaf}, {@code reference}, {@code value}.
 */
final class CertificateSubject extends TlsSubject {

  /** What it costs to judge a certificate, for signatures are verified. */
  private static final int STEPS = 4096;

  private final ChainLoad load;
  private final LoadedChain chain;
  private final PemBlock block;
  private final Certificate certificate;
  private final Way way;
  private final int index;
  private final FileReference reference;
  private final Context context;

  /**
   * What all certificates are judged by.
   *
   * @param settings what the user told
   * @param authorities which issuers are roots
   */
  record Context(JudgeSettings settings, KnownAuthorities authorities) {}

  /**
   * The way that peers go.
   *
   * @param completion what is sent beyond what is loaded
   * @param path the path through all that is sent
   */
  private record Way(ChainCompletion completion, ChainPath path) {}

  /** The certificate at a place of a chain, 0 for the leaf. */
  private CertificateSubject(
      TlsFiles files, ChainLoad load, LoadedChain chain, int index, Way way, Context context) {
    super(files, reference(load, block(chain, index)));
    this.load = load;
    this.chain = chain;
    this.index = index;
    this.way = way;
    this.block = block(chain, index);
    this.certificate = index == 0 ? chain.certificate() : chain.issuerCertificates().get(index - 1);
    this.reference = reference(load, block);
    this.context = context;
  }

  private static PemBlock block(LoadedChain chain, int index) {
    return index == 0 ? chain.leaf() : chain.issuers().get(index - 1);
  }

  static List<Subject> all(List<TlsFiles> all, Context context) {
    List<Subject> subjects = new ArrayList<>();
    for (TlsFiles files : all) {
      for (ChainLoad load : files.loads()) {
        for (LoadedChain chain : chains(load)) {
          LoadedChain judged = chain.first(Limits.CHAIN_LENGTH);
          if (files.setup().spend(STEPS * (1 + judged.issuers().size()))) {
            add(files, load, judged, context, subjects);
          } else {
            subjects.add(new UnjudgedChain(files, chain.leaf().beginLine(), "too much to read"));
          }
          if (judged.issuers().size() < chain.issuers().size()) {
            String why = "only the first " + Limits.CHAIN_LENGTH + " certificates of a chain";
            Span next = chain.issuers().get(Limits.CHAIN_LENGTH - 1).beginLine();
            subjects.add(new UnjudgedChain(files, next, why + " are judged"));
          }
        }
      }
    }
    return subjects;
  }

  private static void add(
      TlsFiles files, ChainLoad load, LoadedChain chain, Context context, List<Subject> to) {
    Instant now = context.settings().now();
    Purpose purpose = files.isServer() ? Purpose.SERVER : Purpose.CLIENT;
    ChainCompletion completion = ChainCompletion.of(chain, files, context.authorities(), now);
    TrustAnchors peers = context.authorities().ofPeers(path(reference(load, chain.leaf())));
    ChainPath path = new ChainPath(chain, completion.certificates(), peers, purpose, now);
    for (int i = 0; i <= chain.issuers().size(); i++) {
      to.add(new CertificateSubject(files, load, chain, i, new Way(completion, path), context));
    }
  }

  /** The path with links followed, for it is there that other certificates lie. */
  private static String path(FileReference reference) {
    String real = reference.file().realPath();
    return real == null ? reference.file().path() : real;
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
    Fact fact = new CertificateFacts(certificate, context.settings()).of(name);
    fact = fact == null ? onTheWay(name) : fact;
    if (fact != null) {
      return fact;
    }
    return switch (name) {
      case "position" -> Fact.of(isLeaf() ? "leaf" : way.path.position(index - 1));
      case "loader" -> Fact.of(Labels.of(load.loader()));
      case "file" -> Fact.of(reference.file().shown());
      case "path" -> Fact.of(reference.path());
      case "subject" -> Fact.of(certificate.toString());
      case "issuer" -> Fact.of(certificate.issuer().toString());
      case "names" -> names();
      case "san" -> Fact.of(!certificate.dnsNames().isEmpty());
      case "self-signed" -> Fact.of(isSelfSigned());
      case "must-staple" -> Fact.of(certificate.mustStaple());
      default -> isLeaf() ? leaf(name) : leafOnly(name);
    };
  }

  /** By its signature, or as peers decide it for a leaf, who do not look at the signature. */
  private boolean isSelfSigned() {
    return certificate.isSelfSigned()
        || (isLeaf() && way.path.path().end() == Path.End.SELF_SIGNED_LEAF);
  }

  private boolean isLeaf() {
    return index == 0;
  }

  /** A fact of leaves that does not apply to other certificates; null if there is no such fact. */
  private static @Nullable Fact leafOnly(String name) {
    return switch (name) {
      case "uncovered-hosts",
          "uncovered-names",
          "uncovered",
          "useless-wildcards",
          "near-wildcards",
          "poor-wildcards",
          "issuer-missing",
          "missing-issuer",
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
      case "uncovered" -> together(leaf("uncovered-names"), leaf("uncovered-hosts"));
      case "near-wildcards" -> hosts(true);
      case "poor-wildcards" -> together(leaf("useless-wildcards"), leaf("near-wildcards"));
      case "useless-wildcards" -> Fact.of(uselessWildcards());
      case "issuer-missing" -> issuerMissing();
      case "missing-issuer" -> missingIssuer();
      case "from-ca-file" -> fromCaFile();
      case "ordered" -> Fact.of(!way.path.path().has(Path.Kind.OUT_OF_ORDER));
      case "path-too-long" -> Fact.of(way.path.path().has(Path.Kind.PATH_TOO_LONG));
      default -> null;
    };
  }

  // --- names -----------------------------------------------------------------------------------

  private Fact names() {
    List<String> names = certificate.hostNames();
    return names.isEmpty() ? Fact.of("no host") : Fact.of(names);
  }

  /** The words of two lists, each once; one that is not known has none. */
  private static Fact together(@Nullable Fact first, @Nullable Fact second) {
    Set<String> words = new LinkedHashSet<>();
    for (Fact fact : new Fact[] {first, second}) {
      if (fact instanceof Fact.Words list) {
        words.addAll(list.words());
      }
    }
    return Fact.of(List.copyOf(words));
  }

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

  private @Nullable Fact onTheWay(String name) {
    return switch (name) {
      case "public" -> Fact.of(certificate.isPubliclyLogged());
      case "unknown-extensions" -> Fact.of(List.copyOf(certificate.unknownCriticalExtensions()));
      case "on-path" -> Fact.of(way.path.isOnPath(index));
      case "forged" -> way.path.forged(certificate, index);
      case "unfit" -> Fact.of(isLeaf() ? List.of() : way.path.unfitFor(index));
      default -> null;
    };
  }

  private Fact fromCaFile() {
    Fact.Unknown doubt = way.completion.doubt();
    boolean completed = !way.completion.certificates().isEmpty();
    return doubt == null || completed ? Fact.of(completed) : doubt;
  }

  /**
   * Whether the way ends with the leaf, or, if all public roots are seen, with another certificate
   * of a public CA. Else a certificate at the end is most often one of a root, and nothing is said.
   */
  private Fact issuerMissing() {
    boolean missing =
        way.path.isLeafAlone()
            || (way.path.isIncomplete()
                && certificate.isPubliclyLogged()
                && !context.authorities().collections().isEmpty());
    if (!missing || ChainPath.isCalledRoot(way.path.path().last().issuer())) {
      return Fact.of(false);
    }
    Fact.Unknown doubt = way.completion.doubt();
    return doubt == null ? Fact.of(true) : doubt;
  }

  private Fact missingIssuer() {
    DistinguishedName name = way.path.path().missingIssuer();
    return name == null ? Fact.absent() : Fact.of(name.toString());
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
