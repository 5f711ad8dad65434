package io.github.posttlslint.model.table;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.secret.Hidden;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of a TLS policy table puts in force for its destination: its own attributes, and
 * for the others the parameters that stand in (smtp_tls_policy.c, policy_create()).
 *
 * @param parameter the parameter that names the table
 * @param service the service whose {@code -o} names it, such as {@code relay/unix}; null for
 *     main.cf
 * @param key the destination; empty where the table answers for each; redacted, as the level is,
 *     where the line has not the form of a policy
 * @param level the level in lower case, as written even if there is no such level
 * @param settings what is in force at the level; empty for {@code none} and for unknown levels
 * @param span the entry; in main.cf, the table's name
 */
public record EffectivePolicy(
    String parameter,
    @Nullable String service,
    String key,
    String level,
    List<Setting> settings,
    Span span) {

  public EffectivePolicy {
    settings = List.copyOf(settings);
  }

  /**
   * One setting.
   *
   * @param name of the policy attribute, such as {@code protocols}
   * @param value expanded; null if it is not known
   * @param parameter that it comes from; null for the entry itself
   */
  public record Setting(String name, @Nullable String value, @Nullable String parameter) {}

  /** The entries of all tables whose text is at hand, in order. */
  public static List<EffectivePolicy> all(Setup setup) {
    List<EffectivePolicy> all = new ArrayList<>();
    for (TlsPolicy policy : Tables.of(setup).policies()) {
      Service service = policy.use().service();
      boolean fits = TableWords.fits(policy);
      all.add(
          new EffectivePolicy(
              policy.use().parameter(),
              service == null ? null : service.id(),
              fits ? policy.key().text() : Hidden.MARK,
              fits ? policy.levelName() : Hidden.MARK,
              fits ? new Settings(policy).settings : List.of(),
              policy.span(policy.key())));
    }
    return all;
  }

  /** Collects the settings of one entry. */
  private static final class Settings {
    private final TlsPolicy policy;
    private final Side.Family family;
    private final List<Setting> settings = new ArrayList<>();

    Settings(TlsPolicy policy) {
      this.policy = policy;
      this.family = Side.Family.ofClient(policy.use().parameter());
      switch (policy.levelName()) {
        case "may" -> addCommon("");
        case "encrypt", "dane", "dane-only" -> addCommon("mandatory_");
        case "fingerprint", "verify", "secure" -> {
          addCommon("mandatory_");
          addVerification();
        }
        default -> {}
      }
    }

    private void addCommon(String mandatory) {
      add("protocols", mandatory + "protocols");
      add("ciphers", mandatory + "ciphers");
      add("exclude", "exclude_ciphers");
      if (!policy.has("exclude") && !mandatory.isEmpty()) {
        add("exclude", "mandatory_exclude_ciphers");
      }
      add("servername", "servername");
      add("connection_reuse", "connection_reuse");
      add("enable_rpk", "enable_rpk");
    }

    private void addVerification() {
      add("match", policy.levelName() + "_cert_match");
      if (!policy.levelName().equals("fingerprint")) {
        add("tafile", "trust_anchor_file");
      }
    }

    private void add(String name, String ending) {
      if (policy.has(name)) {
        for (PolicyAttribute attribute : policy.attributes()) {
          if (attribute.name().equals(name)) {
            settings.add(new Setting(name, attribute.value(), null));
          }
        }
        return;
      }
      String parameter = family.name(ending);
      policy
          .use()
          .value(parameter)
          .known()
          .fold(
              text -> settings.add(new Setting(name, text, parameter)),
              () -> false,
              doubt -> settings.add(new Setting(name, null, parameter)));
    }
  }
}
