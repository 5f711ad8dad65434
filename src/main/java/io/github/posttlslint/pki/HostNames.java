package io.github.posttlslint.pki;

import java.util.List;

/**
 * Whether a certificate is for a host, decided as OpenSSL's {@code X509_check_host} does with the
 * flag that Postfix gives it: no partial wildcards. A wildcard stands for exactly one label.
 */
final class HostNames {

  private HostNames() {}

  /** Subject alternative names if there is one of type DNS, otherwise the common names. */
  static boolean match(List<String> dnsNames, List<String> commonNames, String host) {
    for (String pattern : dnsNames.isEmpty() ? commonNames : dnsNames) {
      if (matches(pattern, host)) {
        return true;
      }
    }
    return false;
  }

  /** A host that begins with a dot stands for all names below it. */
  static boolean matches(String pattern, String host) {
    if (host.startsWith(".")) {
      int label = pattern.length() - host.length();
      return label > 0 && pattern.regionMatches(true, label, host, 0, host.length());
    }
    if (isWildcard(pattern)) {
      return wildcardMatches(pattern.substring(1), host);
    }
    return pattern.equalsIgnoreCase(host);
  }

  /**
   * {@code valid_star} of crypto/x509/v3_utl.c: a star that is the whole first label, followed by
   * at least two labels of letters, digits and inner hyphens, the pattern having no other star.
   */
  static boolean isWildcard(String pattern) {
    if (!pattern.startsWith("*.")) {
      return false;
    }
    int dots = 0;
    boolean labelStart = false;
    boolean hyphen = false;
    for (int i = 1; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (isAlphanumeric(c)) {
        labelStart = false;
        hyphen = false;
      } else if (c == '.') {
        if (labelStart || hyphen) {
          return false;
        }
        labelStart = true;
        dots++;
      } else if (c == '-' && !labelStart) {
        hyphen = true;
      } else {
        return false;
      }
    }
    return !labelStart && !hyphen && dots >= 2;
  }

  private static boolean wildcardMatches(String suffix, String host) {
    int label = host.length() - suffix.length();
    if (label < 1 || !host.regionMatches(true, label, suffix, 0, suffix.length())) {
      return false;
    }
    for (int i = 0; i < label; i++) {
      char c = host.charAt(i);
      if (!isAlphanumeric(c) && c != '-') {
        return label == 1 && c == '*';
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
