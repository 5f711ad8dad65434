package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a setting can be mended: other texts for it, and the places that they replace. */
public record SettingMend(Setting setting) implements SettingPart {

  /** Settings whose default is the value of another one, so that they follow it. */
  private static List<String> followers(String prefix) {
    return switch (prefix) {
      case "smtpd_" -> List.of("postscreen_", "tlsproxy_");
      case "smtp_" -> List.of("tlsproxy_client_");
      default -> List.of();
    };
  }

  // --- an old name -----------------------------------------------------------------------------

  /**
   * What replaces an old switch: a setting with the same effect, or nothing, which is an empty
   * text, if the setting may as well go; unset if that cannot be told.
   */
  public Known<String> modern() {
    String level = setting.replacement();
    return level == null || isReferredTo()
        ? Known.unset()
        : value(parameter()).known().orUnset("").then(word -> modern(level, word));
  }

  private Known<String> modern(String level, String word) {
    Known<String> gone = Known.of("");
    boolean no = service() == null && word.equalsIgnoreCase("no");
    if (parameter().equals("disable_dns_lookups")) {
      return no ? gone : Known.unset();
    }
    if (!level.endsWith("_tls_security_level")) {
      return Known.unset();
    }
    boolean yes = word.equalsIgnoreCase("yes");
    if (isSetEverywhere(level)) {
      boolean agrees = value(level).known().is(one -> agrees(yes, one)).ifUnknown(false);
      return agrees ? gone : Known.unset();
    }
    boolean alone = !value(level).isExplicit() && setting.isInForce();
    if (parameter().endsWith("_tls_enforce_peername") || !alone) {
      return Known.unset();
    }
    return yes ? switchedOn(level) : no ? gone : Known.unset();
  }

  /** The parameter that the setting's has become; null if it is set, too. */
  public @Nullable String renamed() {
    String other = setting.replacement();
    return other == null || value(other).isExplicit() || isReferredTo() ? null : other;
  }

  /** Whether every service that looks at the level finds one, and not the old switch. */
  private boolean isSetEverywhere(String level) {
    if (!isSet(value(level))) {
      return false;
    }
    for (Service other : service() == null ? setup().services() : List.<Service>of()) {
      if (other.override(level) != null && !isSet(other.value(level))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSet(Value level) {
    return level.isExplicit() && level.known().isSet().ifUnknown(false);
  }

  /** Whether a level says no less than the switch: else somebody may have meant the switch. */
  private boolean agrees(boolean switchedOn, String level) {
    boolean none = level.equalsIgnoreCase("none");
    boolean optional = none || level.equalsIgnoreCase("may");
    if (parameter().endsWith("_use_tls")) {
      return switchedOn != none;
    }
    return !parameter().endsWith("_enforce_tls") || !switchedOn || !optional;
  }

  private Known<String> switchedOn(String level) {
    String prefix = parameter().substring(0, parameter().indexOf('_') + 1);
    if (hasOwnSwitches(prefix, level)) {
      return Known.unset();
    }
    if (parameter().endsWith("_use_tls")) {
      return value(prefix + "enforce_tls").isYes().not().then(() -> Known.of(to(level, "may")));
    }
    return value(prefix + "tls_enforce_peername")
        .isYes()
        .choose(to(level, "verify"), to(level, "encrypt"));
  }

  private String to(String level, String word) {
    return level + (service() == null ? " = " : "=") + word;
  }

  /** Whether old switches are set elsewhere that would have no effect beside a level in main.cf. */
  private boolean hasOwnSwitches(String prefix, String level) {
    if (service() != null) {
      return false;
    }
    for (Service other : setup().services()) {
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
    return setup().refersTo(parameter());
  }

  /**
   * All that has to go with the setting; null where other values refer to it, or cannot be told.
   */
  public @Nullable Span removal() {
    return isReferredTo() ? null : Removal.of(setting);
  }

  /** What {@link #modern} replaces. */
  public @Nullable Span superseded() {
    boolean goes = modern().is(String::isEmpty).ifUnknown(false);
    return goes ? Removal.of(setting) : setting.place();
  }

  // --- what is no part of the value ------------------------------------------------------------

  /** The setting with its comment on a line above; null unless it is one line of main.cf. */
  public @Nullable String withoutComment() {
    Span comment = setting.written().commentSpan();
    if (service() != null || comment == null || !isOneLine()) {
      return null;
    }
    String text = written();
    int start = text.length() - (comment.endColumn() - comment.startColumn());
    String value = text.substring(0, start).strip();
    return LogicalText.isOpaque(text) || value.isEmpty()
        ? null
        : text.substring(start) + "\n" + parameter() + " = " + value;
  }

  /** The value with ASCII for what only looks like it; null if there is nothing such. */
  public @Nullable String inAscii() {
    String text = written();
    String ascii = Lookalikes.replaced(text);
    return ascii.equals(text) || ascii.isBlank() || LogicalText.isOpaque(text) || !isOneLine()
        ? null
        : ascii;
  }

  /** The value without commas at its end; null if there are none. */
  public @Nullable String withoutComma() {
    String text = written();
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ',') {
      end--;
    }
    return end == 0 || end == text.length() || LogicalText.isOpaque(text)
        ? null
        : text.substring(0, end);
  }

  /** Without the quotation marks around the value, or around name and value; null if none are. */
  public @Nullable String unquoted() {
    String text = isQuotedWhole() ? parameter() + "=" + written() : written();
    char first = text.isEmpty() ? ' ' : text.charAt(0);
    boolean around =
        (first == '"' || first == '\'')
            && text.length() > 2
            && text.indexOf(first, 1) == text.length() - 1
            && isOneLine();
    return around && !LogicalText.isOpaque(text) ? text.substring(1, text.length() - 1) : null;
  }

  /** What {@link #unquoted} replaces. */
  public Span quoted() {
    return isQuotedWhole() ? setting.place() : setting.valueSpan();
  }

  private boolean isQuotedWhole() {
    return service() != null && setting.hasQuotedName();
  }

  private String written() {
    return setting.line().value().text();
  }

  private boolean isOneLine() {
    return setting.nameSpan().startLine() == setting.valueSpan().endLine();
  }
}
