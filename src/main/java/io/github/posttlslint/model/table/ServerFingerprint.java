package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.tls.Digests;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fingerprint that smtp(8) compares a server's certificate with, from
 * smtp_tls_fingerprint_cert_match of a service at the level fingerprint, or from the {@code match}
 * of a policy at that level.
 *
 * @param service the service that compares; null for all
 * @param parameter the parameter that has it, or that names the table of the policy
 */
public record ServerFingerprint(
    Setup setup, @Nullable Service service, String parameter, String text, Span place)
    implements Thing {

  private static final String MATCH = "smtp_tls_fingerprint_cert_match";
  private static final String DIGEST = "smtp_tls_fingerprint_digest";

  /**
   * Those of the services first, then those of the policies.
   *
   * @param asking the services that look a policy up
   */
  public static List<ServerFingerprint> all(
      Setup setup, List<TlsPolicy> policies, Function<TlsPolicy, List<Service>> asking) {
    List<ServerFingerprint> all = new ArrayList<>();
    for (Service service : setup.services()) {
      addMatch(service, all);
    }
    for (TlsPolicy policy : policies) {
      if (policy.levelName().equals("fingerprint") && policy.isOfSmtp()) {
        for (PolicyAttribute attribute : policy.attributes()) {
          if (attribute.name().equals("match")) {
            addMatch(policy, attribute, asking.apply(policy), all);
          }
        }
      }
    }
    return all;
  }

  private static void addMatch(Service service, List<ServerFingerprint> all) {
    Value match = service.value(MATCH);
    Span span = match.valueSpan();
    if (service.role() != Role.SMTP_CLIENT
        || span == null
        || !Side.client(service).level().is("fingerprint").ifUnknown(false)) {
      return;
    }
    // of a hidden list the fingerprints that can be seen, as of a policy in a template
    String texts = match.known().or("", match.shown());
    for (String one : ListText.words(texts, " \t,|")) {
      if (!Value.hasGap(one)) {
        all.add(new ServerFingerprint(service.setup(), service, MATCH, one, span));
      }
    }
  }

  private static void addMatch(
      TlsPolicy policy,
      PolicyAttribute attribute,
      List<Service> asking,
      List<ServerFingerprint> all) {
    TableUse use = policy.use();
    for (Service service : comparing(use, asking)) {
      for (String one : ListText.words(attribute.value(), "|")) {
        all.add(
            new ServerFingerprint(
                use.setup(), service, use.parameter(), one, policy.span(attribute.text())));
      }
    }
  }

  /** Services with a digest of their own, and null for the others, or where none asks. */
  private static Set<@Nullable Service> comparing(TableUse use, List<Service> asking) {
    Set<@Nullable Service> comparing = new LinkedHashSet<>();
    for (Service service : asking) {
      comparing.add(service.override(DIGEST) == null ? use.service() : service);
    }
    if (comparing.isEmpty()) {
      comparing.add(use.service());
    }
    return comparing;
  }

  /** Whether it is anything but pairs of hexadecimal digits, with or without colons. */
  public boolean isMalformed() {
    return count() == 0;
  }

  /** Whether there are colons. */
  public boolean hasColons() {
    return text.indexOf(':') >= 0;
  }

  /** How many bytes it has; unset if it is malformed. */
  public Known<Integer> bytes() {
    return isMalformed() ? Known.unset() : Known.of(count());
  }

  private int count() {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean hex = c < 128 && Character.digit(c, 16) >= 0;
      if (hex) {
        digits++;
      } else if (c != ':' || digits % 2 != 0) {
        return 0;
      }
    }
    return digits % 2 == 0 ? digits / 2 : 0;
  }

  /** The digest that is compared. */
  public Known<String> digest() {
    return value(DIGEST).known();
  }

  /** How many bytes fingerprints of this digest have. */
  public Known<Integer> digestBytes() {
    return Digests.bytes(value(DIGEST));
  }
}
