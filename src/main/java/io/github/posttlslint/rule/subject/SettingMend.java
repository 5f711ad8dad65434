package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.Deprecation;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a setting can be mended; facts and anchors of {@link SettingSubject}.
 *
 * @param service whose option it is; null for main.cf
 * @param raw the value as written
 * @param inForce whether no later setting of the name wins
 * @param removal what goes with it
 */
record SettingMend(
    Setup setup,
    @Nullable Service service,
    String name,
    LogicalText raw,
    Span nameSpan,
    Span valueSpan,
    boolean inForce,
    Removal removal) {

  /** Settings whose default is the value of another one, so that they follow it. */
  private static List<String> followers(String prefix) {
    return switch (prefix) {
      case "smtpd_" -> List.of("postscreen_", "tlsproxy_");
      case "smtp_" -> List.of("tlsproxy_client_");
      default -> List.of();
    };
  }

  /** A fact; null if it is none of these. */
  @Nullable Fact fact(String fact) {
    return switch (fact) {
      case "modern" -> {
        String modern = modern();
        yield modern == null ? Fact.absent() : Fact.of(modern);
      }
      case "renamed" -> renamed();
      case "without-comment" -> withoutComment();
      case "without-comma" -> withoutComma();
      case "unquoted" -> unquoted();
      default -> null;
    };
  }

  /** An anchor; null if it is none of these, or there is no such place. */
  @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "removal" -> isReferredTo() ? null : removal.span();
      case "superseded" -> "".equals(modern()) ? removal.span() : nameSpan.to(valueSpan);
      case "quoted" -> isQuotedWhole() ? nameSpan.to(valueSpan) : valueSpan;
      default -> null;
    };
  }

  private Value value(String parameter) {
    return service == null ? setup.value(parameter) : service.value(parameter);
  }

  private boolean is(String parameter, String word) {
    return value(parameter).text().equalsIgnoreCase(word);
  }

  /**
   * What replaces an old switch: a setting, or nothing, which is an empty text; null if unknown.
   */
  private @Nullable String modern() {
    String level = replacement();
    if (level == null || value(name).isUnknown() || isReferredTo()) {
      return null;
    }
    if (name.equals("disable_dns_lookups")) {
      return service == null && is(name, "no") ? "" : null;
    }
    if (!level.endsWith("_tls_security_level")) {
      return null;
    }
    if (isSetEverywhere(level)) {
      return agreesWith(level) ? "" : null;
    }
    if (name.endsWith("_tls_enforce_peername") || value(level).isExplicit() || !inForce) {
      return null;
    }
    if (is(name, "yes")) {
      return switchedOn(level);
    }
    return service == null && is(name, "no") ? "" : null;
  }

  /** The parameter that the setting's has become; absent if it is set, too. */
  private Fact renamed() {
    String other = replacement();
    return other == null || value(other).isExplicit() || isReferredTo()
        ? Fact.absent()
        : Fact.of(other);
  }

  private @Nullable String replacement() {
    Parameter parameter = setup.parameters().find(name);
    Deprecation deprecation = parameter == null ? null : parameter.deprecation();
    return deprecation == null ? null : deprecation.replacement();
  }

  /** Whether every service that looks at the level finds one, and not the old switch. */
  private boolean isSetEverywhere(String level) {
    if (!isSet(value(level))) {
      return false;
    }
    for (Service other : service == null ? setup.services() : List.<Service>of()) {
      if (other.override(level) != null && !isSet(other.value(level))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSet(Value level) {
    return level.isExplicit() && !level.isUnknown() && !level.isUnset();
  }

  /** Whether the level says no less than the switch: else somebody may have meant the switch. */
  private boolean agreesWith(String level) {
    String word = value(level).text();
    boolean none = word.equalsIgnoreCase("none");
    boolean optional = none || word.equalsIgnoreCase("may");
    if (name.endsWith("_use_tls")) {
      return is(name, "yes") ? !none : none;
    }
    return !name.endsWith("_enforce_tls") || !is(name, "yes") || !optional;
  }

  private @Nullable String switchedOn(String level) {
    String prefix = name.substring(0, name.indexOf('_') + 1);
    boolean use = name.endsWith("_use_tls");
    if ((use && is(prefix + "enforce_tls", "yes")) || hasOwnSwitches(prefix, level)) {
      return null;
    }
    boolean checksName = is(prefix + "tls_enforce_peername", "yes");
    String word = use ? "may" : checksName ? "verify" : "encrypt";
    return level + (service == null ? " = " : "=") + word;
  }

  /** Whether old switches are set elsewhere that would have no effect beside a level in main.cf. */
  private boolean hasOwnSwitches(String prefix, String level) {
    if (service != null) {
      return false;
    }
    for (Service other : setup.services()) {
      boolean own =
          other.override(prefix + "use_tls") != null
              || other.override(prefix + "enforce_tls") != null
              || other.override(prefix + "tls_enforce_peername") != null;
      if (own && other.override(level) == null) {
        return true;
      }
    }
    for (String follower : followers(prefix)) {
      if (value(follower + "use_tls").isExplicit()
          || value(follower + "enforce_tls").isExplicit()) {
        return true;
      }
    }
    return false;
  }

  private boolean isReferredTo() {
    return setup.refersTo(name);
  }

  /** The setting with its comment on a line above; absent unless it is one line of main.cf. */
  private Fact withoutComment() {
    Span comment = WrittenValue.comment(raw);
    if (service != null || comment == null || nameSpan.startLine() != valueSpan.endLine()) {
      return Fact.absent();
    }
    String text = raw.text();
    int start = text.length() - (comment.endColumn() - comment.startColumn());
    String value = text.substring(0, start).strip();
    return LogicalText.isOpaque(text) || value.isEmpty()
        ? Fact.absent()
        : Fact.of(text.substring(start) + "\n" + name + " = " + value);
  }

  /** The value without a comma at its end. */
  private Fact withoutComma() {
    String text = raw.text();
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ',') {
      end--;
    }
    return end == 0 || end == text.length() || LogicalText.isOpaque(text)
        ? Fact.absent()
        : Fact.of(text.substring(0, end));
  }

  /** Without the quotation marks around the value, or around name and value; absent if none are. */
  private Fact unquoted() {
    String text = isQuotedWhole() ? name + "=" + raw.text() : raw.text();
    char first = text.isEmpty() ? ' ' : text.charAt(0);
    boolean around =
        (first == '"' || first == '\'')
            && text.length() > 2
            && text.indexOf(first, 1) == text.length() - 1
            && nameSpan.startLine() == valueSpan.endLine();
    return around && !LogicalText.isOpaque(text)
        ? Fact.of(text.substring(1, text.length() - 1))
        : Fact.absent();
  }

  private boolean isQuotedWhole() {
    return service != null && (name.startsWith("\"") || name.startsWith("'"));
  }
}
