package io.github.posttlslint.model.dns;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
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

  MailDomain(Setup setup, String domain, Zones zones, @Nullable StsPolicy policy) {
    this.setup = setup;
    this.domain = domain;
    this.zones = zones;
    this.policy = policy;
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
    return zones.find(domain, ZoneRecord.Mx.class).records();
  }

  @Override
  public Span place() {
    List<ZoneRecord> mx = mx();
    return mx.isEmpty() ? setup.place() : mx.get(0).place();
  }

  /** Its mail hosts. */
  public List<String> hosts() {
    List<String> hosts = new ArrayList<>();
    for (ZoneRecord record : mx()) {
      String host = host(record);
      if (!host.equals(".") && !hosts.contains(host)) {
        hosts.add(host);
      }
    }
    return hosts;
  }

  private static String host(ZoneRecord record) {
    return record.data() instanceof ZoneRecord.Mx mx ? mx.host() : ".";
  }

  /** The first MX record that names one of some hosts; the first of all where none does. */
  private Span place(List<String> hosts) {
    for (ZoneRecord record : mx()) {
      if (hosts.contains(host(record))) {
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
    List<String> hosts = hosts();
    hosts.removeIf(host -> zones.alias(host) == null);
    return place(hosts);
  }

  /** Those of which the zones have no address, though they would have it. */
  public Known<List<String>> addressless() {
    List<String> without = withoutAddress();
    String doubt = null;
    for (ZoneRecord record : mx()) {
      Found found = addresses(host(record));
      boolean isUnclear = found.records().isEmpty() && found.doubt() != null;
      doubt = isUnclear && doubt == null ? found.doubt() : doubt;
    }
    return without.isEmpty() && doubt != null ? Known.unknown(Doubt.of(doubt)) : Known.of(without);
  }

  private List<String> withoutAddress() {
    List<String> hosts = hosts();
    hosts.removeIf(host -> !addresses(host).records().isEmpty() || addresses(host).doubt() != null);
    return hosts;
  }

  private Found addresses(String host) {
    return zones.find(host, ZoneRecord.Address.class);
  }

  /** The first MX record that names a host without an address. */
  public Span addresslessPlace() {
    return place(withoutAddress());
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
    List<String> hosts = hosts();
    hosts.removeIf(host -> tlsa(host).records().isEmpty());
    return hosts;
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
    List<String> hosts = new ArrayList<>();
    if (policy != null && policy.problem() == null && !policy.mode().equals("none")) {
      hosts.addAll(hosts());
      hosts.removeIf(policy::includes);
    }
    return hosts;
  }

  /** The place of a key of the policy; null if none is given. */
  public @Nullable Span policyPlace(String key) {
    return policy == null ? null : policy.place(key);
  }
}
