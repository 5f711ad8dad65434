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
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A mail domain of the zones, one of whose MX hosts is this set-up's. */
public final class MailDomain implements Thing {

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
      if (record.data() instanceof ZoneRecord.Mx mx && !hosts.contains(mx.host())) {
        hosts.add(mx.host());
      }
    }
    return hosts;
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

  /** Texts of a name below the domain that begin with a version. */
  private List<ZoneRecord> texts(String below) {
    return zones.find(below + domain, ZoneRecord.Text.class).records();
  }

  private static Known<String> problem(
      List<ZoneRecord> all, String version, Function<String, @Nullable String> problem) {
    List<String> texts = new ArrayList<>();
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
    String only = texts.isEmpty() ? other : texts.get(0);
    return only == null ? Known.unset() : Known.ofNullable(problem.apply(only));
  }

  /** What is wrong with its record {@code _mta-sts}; unset if nothing, or without one. */
  public Known<String> stsProblem() {
    return problem(texts("_mta-sts."), "v=STSv1", StsPolicy::recordProblem);
  }

  /** The same for {@code _smtp._tls}. */
  public Known<String> reportProblem() {
    return problem(texts("_smtp._tls."), "v=TLSRPTv1", StsPolicy::reportProblem);
  }

  /** Where the first record {@code _mta-sts} is; null if there is none. */
  public @Nullable Span stsPlace() {
    return first(texts("_mta-sts."));
  }

  /** Where the first record {@code _smtp._tls} is; null if there is none. */
  public @Nullable Span reportPlace() {
    return first(texts("_smtp._tls."));
  }

  private static @Nullable Span first(List<ZoneRecord> records) {
    return records.isEmpty() ? null : records.get(0).place();
  }

  /** Whether it has a record {@code _mta-sts}, and the host of the policy has no address. */
  public Known<String> missingPolicyHost() {
    if (texts("_mta-sts.").isEmpty()) {
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
