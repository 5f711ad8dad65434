package io.github.posttlslint.rule.subject;

import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.RuleException;
import java.util.ArrayList;
import java.util.List;

/**
 * The cipher suites for TLS 1.2 and older that policy documents allow, by OpenSSL's names; the
 * rules in {@code rules/profiles} cite the documents.
 */
final class ProfileSuites {

  private static final List<String> GCM =
      List.of(
          "ECDHE-ECDSA-AES128-GCM-SHA256",
          "ECDHE-RSA-AES128-GCM-SHA256",
          "ECDHE-ECDSA-AES256-GCM-SHA384",
          "ECDHE-RSA-AES256-GCM-SHA384");
  private static final List<String> CHACHA =
      List.of("ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-RSA-CHACHA20-POLY1305");
  private static final List<String> CCM =
      List.of("ECDHE-ECDSA-AES128-CCM", "ECDHE-ECDSA-AES256-CCM");
  private static final List<String> BSI =
      List.of(
          "ECDHE-ECDSA-AES128-SHA256",
          "ECDHE-RSA-AES128-SHA256",
          "ECDHE-ECDSA-AES256-SHA384",
          "ECDHE-RSA-AES256-SHA384",
          "DHE-RSA-AES128-GCM-SHA256",
          "DHE-RSA-AES256-GCM-SHA384",
          "DHE-RSA-AES128-SHA256",
          "DHE-RSA-AES256-SHA256",
          "DHE-RSA-AES128-CCM",
          "DHE-RSA-AES256-CCM");

  /** Some of what OpenSSL means by HIGH, which every usual list of Postfix begins with. */
  private static final List<String> HIGH =
      List.of("AES256-SHA", "ECDHE-RSA-AES256-SHA384", "ECDHE-RSA-CHACHA20-POLY1305");

  private ProfileSuites() {}

  /**
   * The suites of a list that a document does not allow. A list of keywords is known to have such
   * only if HIGH or more is in it and nothing is excluded.
   *
   * @param profile the profile's name
   * @param list a cipher list of main.cf
   * @param excluded whether further ciphers are excluded
   */
  static Fact outside(String profile, String list, boolean excluded) {
    List<String> allowed = allowed(profile);
    List<String> words = ClientFingerprintSubject.split(list, ": ,\t");
    List<String> outside = new ArrayList<>();
    boolean named = true;
    boolean high = false;
    for (String word : words) {
      named &= isSuite(word) || word.startsWith("!") || word.equals("@STRENGTH");
      high |= List.of("HIGH", "MEDIUM", "ALL", "DEFAULT").contains(word);
      if (isSuite(word) && !allowed.contains(word)) {
        outside.add(word);
      }
    }
    if (named && (!excluded || outside.isEmpty())) {
      return Fact.of(outside);
    }
    if (high && !excluded) {
      List<String> usual = new ArrayList<>(HIGH);
      usual.removeAll(allowed);
      return Fact.of(usual);
    }
    return new Fact.Unknown("OpenSSL decides what the cipher list stands for", "");
  }

  /** Whether it is the name of one suite, such as AES256-SHA, and not of a group of them. */
  private static boolean isSuite(String word) {
    return word.indexOf('-') > 0 && word.indexOf('+') < 0 && Character.isUpperCase(word.charAt(0));
  }

  private static List<String> allowed(String profile) {
    return switch (profile) {
      case "mozilla" -> join(GCM, CHACHA);
      case "ncsc" -> join(GCM, CHACHA, CCM);
      case "bsi" -> join(GCM, CCM, BSI);
      case "recommended" -> GCM;
      default -> throw new RuleException("no suites of a profile '" + profile + "'");
    };
  }

  @SafeVarargs
  private static List<String> join(List<String>... lists) {
    List<String> all = new ArrayList<>();
    for (List<String> list : lists) {
      all.addAll(list);
    }
    return all;
  }
}
