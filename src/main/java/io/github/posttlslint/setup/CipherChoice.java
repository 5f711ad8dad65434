package io.github.posttlslint.setup;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.pki.CipherString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The cipher suites up to TLS 1.2 of one side of a service: the list behind the grade in force,
 * less the exclusions, as Postfix puts it together for OpenSSL (tls_misc.c, tls_set_ciphers).
 *
 * @param side the side
 * @param listParameter the parameter that has the grade's list; empty where the grade is not one
 * @param string what OpenSSL is given; empty where Postfix gives it nothing
 * @param excluded whether there are exclusions that an administrator wrote
 * @param reason why it cannot be told; null if it can
 * @param hiddenBy the parameter that hides it; empty if none does
 */
public record CipherChoice(
    TlsSide side,
    String listParameter,
    String string,
    boolean excluded,
    @Nullable String reason,
    String hiddenBy) {

  /** The choices of all sides that have TLS, in the order of master.cf. */
  public static List<CipherChoice> all(Setup setup) {
    List<CipherChoice> all = new ArrayList<>();
    for (TlsSide side : TlsSide.all(setup)) {
      CipherChoice choice = of(side);
      if (choice != null) {
        all.add(choice);
      }
    }
    return all;
  }

  /** The choice of a side; null where it has no TLS, or its release has no grades. */
  public static @Nullable CipherChoice of(TlsSide side) {
    String parameter = side.name(side.isMandatory() ? "mandatory_ciphers" : "ciphers");
    Setup setup = side.service().setup();
    boolean off = side.level().reason() == null && !side.isOn();
    if (off || setup.parameters().find(parameter, setup.version()) == null) {
      return null;
    }
    return new Assembly(side, parameter).choice();
  }

  /** What OpenSSL makes of the string; null where it is given nothing, or that cannot be told. */
  public @Nullable CipherString resolve() {
    return string.isEmpty() ? null : CipherString.resolve(string, setup().openSsl());
  }

  private Setup setup() {
    return side.service().setup();
  }

  /** Puts the string together. */
  private static final class Assembly {

    private final TlsSide side;
    private final String gradeParameter;
    private String listParameter = "";
    private boolean excluded;
    private @Nullable String reason;
    private String hiddenBy = "";

    Assembly(TlsSide side, String gradeParameter) {
      this.side = side;
      this.gradeParameter = gradeParameter;
    }

    CipherChoice choice() {
      String levelReason = side.level().reason();
      if (levelReason != null) {
        reason = levelReason;
        hiddenBy = side.level().decidedBy();
      }
      Value grade = seen(gradeParameter);
      listParameter = listParameter(grade.text());
      String list = listParameter.isEmpty() ? "" : seen(listParameter).text();
      String exclusions = exclusions();
      if (reason == null && CipherString.isSystemProfile(list)) {
        reason = "the distribution decides what " + list + " means";
        hiddenBy = listParameter;
      }
      if (reason != null || list.isEmpty() || hasOperator(exclusions)) {
        return made("");
      }
      StringBuilder string = new StringBuilder(list);
      for (String word : words(exclusions)) {
        string.append(":!").append(word);
      }
      if (string.length() > Limits.CIPHER_STRING) {
        reason = "a cipher list of more than " + Limits.CIPHER_STRING + " characters";
        hiddenBy = listParameter;
        return made("");
      }
      return made(string.toString());
    }

    private CipherChoice made(String string) {
      return new CipherChoice(side, listParameter, string, excluded, reason, hiddenBy);
    }

    private Value seen(String parameter) {
      Value value = side.service().value(parameter);
      if (value.isUnknown() && reason == null) {
        reason = value.reason();
        hiddenBy = parameter;
      }
      return value;
    }

    /** Since 3.8 low and export mean medium. */
    private String listParameter(String grade) {
      boolean isNew = side.service().setup().version().isAtLeast(3, 8);
      String name = grade.toLowerCase(Locale.ROOT);
      return switch (name) {
        case "high", "medium", "null" -> "tls_" + name + "_cipherlist";
        case "low", "export" -> "tls_" + (isNew ? "medium" : name) + "_cipherlist";
        default -> "";
      };
    }

    /**
     * smtpd.c, smtpd_start_tls; smtp_tls_policy.c, set_cipher_grade: what main.cf excludes, and
     * what goes without saying where certificates or encryption matter.
     */
    private String exclusions() {
      String exclusions = seen(side.name("exclude_ciphers")).text();
      if (side.isMandatory()) {
        exclusions += " " + seen(side.name("mandatory_exclude_ciphers")).text();
      }
      excluded = !exclusions.isBlank();
      if (side.isServer()) {
        return exclusions + (asksForCertificate() ? " aNULL" : "");
      }
      return switch (side.level().name()) {
        case "may" -> exclusions;
        case "encrypt" -> exclusions + " eNULL";
        default -> exclusions + " aNULL";
      };
    }

    private boolean asksForCertificate() {
      return isYes("ask_ccert") || (side.isMandatory() && isYes("req_ccert"));
    }

    private boolean isYes(String ending) {
      return seen(side.name(ending)).text().equalsIgnoreCase("yes");
    }

    private static boolean hasOperator(String exclusions) {
      for (String word : words(exclusions)) {
        if ("!+-@".indexOf(word.charAt(0)) >= 0) {
          return true;
        }
      }
      return false;
    }

    private static List<String> words(String text) {
      List<String> words = new ArrayList<>();
      int start = 0;
      for (int i = 0; i <= text.length(); i++) {
        if (i == text.length() || " ,:\t\r\n".indexOf(text.charAt(i)) >= 0) {
          if (i > start) {
            words.add(text.substring(start, i));
          }
          start = i + 1;
        }
      }
      return words;
    }
  }
}
