package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.DistinguishedName;
import io.github.posttlslint.pki.KeyUsage;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.Path;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.PublicIntermediates;
import io.github.posttlslint.pki.Purpose;
import io.github.posttlslint.pki.TrustAnchors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One certificate that services send, be it their own, the leaf, or one of those that follow it.
 *
 * @param load the attempt to load that it comes from
 * @param chain the chain that it is one of
 * @param at its place in the chain; 0 for the leaf
 * @param path the way that peers go through all that is sent
 * @param context what all certificates are judged by
 * @param unjudged why it is not judged; null if it is
 */
public record SentCertificate(
    TlsFiles files,
    ChainLoad load,
    LoadedChain chain,
    int at,
    ChainPath path,
    Context context,
    @Nullable Doubt unjudged)
    implements TlsThing {

  /** What it costs to judge a certificate, for signatures are verified. */
  private static final int STEPS = 4096;

  /** What a certificate is to the leaf of its chain. */
  public enum Position {
    LEAF,
    /** By name; if there are several, as when CAs sign each other, all of them. */
    ISSUER,
    /** A self-signed issuer. */
    ROOT,
    /** Sent a second time. */
    REPEATED,
    /** The leaf of another chain. */
    SECOND_LEAF,
    /** An issuer of such a leaf only. */
    SECOND_ISSUER,
    STRAY
  }

  /** What all certificates are judged by. */
  record Context(JudgeSettings settings, KnownAuthorities authorities) {}

  /** All that services of a setup send; where there are too many, the first that is not judged. */
  public static List<SentCertificate> all(Setup setup, List<TlsFiles> all, JudgeSettings settings) {
    Context context = new Context(settings, new KnownAuthorities(setup, all));
    List<SentCertificate> sent = new ArrayList<>();
    for (TlsFiles files : all) {
      for (ChainLoad load : files.loads()) {
        for (LoadedChain chain : load.result().chains()) {
          add(files, load, chain, context, sent);
        }
      }
    }
    return sent;
  }

  private static void add(
      TlsFiles files,
      ChainLoad load,
      LoadedChain whole,
      Context context,
      List<SentCertificate> to) {
    LoadedChain chain = whole.first(Limits.CHAIN_LENGTH);
    ChainPath way = path(files, load, chain, context);
    int count = 1 + chain.issuers().size();
    if (files.setup().spend(STEPS * count)) {
      for (int at = 0; at < count; at++) {
        to.add(new SentCertificate(files, load, chain, at, way, context, null));
      }
    } else {
      Doubt doubt = Doubt.of("too much to read");
      to.add(new SentCertificate(files, load, chain, 0, way, context, doubt));
    }
    if (chain.issuers().size() < whole.issuers().size()) {
      String which = "only the first " + Limits.CHAIN_LENGTH + " certificates of a chain";
      Doubt doubt = Doubt.of(which + " are judged");
      to.add(new SentCertificate(files, load, whole, count, way, context, doubt));
    }
  }

  private static ChainPath path(
      TlsFiles files, ChainLoad load, LoadedChain chain, Context context) {
    Instant now = context.settings().now();
    Purpose purpose = files.isServer() ? Purpose.SERVER : Purpose.CLIENT;
    SeenFile file = load.reference(chain.leaf().span()).file();
    // with links followed, for it is there that other certificates lie
    String place = file.realPath() == null ? file.path() : file.realPath();
    TrustAnchors peers = context.authorities().ofPeers(place);
    ChainCompletion completion = new ChainCompletion(chain, files, context.authorities(), now);
    return new ChainPath(chain, completion, peers, purpose, now);
  }

  @Override
  public FileReference reference() {
    return load.reference(chain.block(at).span());
  }

  @Override
  public @Nullable Doubt doubt() {
    return unjudged == null ? TlsThing.super.doubt() : unjudged;
  }

  @Override
  public Span place() {
    return chain.block(at).beginLine();
  }

  /** How it is loaded. */
  public ChainLoad.Loader loader() {
    return load.loader();
  }

  /** What it says of itself. */
  public Certificate certificate() {
    return chain.certificate(at);
  }

  // --- time ------------------------------------------------------------------------------------

  /** Whether it has expired. */
  public boolean isExpired() {
    return certificate().isExpired(context.settings().now());
  }

  /** Whether its time has not begun. */
  public boolean isNotYetValid() {
    return certificate().isNotYetValid(context.settings().now());
  }

  /** How many whole days are left until it expires. */
  public long daysLeft() {
    return Duration.between(context.settings().now(), certificate().notAfter()).toDays();
  }

  /** Whether it expires within the days that the user gave. */
  public boolean expiresSoon() {
    return !isExpired() && daysLeft() <= context.settings().expiryDays();
  }

  /** For how many days it is valid. */
  public long lifetime() {
    return Duration.between(certificate().notBefore(), certificate().notAfter()).toDays();
  }

  // --- uses ------------------------------------------------------------------------------------

  /** The names of its key usages. */
  public List<String> keyUsage() {
    List<String> words = new ArrayList<>();
    Set<KeyUsage> usages = certificate().keyUsage();
    for (KeyUsage usage : usages == null ? Set.<KeyUsage>of() : usages) {
      words.add(usage.words());
    }
    return words;
  }

  /** The names of its extended key usages. */
  public List<String> extendedKeyUsage() {
    List<String> words = new ArrayList<>();
    List<String> usages = certificate().extendedKeyUsage();
    for (String oid : usages == null ? List.<String>of() : usages) {
      words.add(Purpose.nameOf(oid));
    }
    return words;
  }

  // --- names -----------------------------------------------------------------------------------

  /** Those of the hosts that the user gave which no name of it covers. */
  public List<String> uncoveredNames() {
    return uncovered(context.settings().names());
  }

  /** Those values of myhostname that no name of it covers. */
  public Known<List<String>> uncoveredHosts() {
    return ofHosts(this::uncovered);
  }

  /** Both. */
  public List<String> uncovered() {
    return together(uncoveredNames(), uncoveredHosts());
  }

  /** Names that match nothing. */
  public List<String> uselessWildcards() {
    List<String> useless = new ArrayList<>();
    for (String pattern : certificate().hostNames()) {
      if (pattern.indexOf('*') >= 0 && !Certificate.isUsableWildcard(pattern)) {
        useless.add(pattern);
      }
    }
    return useless;
  }

  /** Wildcards that stand one label off from a myhostname that no name of it covers. */
  public Known<List<String>> nearWildcards() {
    return ofHosts(hosts -> nearWildcards(uncovered(hosts)));
  }

  /** Both. */
  public List<String> poorWildcards() {
    return together(uselessWildcards(), nearWildcards());
  }

  /** The words of two lists, each once; one that is not known has none. */
  private static List<String> together(List<String> first, Known<List<String>> second) {
    Set<String> words = new LinkedHashSet<>(first);
    words.addAll(second.or(List.of(), List.of()));
    return List.copyOf(words);
  }

  private List<String> uncovered(List<String> hosts) {
    List<String> missing = new ArrayList<>();
    for (String host : hosts) {
      if (!certificate().matchesHost(host) && !missing.contains(host)) {
        missing.add(host);
      }
    }
    return missing;
  }

  /** Looks at the services' names; a name without a dot is nobody's idea of this host. */
  private Known<List<String>> ofHosts(UnaryOperator<List<String>> find) {
    List<String> hosts = new ArrayList<>();
    Doubt doubt = null;
    for (Service service : concerned()) {
      Known<String> host = service.value("myhostname").known();
      hosts.add(host.or("", ""));
      doubt = doubt == null ? host.doubt() : doubt;
    }
    hosts.removeIf(name -> name.indexOf('.') <= 0);
    List<String> found = find.apply(hosts);
    return found.isEmpty() && doubt != null ? Known.unknown(doubt) : Known.of(found);
  }

  private List<String> nearWildcards(List<String> hosts) {
    List<String> near = new ArrayList<>();
    for (String pattern : certificate().hostNames()) {
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

  // --- the way to a root -----------------------------------------------------------------------

  /** What it is to the leaf. */
  public Position position() {
    return path.position(at);
  }

  /** Whether it is the services' own, and not one of those that follow it. */
  public boolean isLeaf() {
    return at == 0;
  }

  /** By its signature, or as peers decide it for a leaf, who do not look at the signature. */
  public boolean isSelfSigned() {
    return certificate().isSelfSigned()
        || (isLeaf() && path.path().end() == Path.End.SELF_SIGNED_LEAF);
  }

  /** Whether peers go through it on their way to a root. */
  public boolean isOnPath() {
    return path.isOnPath(at);
  }

  /** Whether another key than its issuer's signed it. */
  public Truth isForged() {
    return path.forged(certificate(), at);
  }

  /** Why peers do not let it sign those below it. */
  public List<String> unfit() {
    return isLeaf() ? List.of() : path.unfitFor(at);
  }

  /** Whether CAs that the services trust complete what is sent after the leaf. */
  public Truth isCompleted() {
    return path.completion().exists();
  }

  /**
   * Whether what is sent does not lead to a root: it ends with the leaf, or, if all public roots
   * are seen, with another certificate of a public CA. Else a certificate at the end is most often
   * one of a root, and nothing is said.
   */
  public Truth isIssuerMissing() {
    boolean missing =
        path.isLeafAlone()
            || (path.isIncomplete()
                && certificate().isPubliclyLogged()
                && !context.authorities().collections().isEmpty());
    boolean isRoot =
        missing
            && ChainPath.isCalledRoot(path.path().last().issuer())
            && !(path.isLeafAlone() && isIssuerIntermediate());
    return missing && !isRoot ? path.completion().isWhole() : Truth.NO;
  }

  /**
   * Whether the missing issuer is known to be no root: a file beside has its certificate, or a
   * public CA issued the leaf, for those sign with intermediates only. The URL of an issuer's
   * certificate proves nothing: roots have one, too.
   */
  public boolean isIssuerIntermediate() {
    return certificate().isPubliclyLogged()
        || PublicIntermediates.include(certificate().issuer())
        || issuerFile() != null;
  }

  private @Nullable IssuerFile issuerFile() {
    return path.isLeafAlone()
        ? context.authorities().fileOfIssuer(reference().file(), certificate())
        : null;
  }

  /** How a file beside it mends that, for people; null if there is none. */
  public @Nullable String completion() {
    IssuerFile file = issuerFile();
    if (file == null) {
      return null;
    }
    return file.isWhole() && hasOwnKeyFile()
        ? "Name " + file.path() + ", which has the same certificate and then its issuer's"
        : "Append the certificate of its issuer, which is in " + file.path();
  }

  /** The parameter's value with the file that has all; null where there is none. */
  public @Nullable String completedValue() {
    IssuerFile file = issuerFile();
    return file != null && file.isWhole() && hasOwnKeyFile()
        ? reference().valueWith(concerned().get(0), file.path())
        : null;
  }

  /** Whether its file can be another without the key going with it. */
  private boolean hasOwnKeyFile() {
    PemFile pem = reference().file().pem();
    return pem != null && pem.keyBlocks().isEmpty();
  }

  /** The name of the first issuer that is not sent; null if none is missing. */
  public @Nullable String missingIssuer() {
    DistinguishedName name = path.path().missingIssuer();
    return name == null ? null : name.toString();
  }

  /** Whether each certificate is followed by its issuer's. */
  public boolean isOrdered() {
    return !path.path().has(Path.Kind.OUT_OF_ORDER);
  }

  /** Whether an issuer's path length is exceeded. */
  public boolean isPathTooLong() {
    return path.path().has(Path.Kind.PATH_TOO_LONG);
  }
}
