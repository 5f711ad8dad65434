package io.github.posttlslint.pki;

import java.util.List;
import java.util.Locale;

/**
 * Intermediate CAs of public CAs, by their names: no system trusts one by itself, so that whoever
 * has a certificate of one has to send the CA's, too. Names are those of the CAs' repositories in
 * 2026 and of some that ran out before.
 */
public final class PublicIntermediates {

  /**
   * The intermediates of one owner.
   *
   * @param organization how its O begins, in small letters
   * @param parts what one of its intermediates, and no root of it, has in its CN, in small letters;
   *     an empty text where the owner has no roots of that O, but some called so
   */
  private record Owner(String organization, List<String> parts) {}

  private static final List<Owner> OWNERS =
      List.of(
          new Owner("let's encrypt", List.of("")),
          new Owner("(staging) let's encrypt", List.of("")),
          new Owner("zerossl", List.of("")),
          new Owner("google trust services", List.of("gts ca ", "wr", "we")),
          new Owner("sectigo", List.of("secure server ca", "server authentication ca")),
          new Owner("the usertrust network", List.of("secure server ca", "ssl ca")),
          new Owner("comodo", List.of("secure server ca")),
          new Owner("cpanel", List.of("")),
          new Owner("gandi", List.of("")),
          new Owner("geant", List.of("")),
          new Owner("terena", List.of("ssl ca")),
          new Owner(
              "digicert", List.of("secure server ca", " tls ", "tls ca", "rapidssl", "thawte")),
          new Owner("digicert", List.of("geotrust", "encryption everywhere", "ev server ca")),
          new Owner("godaddy", List.of("secure certificate authority")),
          new Owner("starfield", List.of("secure certificate authority")),
          new Owner("globalsign", List.of("ssl ca", "alphassl", "validation ca", " tls ca")),
          new Owner("amazon", List.of("server ca", "rsa 2048 m", "ecdsa 256 m", "ecdsa 384 m")),
          new Owner("entrust", List.of("certification authority - l1")),
          new Owner("ssl corp", List.of("subca", "issuing", "transit")),
          new Owner("buypass", List.of("class 2 ca", "class 3 ca")),
          new Owner("actalis", List.of("server ca")),
          new Owner("unizeto", List.of("validation ca")),
          new Owner("asseco", List.of("validation ca")),
          new Owner("trustasia", List.of("tls", "ssl")),
          new Owner("verein zur foerderung eines deutschen", List.of("issuing ca")));

  private PublicIntermediates() {}

  /** Whether it is the name of one of them. */
  public static boolean include(DistinguishedName name) {
    for (String organization : name.organizations()) {
      for (String commonName : name.commonNames()) {
        if (include(lower(organization), lower(commonName))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean include(String organization, String commonName) {
    if (commonName.contains("root")) {
      return false;
    }
    for (Owner owner : OWNERS) {
      if (organization.startsWith(owner.organization)) {
        for (String part : owner.parts) {
          if (commonName.contains(part)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
