package io.github.posttlslint.postfix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells what was probably meant by a name that is neither built in nor made nor used by the setup.
 */
public final class NameAdvisor {

  /**
   * Programs that read TLS parameters under their own names; longest first where one begins
   * another.
   */
  private static final List<String> PREFIXES =
      List.of("smtpd_", "smtp_", "lmtp_", "postscreen_", "tlsproxy_client_", "tlsproxy_");

  /** Whatever is longer is not a misspelt name of any parameter. */
  private static final int LONGEST = 128;

  private final Parameters parameters;
  private final DerivedNames derived;
  private final Map<String, String[]> words = new HashMap<>();

  /** An advisor with these reference data. Not safe for use by several threads. */
  public NameAdvisor(Parameters parameters, DerivedNames derived) {
    this.parameters = parameters;
    this.derived = derived;
  }

  /**
   * Classifies a name.
   *
   * @param name a name that the version does not know
   * @return never null; {@link NameAdvice.Kind#UNKNOWN} where nothing is near
   */
  public NameAdvice advise(String name, PostfixVersion version) {
    DerivedNames.TransportSuffix suffix = derived.ofAnyService(name, version);
    if (suffix != null) {
      String service = name.substring(0, name.length() - suffix.suffix().length());
      return new NameAdvice(NameAdvice.Kind.NO_SUCH_SERVICE, service, null);
    }
    Parameter exact = parameters.find(name);
    if (exact != null) {
      return otherVersion(exact, null, version);
    }
    NameAdvice advice = otherSpelling(name, version);
    if (advice == null) {
      advice = otherPrefix(Parameters.normalized(name), version);
    }
    if (advice == null) {
      advice = misspelt(Parameters.normalized(name), version);
    }
    return advice != null ? advice : new NameAdvice(NameAdvice.Kind.UNKNOWN, null, null);
  }

  private static NameAdvice otherVersion(
      Parameter parameter, @Nullable String suggestion, PostfixVersion version) {
    PostfixVersion since = parameter.life().nextSince(version);
    return since != null
        ? new NameAdvice(NameAdvice.Kind.TOO_NEW, suggestion, since)
        : new NameAdvice(NameAdvice.Kind.REMOVED, suggestion, parameter.removedIn());
  }

  private @Nullable NameAdvice otherSpelling(String name, PostfixVersion version) {
    String spelling = parameters.spellings().get(Parameters.normalized(name));
    Parameter parameter = spelling == null ? null : parameters.find(spelling);
    if (parameter == null) {
      return null;
    }
    if (!parameter.existsIn(version)) {
      return otherVersion(parameter, spelling, version);
    }
    boolean hyphen = name.indexOf('-') >= 0;
    NameAdvice.Kind kind = hyphen ? NameAdvice.Kind.HYPHEN : NameAdvice.Kind.CASE;
    return new NameAdvice(kind, spelling, null);
  }

  private @Nullable NameAdvice otherPrefix(String name, PostfixVersion version) {
    String own = prefix(name);
    String rest = name.substring(own.length());
    if (rest.isEmpty() || (own.isEmpty() && !isTls(rest))) {
      return null;
    }
    for (String prefix : PREFIXES) {
      String spelling = known(prefix + rest, version);
      if (spelling != null && !prefix.equals(own)) {
        return new NameAdvice(NameAdvice.Kind.WRONG_PREFIX, spelling, null);
      }
    }
    String bare = isTls(rest) ? known(rest, version) : null;
    return bare == null ? null : new NameAdvice(NameAdvice.Kind.WRONG_PREFIX, bare, null);
  }

  private static String prefix(String name) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return prefix;
      }
    }
    return "";
  }

  private static boolean isTls(String rest) {
    return rest.startsWith("tls_") || rest.startsWith("sasl_");
  }

  private @Nullable NameAdvice misspelt(String name, PostfixVersion version) {
    if (name.length() > LONGEST) {
      return null;
    }
    List<String> nearest = nearestByLetters(name, version);
    if (!nearest.isEmpty()) {
      List<String> others = nearest.subList(1, nearest.size());
      return new NameAdvice(NameAdvice.Kind.MISSPELT, nearest.get(0), null, others);
    }
    String byWords = nearestByWords(name, version);
    return byWords == null ? null : new NameAdvice(NameAdvice.Kind.MISSPELT, byWords, null);
  }

  /** The names with the fewest edits, in order; only those of TLS or SASL where there are such. */
  private List<String> nearestByLetters(String name, PostfixVersion version) {
    int length = name.length() - prefix(name).length();
    int limit = length <= 4 ? 1 : length <= 12 ? 2 : 3;
    int[] letters = letters(name);
    List<String> nearest = new ArrayList<>();
    boolean nearestAreTls = false;
    for (Map.Entry<String, String> entry : parameters.spellings().entrySet()) {
      if (Math.abs(entry.getKey().length() - name.length()) > limit
          || differingLetters(letters, entry.getKey()) > 2 * limit) {
        continue;
      }
      int edits = Nearest.edits(name, entry.getKey(), limit);
      Parameter parameter = edits < 0 ? null : parameters.find(entry.getValue(), version);
      if (parameter == null) {
        continue;
      }
      if (edits < limit || (parameter.isTls() && !nearestAreTls)) {
        nearest.clear();
        nearestAreTls = parameter.isTls();
      }
      if (parameter.isTls() || !nearestAreTls) {
        nearest.add(entry.getValue());
      }
      limit = edits;
    }
    nearest.sort(null);
    return nearest;
  }

  /** How often each letter is in a word. */
  private static int[] letters(String word) {
    int[] letters = new int[128];
    for (int i = 0; i < word.length(); i++) {
      letters[word.charAt(i) & 127]++;
    }
    return letters;
  }

  /** How many letters only one of two words has: an edit makes two of them go at most. */
  private static int differingLetters(int[] letters, String other) {
    int[] left = letters.clone();
    for (int i = 0; i < other.length(); i++) {
      left[other.charAt(i) & 127]--;
    }
    int differing = 0;
    for (int count : left) {
      differing += Math.abs(count);
    }
    return differing;
  }

  /** The one name that has the same words in another order, or one word more or less. */
  private @Nullable String nearestByWords(String name, PostfixVersion version) {
    String nearest = null;
    String[] ones = name.split("_");
    for (Map.Entry<String, String> entry : parameters.spellings().entrySet()) {
      if (differsByOneWord(ones, words.computeIfAbsent(entry.getKey(), key -> key.split("_")))
          && parameters.find(entry.getValue(), version) != null) {
        if (nearest != null) {
          return null;
        }
        nearest = entry.getValue();
      }
    }
    return nearest;
  }

  private static boolean differsByOneWord(String[] ones, String[] others) {
    if (Math.min(ones.length, others.length) < 3 || !ones[0].equals(others[0])) {
      return false;
    }
    if (ones.length == others.length) {
      return Arrays.equals(sorted(ones), sorted(others));
    }
    return ones.length < others.length ? isOneShort(ones, others) : isOneShort(others, ones);
  }

  private static String[] sorted(String[] words) {
    String[] sorted = words.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static boolean isOneShort(String[] few, String[] many) {
    if (many.length - few.length != 1) {
      return false;
    }
    int skipped = 0;
    for (int i = 0; i < few.length; i++) {
      if (!few[i].equals(many[i + skipped]) && (skipped++ > 0 || !few[i].equals(many[i + 1]))) {
        return false;
      }
    }
    return true;
  }

  private @Nullable String known(String normalized, PostfixVersion version) {
    String spelling = parameters.spellings().get(normalized);
    return spelling != null && parameters.find(spelling, version) != null ? spelling : null;
  }
}
