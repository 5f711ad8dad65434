package io.github.posttlslint.model.dns;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.ServicePart;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.listen.Listener;
import io.github.posttlslint.model.listen.Tls;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.Dane;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.PublicIntermediates;
import io.github.posttlslint.pki.Tlsa;
import io.github.posttlslint.zone.ZoneRecord;
import io.github.posttlslint.zone.Zones;
import io.github.posttlslint.zone.Zones.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A name by which zones lead clients to a listener, and what they say of it there. */
public final class MailHost implements ServicePart {

  /** For as long as this public CAs issue certificates (CA/Browser Forum, ballot SC31). */
  private static final long PUBLIC_DAYS = 398;

  private static final Instant PUBLIC_DAYS_SINCE = Instant.parse("2020-09-01T00:00:00Z");

  private final Presented presented;
  private final String name;
  private final int port;
  private final List<ZoneRecord> mx;
  private final Context context;
  private final Lazy<List<String>> domains = new Lazy<>(this::findDomains);
  private final Lazy<Found> records = new Lazy<>(this::findRecords);
  private final Lazy<Known<List<String>>> unverified = new Lazy<>(this::findUnverified);
  private final Lazy<Truth> isVerified = new Lazy<>(this::findIsVerified);

  /**
   * What all names are judged by.
   *
   * @param enforcing the domains with a policy of MTA-STS in mode enforce
   */
  record Context(Zones zones, Set<String> enforcing, Instant now) {}

  MailHost(Presented presented, String name, int port, List<ZoneRecord> mx, Context context) {
    this.presented = presented;
    this.name = name;
    this.port = port;
    this.mx = List.copyOf(mx);
    this.context = context;
  }

  @Override
  public Service service() {
    return presented.listener().service();
  }

  /** The listener. */
  public Listener listener() {
    return presented.listener();
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** The port by which records are found. */
  public int port() {
    return port;
  }

  /** The domains whose mail it takes by that name. */
  public List<String> domains() {
    return domains.get();
  }

  private List<String> findDomains() {
    Set<String> found = new LinkedHashSet<>();
    for (ZoneRecord record : port == MailHosts.SMTP ? mx : List.<ZoneRecord>of()) {
      found.add(record.owner());
    }
    return List.copyOf(found);
  }

  /** Where the zones name it first: its TLSA records, or its MX record. */
  @Override
  public Span place() {
    Found found = records();
    return found.records().isEmpty() ? mxPlace() : found.records().get(0).place();
  }

  /** The place of the first MX record that names it; that of the service if there is none. */
  public Span mxPlace() {
    return mx.isEmpty() ? service().span() : mx.get(0).place();
  }

  // --- TLSA ------------------------------------------------------------------------------------

  /** The name of its TLSA records. */
  public String owner() {
    return owner(name);
  }

  private String owner(String host) {
    return "_" + port + "._tcp." + host;
  }

  /** Its TLSA records; of an alias first those of what it stands for (RFC 7672, section 2.2.2). */
  Found records() {
    return records.get();
  }

  private Found findRecords() {
    String alias = context.zones().alias(name);
    if (alias != null) {
      Found found = context.zones().find(owner(alias), ZoneRecord.Certificate.class);
      if (!found.records().isEmpty()) {
        return found;
      }
    }
    return context.zones().find(owner(), ZoneRecord.Certificate.class);
  }

  private static List<Tlsa> data(List<ZoneRecord> records) {
    List<Tlsa> all = new ArrayList<>();
    for (ZoneRecord record : records) {
      if (record.data() instanceof ZoneRecord.Certificate certificate) {
        all.add(certificate.tlsa());
      }
    }
    return all;
  }

  /** What they want. */
  public List<Tlsa> tlsa() {
    return data(records().records());
  }

  /** How many there are. */
  public Known<Integer> count() {
    Found found = records();
    int size = found.records().size();
    return size == 0 && found.doubt() != null
        ? Known.unknown(Doubt.of(found.doubt()))
        : Known.of(size);
  }

  /** How many of them senders use. */
  public Known<Integer> usable() {
    return count().map(all -> Tlsa.usable(tlsa()).size());
  }

  /** What it presents to clients that ask for the name. */
  public Known<List<LoadedChain>> chains() {
    return listener().tls() == Tls.OFF ? Known.of(List.of()) : presented.chains(name);
  }

  /**
   * The certificates that no record verifies, each with the reason; none where there is no record,
   * or none that senders use.
   */
  public Known<List<String>> unverified() {
    return unverified.get();
  }

  private Known<List<String>> findUnverified() {
    Found found = records();
    List<Tlsa> tlsa = data(found.records());
    if (Tlsa.usable(tlsa).isEmpty()) {
      return count().map(size -> List.of());
    }
    return chains().orUnset(List.of()).then(chains -> unverified(chains, tlsa, found.doubt()));
  }

  private Known<List<String>> unverified(
      List<LoadedChain> chains, List<Tlsa> tlsa, @Nullable String doubt) {
    Dane dane = new Dane(tlsa);
    List<String> failed = new ArrayList<>();
    for (LoadedChain chain : chains) {
      Dane.Outcome outcome = dane.verify(chain, name, context.now());
      boolean isVerified =
          outcome == Dane.Outcome.VERIFIED
              || (outcome == Dane.Outcome.OTHER_NAME && isForItsDomains(chain));
      if (!isVerified) {
        if (doubt != null) {
          return Known.unknown(Doubt.of(doubt));
        }
        if (isOpen(chain, tlsa)) {
          String why = "CAs that the server trusts may be sent behind it";
          return Known.unknown(new Doubt(why, "smtpd_tls_CAfile"));
        }
        failed.add(words(chain) + " (" + outcome.words() + ")");
      }
    }
    return Known.of(failed);
  }

  /** Names of the domains count as that of the host does (RFC 7672, section 3.2.2). */
  private boolean isForItsDomains(LoadedChain chain) {
    return !domains().isEmpty() && domains().stream().allMatch(chain.certificate()::matchesHost);
  }

  private boolean isOpen(LoadedChain chain, List<Tlsa> tlsa) {
    boolean hasAnchor = tlsa.stream().anyMatch(one -> one.usage() == Tlsa.DANE_TA);
    return hasAnchor
        && chain.issuers().isEmpty()
        && !chain.certificate().isSelfIssued()
        && presented.mayBeCompleted().ifUnknown(true);
  }

  private static String words(LoadedChain chain) {
    Certificate leaf = chain.certificate();
    return leaf.publicKey().words() + " of " + chain.leaf().span().file();
  }

  /** Whether records verify all that it presents, and there is something. */
  Truth isVerified() {
    return isVerified.get();
  }

  private Truth findIsVerified() {
    return usable()
        .is(size -> size > 0)
        .and(() -> chains().is(all -> !all.isEmpty()))
        .and(() -> unverified().is(List::isEmpty));
  }

  /** Whether a certificate that it presents fulfils a record. */
  Truth matches(Tlsa record) {
    Known<List<LoadedChain>> chains = chains();
    return chains
        .is(all -> all.stream().anyMatch(chain -> Dane.matches(record, chain, context.now())))
        .or(
            () ->
                chains
                    .is(
                        all ->
                            record.usage() == Tlsa.DANE_TA
                                && all.stream().anyMatch(one -> isOpen(one, List.of(record))))
                    .fold(
                        () -> Truth.unknown(Doubt.of("CAs of the server may be sent, too")),
                        () -> Truth.NO,
                        Truth::unknown));
  }

  // --- TLS and names ---------------------------------------------------------------------------

  /** Why no client gets TLS there; unset if they do. */
  public Known<String> failure() {
    if (listener().tls() == Tls.OFF) {
      return Known.of("TLS is off");
    }
    return listener().fault().map(fault -> fault.reason());
  }

  /** The certificates that are not for the name. */
  public Known<List<String>> otherNames() {
    return chains()
        .orUnset(List.of())
        .map(
            chains -> {
              List<String> others = new ArrayList<>();
              for (LoadedChain chain : chains) {
                if (!chain.certificate().matchesHost(name)) {
                  others.add(words(chain));
                }
              }
              return others;
            });
  }

  /** The certificates that no public CA has issued, for they are signed by themselves. */
  public Known<List<String>> selfSigned() {
    return chains()
        .orUnset(List.of())
        .map(
            chains -> {
              List<String> own = new ArrayList<>();
              for (LoadedChain chain : chains) {
                if (chain.certificate().isSelfSigned()) {
                  own.add(words(chain));
                }
              }
              return own;
            });
  }

  /**
   * The certificates of CAs that are none of the public ones, as far as can be told, each with what
   * tells so.
   */
  public Known<List<String>> privateIssuers() {
    return chains().orUnset(List.of()).then(MailHost::privateIssuers);
  }

  private static Known<List<String>> privateIssuers(List<LoadedChain> chains) {
    List<String> found = new ArrayList<>();
    boolean isUnclear = false;
    for (LoadedChain chain : chains) {
      Certificate leaf = chain.certificate();
      boolean isPublic = leaf.isPubliclyLogged() || PublicIntermediates.include(leaf.issuer());
      if (!isPublic && !leaf.isSelfSigned()) {
        String sign = signOfPrivateCa(chain);
        isUnclear |= sign == null;
        if (sign != null) {
          found.add(words(chain) + " (" + sign + ")");
        }
      }
    }
    return found.isEmpty() && isUnclear
        ? Known.unknown(Doubt.of("whether a public CA has issued the certificate cannot be told"))
        : Known.of(found);
  }

  /** What public CAs do not do with a certificate that no log of theirs has; null if nothing. */
  private static @Nullable String signOfPrivateCa(LoadedChain chain) {
    for (Certificate issuer : chain.issuerCertificates()) {
      if (issuer.isSelfSigned()) {
        return "its root is sent with it: " + issuer.subject();
      }
    }
    Certificate leaf = chain.certificate();
    long days = Duration.between(leaf.notBefore(), leaf.notAfter()).toDays();
    return days > PUBLIC_DAYS && leaf.notBefore().isAfter(PUBLIC_DAYS_SINCE)
        ? "it is valid for " + days + " days"
        : null;
  }

  /** The domains of it with a policy of MTA-STS in mode enforce. */
  public List<String> enforcing() {
    return domains().stream().filter(context.enforcing()::contains).toList();
  }
}
