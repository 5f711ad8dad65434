package io.github.posttlslint.model.tls;

import io.github.posttlslint.model.Known;
import io.github.posttlslint.postfix.ProtocolList;
import io.github.posttlslint.postfix.ValueProblem;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a list of TLS protocols can be mended: other texts for it. */
public record ProtocolMend(Protocols list) {

  private static final String SEPARATORS = " ,:\t\r";

  /** The list with the one name that is near in the place of the one that is not accepted. */
  public Known<String> corrected() {
    return list.problem().then(problem -> Known.ofNullable(corrected(problem)));
  }

  private @Nullable String corrected(ValueProblem problem) {
    String meant = problem.nearest();
    return meant == null
        ? null
        : edited(
            token -> {
              String bare = token.substring(operator(token));
              boolean wrong = bare.equals(problem.text());
              return wrong ? token.substring(0, operator(token)) + meant : token;
            });
  }

  /** How many characters of a word stand before its name. */
  private static int operator(String token) {
    return token.startsWith(">=") || token.startsWith("<=") ? 2 : token.startsWith("!") ? 1 : 0;
  }

  /** The list with exclusions in the place of lower bounds, which releases before 3.6 lack. */
  public Known<String> withoutBounds() {
    return Known.ofNullable(
        edited(token -> token.startsWith(">=") ? exclusions(token.substring(2)) : token));
  }

  private static @Nullable String exclusions(String floor) {
    int index = ProtocolList.NAMES.indexOf(floor);
    return index < 1 ? null : "!" + String.join(":!", ProtocolList.NAMES.subList(0, index));
  }

  /** The list without SSLv3. */
  public Known<String> withoutSsl3() {
    return list.list().then(read -> Known.ofNullable(read.ssl3() ? withoutSsl3(read) : null));
  }

  private @Nullable String withoutSsl3(ProtocolList read) {
    if (!read.included() && !"SSLv3".equals(read.floor())) {
      String raw = list.asItCounts();
      return raw == null || raw.isEmpty()
          ? null
          : raw + (raw.indexOf(':') < 0 ? ", " : ":") + "!SSLv3";
    }
    return edited(
        token ->
            token.equalsIgnoreCase("SSLv3")
                ? ""
                : token.equalsIgnoreCase(">=SSLv3") ? ">=TLSv1" : token);
  }

  /** The list with other words; null where it is not written as it counts, or a word is null. */
  private @Nullable String edited(Function<String, @Nullable String> edit) {
    String raw = list.asItCounts();
    if (raw == null) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < raw.length()) {
      int start = at;
      while (at < raw.length() && SEPARATORS.indexOf(raw.charAt(at)) < 0) {
        at++;
      }
      String word = start == at ? null : edit.apply(raw.substring(start, at));
      if (start < at && word == null) {
        return null;
      }
      out.append(word == null ? "" : word);
      int next = at;
      while (next < raw.length() && SEPARATORS.indexOf(raw.charAt(next)) >= 0) {
        next++;
      }
      boolean gone = word != null && word.isEmpty();
      out.append(raw, gone ? next : at, next);
      at = next;
    }
    while (out.length() > 0 && SEPARATORS.indexOf(out.substring(out.length() - 1)) >= 0) {
      out.setLength(out.length() - 1);
    }
    return out.length() == 0 || out.toString().equals(raw) ? null : out.toString();
  }

  /** The bound that allows the oldest allowed version and all newer ones; null before 3.6. */
  public @Nullable String fromLowest() {
    List<String> versions =
        list.setup().version().isAtLeast(3, 6)
            ? list.versions().or(List.of(), List.of())
            : List.of();
    return versions.isEmpty() ? null : ">=" + versions.get(0);
  }
}
