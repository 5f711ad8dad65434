package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.tls.Digests;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fingerprint that smtp(8) or lmtp(8) compares a server's certificate with, from
 * smtp_tls_fingerprint_cert_match of a service at the level fingerprint, or from the {@code match}
 * of a policy at that level.
 *
 * @param service the service that compares; null for all
 * @param parameter the parameter that has it, or that names the table of the policy
 * @param text the fingerprint
 * @param list all fingerprints of the list that it is of
 */
public record ServerFingerprint(
    Setup setup,
    @Nullable Service service,
    String parameter,
    String text,
    FingerprintList list,
    Span place)
    implements Thing {

  private static final String MATCH = "fingerprint_cert_match";

  /**
   * Those of the services first, then those of the policies.
   *
   * @param asking the services that look a policy up
   */
  public static List<ServerFingerprint> all(
      Setup setup, List<TlsPolicy> policies, Function<TlsPolicy, List<Service>> asking) {
    List<ServerFingerprint> all = new ArrayList<>();
    for (Service service : setup.services()) {
      if (service.role() == Role.SMTP_CLIENT || service.role() == Role.LMTP_CLIENT) {
        addMatch(Side.client(service), all);
      }
    }
    for (TlsPolicy policy : policies) {
      if (policy.levelName().equals("fingerprint")) {
        addMatches(policy, asking.apply(policy), all);
      }
    }
    return all;
  }

  private static void addMatch(Side side, List<ServerFingerprint> all) {
    Value match = side.value(MATCH);
    Span span = match.valueSpan();
    if (span == null || !side.level().is("fingerprint").ifUnknown(false)) {
      return;
    }
    // of a hidden list the fingerprints that can be seen, as of a policy in a template
    FingerprintList list = FingerprintList.ofParameter(match.known().or("", match.shown()));
    Service service = side.service();
    for (String one : list.texts()) {
      if (!Value.hasGap(one)) {
        all.add(new ServerFingerprint(service.setup(), service, side.name(MATCH), one, list, span));
      }
    }
  }

  private static void addMatches(
      TlsPolicy policy, List<Service> asking, List<ServerFingerprint> all) {
    List<String> texts = new ArrayList<>();
    for (String value : policy.all("match")) {
      texts.addAll(FingerprintList.ofPolicy(value).texts());
    }
    FingerprintList list = FingerprintList.of(texts);
    for (PolicyAttribute attribute : policy.attributes()) {
      if (attribute.name().equals("match")) {
        addMatch(policy, attribute, list, asking, all);
      }
    }
  }

  private static void addMatch(
      TlsPolicy policy,
      PolicyAttribute attribute,
      FingerprintList list,
      List<Service> asking,
      List<ServerFingerprint> all) {
    TableUse use = policy.use();
    Span span = policy.span(attribute.text());
    for (Service service : comparing(use, asking)) {
      for (String one : FingerprintList.ofPolicy(attribute.value()).texts()) {
        all.add(new ServerFingerprint(use.setup(), service, use.parameter(), one, list, span));
      }
    }
  }

  /** Services with a digest of their own, and null for the others, or where none asks. */
  private static Set<@Nullable Service> comparing(TableUse use, List<Service> asking) {
    Set<@Nullable Service> comparing = new LinkedHashSet<>();
    for (Service service : asking) {
      comparing.add(
          service.override(digestParameter(use.parameter())) == null ? use.service() : service);
    }
    if (comparing.isEmpty()) {
      comparing.add(use.service());
    }
    return comparing;
  }

  /**
   * Whether it is anything but pairs of hexadecimal digits, with or without colons between them.
   */
  public boolean isMalformed() {
    return FingerprintList.bytes(text) == FingerprintList.MALFORMED;
  }

  /** Whether the client ends where it reads it. */
  public boolean isDeadly() {
    return setup.version().isAtLeast(3, 6) && FingerprintList.isDeadly(text);
  }

  /**
   * Whether one of the list has the length that the digest asks for, or any where it is unknown.
   */
  public Truth hasOther() {
    return digestBytes()
        .fold(
            wanted -> Truth.of(list.lengths().contains(wanted)),
            () -> Truth.of(!list.lengths().isEmpty()),
            doubt -> Truth.of(!list.lengths().isEmpty()));
  }

  /** Whether there are colons. */
  public boolean hasColons() {
    return text.indexOf(':') >= 0;
  }

  /** The same with colons between the pairs; null if it is malformed, or has some. */
  public @Nullable String withColons() {
    return isMalformed() || hasColons() ? null : FingerprintList.withColons(text);
  }

  /**
   * What was probably meant by a malformed one of a parameter: several with blanks between in the
   * place of bars, or one without the name of the digest before it.
   */
  public @Nullable String meant() {
    if (!isMalformed() || parameter.endsWith("_maps")) {
      return null;
    }
    int behind = Math.max(text.indexOf('='), text.indexOf(':'));
    boolean named = behind > 0 && isDigest(text.substring(0, behind));
    List<String> parts = ListText.words(named ? text.substring(behind + 1) : text, "|");
    for (String part : parts) {
      if (FingerprintList.bytes(part) == FingerprintList.MALFORMED) {
        return null;
      }
    }
    return parts.isEmpty() ? null : String.join(" ", parts);
  }

  private static boolean isDigest(String word) {
    return List.of("md5", "sha1", "sha256", "sha384", "sha512")
        .contains(word.toLowerCase(Locale.ROOT));
  }

  /** How many bytes it has; unset if it is malformed. */
  public Known<Integer> bytes() {
    return isMalformed() ? Known.unset() : Known.of(FingerprintList.bytes(text));
  }

  /** The parameter that has the digest. */
  public String digestParameter() {
    return digestParameter(parameter);
  }

  private static String digestParameter(String parameter) {
    return parameter.startsWith("lmtp_")
        ? "lmtp_tls_fingerprint_digest"
        : "smtp_tls_fingerprint_digest";
  }

  /** Where the digest is set; null if it is not. */
  public @Nullable Span digestPlace() {
    return value(digestParameter()).span();
  }

  /** The digest that is compared. */
  public Known<String> digest() {
    return value(digestParameter()).known();
  }

  /** How many bytes fingerprints of this digest have. */
  public Known<Integer> digestBytes() {
    return Digests.bytes(value(digestParameter()));
  }

  @Override
  public boolean isPublic(String fact) {
    return fact.equals("text") && !isMalformed();
  }
}
