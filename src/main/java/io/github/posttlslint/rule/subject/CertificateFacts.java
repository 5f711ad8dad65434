package io.github.posttlslint.rule.subject;

import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.KeyUsage;
import io.github.posttlslint.pki.Purpose;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.JudgeSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts that a certificate has by itself, whoever presents it; {@link CertificateSubject} says what
 * they mean.
 *
 * @param settings the moment that dates are compared with
 */
record CertificateFacts(Certificate certificate, JudgeSettings settings) {

  /** The fact of a name; null if there is none of that name. */
  @Nullable Fact of(String name) {
    Fact fact = dates(name);
    fact = fact == null ? keys(name) : fact;
    return fact == null ? uses(name) : fact;
  }

  private @Nullable Fact dates(String name) {
    Instant now = settings.now();
    return switch (name) {
      case "expired" -> Fact.of(certificate.isExpired(now));
      case "not-yet-valid" -> Fact.of(certificate.isNotYetValid(now));
      case "days-left" -> Fact.of(daysLeft());
      case "expires-soon" ->
          Fact.of(!certificate.isExpired(now) && daysLeft() <= settings.expiryDays());
      case "lifetime" ->
          Fact.of(Duration.between(certificate.notBefore(), certificate.notAfter()).toDays());
      case "not-before" -> Fact.of(date(certificate.notBefore()));
      case "not-after" -> Fact.of(date(certificate.notAfter()));
      default -> null;
    };
  }

  private long daysLeft() {
    return Duration.between(settings.now(), certificate.notAfter()).toDays();
  }

  private static String date(Instant moment) {
    String text = moment.toString();
    return text.substring(0, text.indexOf('T'));
  }

  private @Nullable Fact keys(String name) {
    return switch (name) {
      case "key" -> Fact.of(certificate.publicKey().words());
      case "algorithm" -> Fact.of(Labels.of(certificate.publicKey().algorithm()));
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
}
