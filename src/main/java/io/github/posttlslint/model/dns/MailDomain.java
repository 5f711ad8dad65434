package io.github.posttlslint.model.dns;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.zone.ZoneRecord;
import io.github.posttlslint.zone.Zones;
import io.github.posttlslint.zone.Zones.Found;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A mail domain of the zones, which is this set-up's, or one of whose MX hosts is. */
public final class MailDomain implements Thing {

  // what is in texts that are meant for MTA-STS and for TLS reports, in lower case
  private static final String STS = "stsv";
  private static final String REPORTS = "tlsrpt";

  private final Setup setup;
  private final String domain;
  private final Zones zones;
  private final @Nullable StsPolicy policy;
  private final Lazy<List<ZoneRecord>> mx;
  private final Lazy<List<String>> hosts = new Lazy<>(this::findHosts);
  private final Lazy<List<String>> covered = new Lazy<>(this::findCovered);

  MailDomain(Setup setup, String domain, Zones zones, @Nullable StsPolicy policy) {
    this.setup = setup;
    this.domain = domain;
    this.zones = zones;
    this.policy = policy;
    this.mx = new Lazy<>(() -> zones.find(domain, ZoneRecord.Mx.class).records());
  }

  @Override
  public Setup setup() {
    return setup;
  }

  /** The domain. */
  public String domain() {
    return domain;
  }

  private List<ZoneRecord> mx() {
    return mx.get();
  }

  @Override
  public Span place() {
    List<ZoneRecord> mx = mx();
    return mx.isEmpty() ? setup.place() : mx.get(0).place();
  }

  /** Its mail hosts. */
  public List<String> hosts() {
    return hosts.get();
  }

  private List<String> findHosts() {
    Set<String> found = new LinkedHashSet<>();
    for (ZoneRecord record : mx()) {
      found.add(host(record));
    }
    found.remove(".");
    return List.copyOf(found);
  }

  private List<String> hosts(Predicate<String> which) {
    return hosts().stream().filter(which).toList();
  }

  private static String host(ZoneRecord record) {
    return record.data() instanceof ZoneRecord.Mx mx ? mx.host() : ".";
  }

  /** The first MX record that names such a host; the first of all where none does. */
  private Span place(Predicate<String> which) {
    for (ZoneRecord record : mx()) {
      if (which.test(host(record))) {
        return record.place();
      }
    }
    return place();
  }

  /** Those that are aliases, with what they stand for. */
  public List<String> aliases() {
    List<String> aliases = new ArrayList<>();
    for (String host : hosts()) {
      String alias = zones.alias(host);
      if (alias != null) {
        aliases.add(host + " (an alias of " + alias + ")");
      }
    }
    return aliases;
  }

  /** The first MX record that names an alias. */
  public Span aliasPlace() {
    return place(host -> zones.alias(host) != null);
  }

  /** Those of which the zones have no address, though they would have it. */
  public Known<List<String>> addressless() {
    List<String> without = hosts(this::lacksAddress);
    if (without.isEmpty()) {
      for (String host : hosts()) {
        Found found = addresses(host);
        if (found.records().isEmpty() && found.doubt() != null) {
          return Known.unknown(Doubt.of(found.doubt()));
        }
      }
    }
    return Known.of(without);
  }

  private boolean lacksAddress(String host) {
    Found found = addresses(host);
    return found.records().isEmpty() && found.doubt() == null;
  }

  private Found addresses(String host) {
    return zones.find(host, ZoneRecord.Address.class);
  }

  /** The first MX record that names a host without an address. */
  public Span addresslessPlace() {
    return place(this::lacksAddress);
  }

  // --- TLSA ------------------------------------------------------------------------------------

  private Found tlsa(String host) {
    String alias = zones.alias(host);
    Found direct = zones.find("_25._tcp." + host, ZoneRecord.Certificate.class);
    return alias == null || !direct.records().isEmpty()
        ? direct
        : zones.find("_25._tcp." + alias, ZoneRecord.Certificate.class);
  }

  /** Those that have TLSA records. */
  public List<String> covered() {
    return covered.get();
  }

  private List<String> findCovered() {
    return hosts(host -> !tlsa(host).records().isEmpty());
  }

  /** Those that have none, where others do. */
  public Known<List<String>> bare() {
    List<String> bare = new ArrayList<>();
    if (covered().isEmpty()) {
      return Known.of(bare);
    }
    Doubt doubt = null;
    for (String host : hosts()) {
      Found found = tlsa(host);
      if (found.records().isEmpty()) {
        bare.add(host);
        doubt = doubt == null && found.doubt() != null ? Doubt.of(found.doubt()) : doubt;
      }
    }
    return doubt == null ? Known.of(bare) : Known.unknown(doubt);
  }

  /** The first TLSA record of the domain's own name, which is none of its hosts; null if none. */
  private @Nullable ZoneRecord misplaced() {
    List<ZoneRecord> own = zones.find("_25._tcp." + domain, ZoneRecord.Certificate.class).records();
    return own.isEmpty() || hosts().contains(domain) ? null : own.get(0);
  }

  /** Whether there is a TLSA record of the domain's own name, which is none of its hosts. */
  public boolean hasMisplaced() {
    return misplaced() != null;
  }

  /** Where that is; null if there is none. */
  public @Nullable Span misplacedPlace() {
    ZoneRecord record = misplaced();
    return record == null ? null : record.place();
  }

  // --- MTA-STS and TLSRPT ----------------------------------------------------------------------

  /**
   * Texts of a name below the domain that are meant for it: a wildcard of other texts may stand for
   * it, too.
   *
   * @param version what is in those that are meant, in lower case
   */
  private List<ZoneRecord> texts(String below, String version) {
    List<ZoneRecord> meant = new ArrayList<>();
    for (ZoneRecord record : zones.find(below + domain, ZoneRecord.Text.class).records()) {
      if (record.data() instanceof ZoneRecord.Text text && isMeant(text.text(), version)) {
        meant.add(record);
      }
    }
    return meant;
  }

  private List<ZoneRecord> stsTexts() {
    return texts("_mta-sts.", STS);
  }

  private List<ZoneRecord> reportTexts() {
    return texts("_smtp._tls.", REPORTS);
  }

  /** Whether a text is meant for one of these records. */
  static boolean isMeant(String text) {
    return isMeant(text, STS) || isMeant(text, REPORTS);
  }

  private static boolean isMeant(String text, String version) {
    return text.toLowerCase(Locale.ROOT).contains(version);
  }

  /** What is wrong with records, of which those that do not begin with the version are no harm. */
  private static Known<String> problem(
      List<ZoneRecord> all, String version, Function<String, @Nullable String> problem) {
    Set<String> texts = new LinkedHashSet<>();
    String other = null;
    for (ZoneRecord record : all) {
      if (record.data() instanceof ZoneRecord.Text text) {
        other = text.text();
        if (text.text().startsWith(version)) {
          texts.add(text.text());
        }
      }
    }
    if (texts.size() > 1) {
      return Known.of("there are " + texts.size() + " of them, and senders take none");
    }
    String only = texts.isEmpty() ? other : texts.iterator().next();
    return only == null ? Known.unset() : Known.ofNullable(problem.apply(only));
  }

  /** What is wrong with its record {@code _mta-sts}; unset if nothing, or without one. */
  public Known<String> stsProblem() {
    return problem(stsTexts(), "v=STSv1", StsPolicy::recordProblem);
  }

  /** The same for {@code _smtp._tls}. */
  public Known<String> reportProblem() {
    return problem(reportTexts(), "v=TLSRPTv1", StsPolicy::reportProblem);
  }

  /** Whether senders take its record {@code _smtp._tls}. */
  boolean asksForReports() {
    return !reportTexts().isEmpty() && !reportProblem().isSet().ifUnknown(true);
  }

  /** Where the first record {@code _mta-sts} is; null if there is none. */
  public @Nullable Span stsPlace() {
    return first(stsTexts());
  }

  /** Where the first record {@code _smtp._tls} is; null if there is none. */
  public @Nullable Span reportPlace() {
    return first(reportTexts());
  }

  private static @Nullable Span first(List<ZoneRecord> records) {
    return records.isEmpty() ? null : records.get(0).place();
  }

  /** Whether it has a record {@code _mta-sts}, and the host of the policy has no address. */
  public Known<String> missingPolicyHost() {
    if (stsTexts().isEmpty()) {
      return Known.unset();
    }
    String host = "mta-sts." + domain;
    Found found = zones.find(host, ZoneRecord.Address.class);
    if (!found.records().isEmpty()) {
      return Known.unset();
    }
    return found.doubt() == null ? Known.of(host) : Known.unknown(Doubt.of(found.doubt()));
  }

  /** The mode of its policy; null if none is given, or senders do not take it. */
  public @Nullable String mode() {
    return policy == null || policy.problem() != null ? null : policy.mode();
  }

  /** Why senders do not take its policy; null if they do, or none is given. */
  public @Nullable String policyProblem() {
    return policy == null ? null : policy.problem();
  }

  /** The seconds for which senders keep its policy; -1 if none is given. */
  public long maxAge() {
    return policy == null ? -1 : policy.maxAge();
  }

  /** Its mail hosts that its policy does not name. */
  public List<String> unlisted() {
    StsPolicy all = policy;
    return all == null || all.problem() != null || all.mode().equals("none")
        ? List.of()
        : hosts(host -> !all.includes(host));
  }

  /** The place of a key of the policy; null if none is given. */
  public @Nullable Span policyPlace(String key) {
    return policy == null ? null : policy.place(key);
  }
}
