package io.github.posttlslint.referee;

import java.util.Map;
import java.util.regex.Pattern;

/** Differences between the linter and the real Postfix that stay, with the reason. */
final class KnownDifferences {

  private static final Map<Pattern, String> REASONS =
      Map.of(
          known("master.cf:\\d+ '(pickup|cleanup|qmgr|rewrite|local|bounce|proxymap|smtp +unix)"),
          "a mail system without its own parts is no matter of TLS",
          known("inet_interfaces = |mydestination = |mynetworks = |myhostname = |mydomain = "),
          "where a host listens, and for whom, is no matter of TLS",
          known("'tlsmgr .*-> \\[tlsmgr (pass|inet|tcp)"),
          "a type of socket that nobody connects to is not looked for",
          known(
              "'(defer|trace|verify|flush|error|retry|scache|discard|virtual|lmtp|relay|showq|proxywrite|anvil) "),
          "the service is broken, but nothing asks for it in these runs");

  private KnownDifferences() {}

  private static Pattern known(String regex) {
    return Pattern.compile("\\A[\\w/-]+: [^\\n]*(" + regex + ")");
  }

  static boolean isKnown(String difference) {
    return REASONS.keySet().stream().anyMatch(pattern -> pattern.matcher(difference).find());
  }
}
