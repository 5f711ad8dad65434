package io.github.posttlslint.model.dns;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.zone.PolicyFile;
import io.github.posttlslint.zone.Zones;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy of MTA-STS (RFC 8461, section 3.2).
 *
 * @param domain the domain that it is for; empty for every one
 * @param mode enforce, testing or none; else empty
 * @param mx the patterns of mail hosts
 * @param maxAge seconds for which senders keep it; -1 where that is not told
 * @param problem why senders do not take it, a clause for people; null if they do
 * @param places where its keys stand
 */
record StsPolicy(
    String domain,
    String mode,
    Set<String> mx,
    long maxAge,
    @Nullable String problem,
    Map<String, Span> places,
    Span start) {

  private static final List<String> MODES = List.of("enforce", "testing", "none");

  /** The greatest max_age: a year. */
  private static final long LONGEST = 31_557_600;

  private static final int MAX_AGE_DIGITS = 10;

  StsPolicy {
    mx = Set.copyOf(mx);
    places = Map.copyOf(places);
  }

  static StsPolicy parse(PolicyFile file) {
    SourceText text = file.text();
    Map<String, String> values = new HashMap<>();
    Map<String, Span> places = new HashMap<>();
    Set<String> mx = new HashSet<>();
    String problem = null;
    for (int line = 1; line <= text.lineCount(); line++) {
      String content = text.line(line).strip();
      int colon = content.indexOf(':');
      if (content.isEmpty()) {
        continue;
      }
      if (colon < 1) {
        problem = problem == null ? "line " + line + " is not KEY: VALUE" : problem;
        continue;
      }
      String key = content.substring(0, colon).strip();
      String value = content.substring(colon + 1).strip();
      int from = text.startOfLine(line);
      places.putIfAbsent(key, text.span(from, from + text.line(line).length()));
      if (key.equals("mx")) {
        mx.add(Zones.canonical(value));
      } else {
        values.putIfAbsent(key, value); // later ones are ignored
      }
    }
    String mode = values.getOrDefault("mode", "");
    long age = number(values.getOrDefault("max_age", ""));
    problem = problem == null ? problem(values, mode, age, mx) : problem;
    return new StsPolicy(file.domain(), mode, mx, age, problem, places, Span.startOf(text.file()));
  }

  private static @Nullable String problem(
      Map<String, String> values, String mode, long age, Set<String> mx) {
    if (!"STSv1".equals(values.get("version"))) {
      return "it has no line 'version: STSv1'";
    }
    if (!MODES.contains(mode)) {
      return "its mode is none of enforce, testing and none";
    }
    if (age < 0 || age > LONGEST) {
      return "its max_age is no number of seconds up to " + LONGEST;
    }
    return mx.isEmpty() && !mode.equals("none") ? "it names no mx" : null;
  }

  private static long number(String text) {
    try {
      boolean isLong = text.length() > MAX_AGE_DIGITS;
      return isLong || text.startsWith("+") ? -1 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** Whether senders that know it deliver only to its hosts, with TLS, by a CA that they trust. */
  boolean isEnforced() {
    return problem == null && mode.equals("enforce");
  }

  /** Whether a host is one of its mail hosts: a star stands for one label. */
  boolean includes(String host) {
    int dot = host.indexOf('.');
    String wildcard = dot < 0 ? "" : "*" + host.substring(dot);
    return mx.contains(host) || mx.contains(wildcard);
  }

  /** The place of a key; the start where it is not there. */
  Span place(String key) {
    return places.getOrDefault(key, start);
  }

  /** Whether a text is a record {@code _mta-sts} (section 3.1): why it is none, or null. */
  static @Nullable String recordProblem(String text) {
    return problem(text, "v=STSv1", StsPolicy::fieldProblem, "id");
  }

  private static @Nullable String fieldProblem(String name, String value) {
    if (!name.equals("id")) {
      return null;
    }
    boolean isLong = value.isEmpty() || value.length() > 32;
    return isLong || !value.chars().allMatch(StsPolicy::isLetterOrDigit)
        ? "its id is not 1 to 32 letters and digits"
        : null;
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** The same for a record {@code _smtp._tls} (RFC 8460, section 3). */
  static @Nullable String reportProblem(String text) {
    return problem(text, "v=TLSRPTv1", StsPolicy::addressProblem, "rua");
  }

  private static @Nullable String addressProblem(String name, String value) {
    if (!name.equals("rua")) {
      return null;
    }
    for (String address : ListText.words(value, ",")) {
      String one = address.strip().toLowerCase(Locale.ROOT);
      boolean isMail = one.startsWith("mailto:") && one.indexOf('@') > "mailto:".length();
      if (!isMail && !(one.startsWith("https://") && one.length() > "https://".length())) {
        return "its rua is neither a mailto: nor an https: address";
      }
    }
    return value.isBlank() ? "its rua is empty" : null;
  }

  /** Checks a field of a record. */
  private interface FieldCheck {
    @Nullable String problem(String name, String value);
  }

  private static @Nullable String problem(
      String text, String version, FieldCheck check, String needed) {
    List<String> fields = ListText.words(text, ";");
    if (fields.isEmpty() || !fields.get(0).stripTrailing().equals(version)) {
      return "it does not begin with " + version + ";";
    }
    boolean isThere = false;
    for (String field : fields.subList(1, fields.size())) {
      String stripped = field.strip();
      int equals = stripped.indexOf('=');
      if (stripped.isEmpty()) {
        continue;
      }
      if (equals < 1) {
        return "a field of it is not NAME=VALUE";
      }
      String name = stripped.substring(0, equals).strip();
      isThere |= name.equals(needed);
      String problem = check.problem(name, stripped.substring(equals + 1).strip());
      if (problem != null) {
        return problem;
      }
    }
    return isThere ? null : "it has no " + needed;
  }
}
