package io.github.posttlslint.report;

import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.Path;
import io.github.posttlslint.pki.Purpose;
import io.github.posttlslint.run.Inspection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The phrases of {@link InspectTextWriter}. */
final class InspectWords {

  private InspectWords() {}

  static String validity(Inspection inspection, Certificate certificate) {
    long days = inspection.daysLeft(certificate);
    String state =
        switch (inspection.validity(certificate)) {
          case NOT_YET_VALID -> "not yet valid";
          case VALID -> days(days) + " left";
          case EXPIRES_SOON -> "expires soon: " + days(days) + " left";
          case EXPIRED -> "expired " + days(-days) + " ago";
        };
    return date(certificate.notBefore()) + " to " + date(certificate.notAfter()) + ", " + state;
  }

  static String days(long days) {
    return days == 1 ? "1 day" : days + " days";
  }

  static String date(Instant moment) {
    String text = moment.toString();
    return text.substring(0, text.indexOf('T'));
  }

  static String purposes(Certificate certificate) {
    List<String> words = new ArrayList<>();
    if (certificate.suits(Purpose.SERVER)) {
      words.add("TLS server");
    }
    if (certificate.suits(Purpose.CLIENT)) {
      words.add("TLS client");
    }
    if (certificate.maySignCertificates()) {
      Integer length = certificate.pathLength();
      words.add("CA" + (length == null ? "" : " (path length " + length + ")"));
    }
    return words.isEmpty() ? "neither TLS server nor TLS client" : String.join(", ", words);
  }

  static String end(Inspection.Chain chain) {
    return switch (chain.end()) {
      case SELF_SIGNED -> "self-signed, complete in itself";
      case ROOT_IN_FILE -> "complete, with its root " + chain.issuer();
      case KNOWN_ROOT -> "complete; this system trusts its root " + chain.issuer();
      case ISSUER_MISSING ->
          "the issuer "
              + chain.issuer()
              + " is neither in the file nor among the CAs that this system trusts";
    };
  }

  static String problem(Path.Kind kind) {
    return switch (kind) {
      case EXPIRED -> "is expired";
      case NOT_YET_VALID -> "is not yet valid";
      case NOT_A_CA -> "signed another one, but is no CA";
      case NO_CERT_SIGN -> "signed another one, but its key usage does not permit that";
      case PATH_TOO_LONG -> "does not permit that many CAs below it (path length)";
      case BAD_SIGNATURE -> "bears a signature that its issuer did not make";
      case WEAK_SIGNATURE -> "is signed with a weak digest";
      case WRONG_PURPOSE -> "does not permit the purpose";
      case UNKNOWN_CRITICAL_EXTENSION -> "has a critical extension that OpenSSL does not know";
      case MALFORMED_EXTENSION -> "has an extension that cannot be decoded";
      case UNRELATED -> "does not belong to the chain";
      case OUT_OF_ORDER -> "stands in the wrong place";
      case REPEATED -> "stands there twice";
      case ROOT_SENT -> "is a root, which need not be sent";
    };
  }
}
