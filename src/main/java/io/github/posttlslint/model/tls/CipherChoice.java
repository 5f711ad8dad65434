package io.github.posttlslint.model.tls;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.PolicyLevels;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.pki.CipherString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The cipher suites up to TLS 1.2 of one side of a service: the list behind the grade, less the
 * exclusions, as Postfix puts it together for OpenSSL (tls_misc.c, tls_set_ciphers).
 *
 * @param side the side
 * @param mandatory whether it is for mandatory TLS
 * @param inForce whether it counts at the TLS level, or by a policy
 * @param listParameter the parameter that has the grade's list; unset where the grade is not one
 * @param string what OpenSSL is given; unset where Postfix gives it nothing
 */
public record CipherChoice(
    Side side,
    boolean mandatory,
    Truth inForce,
    Known<String> listParameter,
    Known<String> string) {

  /** What stands between two exclusions. */
  private static final String SEPARATORS = " ,:\t\r\n";

  /**
   * The choices that are, or may be, in force, in the order of master.cf.
   *
   * @param policies what policy tables ask for
   */
  public static List<CipherChoice> all(Setup setup, PolicyLevels policies) {
    List<CipherChoice> all = new ArrayList<>();
    for (Side side : setup.sides()) {
      for (boolean mandatory : List.of(false, true)) {
        Truth inForce =
            has(side, mandatory)
                ? side.inForce(mandatory, policies, "ciphers", "exclude")
                : Truth.NO;
        if (inForce.ifUnknown(true)) {
          all.add(of(side, mandatory, inForce));
        }
      }
    }
    return all;
  }

  /** The choice by the level alone; unset where there is no TLS, or the release has no grades. */
  public static Known<CipherChoice> of(Side side) {
    boolean mandatory = side.isMandatory().ifUnknown(false);
    return side.isOn()
        .then(
            () -> has(side, mandatory) ? Known.of(of(side, mandatory, Truth.YES)) : Known.unset());
  }

  /**
   * What OpenSSL makes of the grade and the exclusions of a TLS policy; unset where it is given
   * nothing.
   *
   * @param level of the policy
   * @param grade null if the parameter counts
   * @param exclusions null if the parameters count
   */
  public static Known<CipherString> ofPolicy(
      Side client, String level, @Nullable String grade, @Nullable String exclusions) {
    boolean mandatory = !level.equals("may");
    if (!has(client, mandatory)) {
      return Known.unset();
    }
    CipherChoice usual = of(client, mandatory, Truth.YES);
    Known<String> parameter = grade == null ? usual.listParameter : listParameter(client, grade);
    CipherChoice own = new CipherChoice(client, mandatory, Truth.YES, parameter, Known.unset());
    String implied = !mandatory ? "" : level.equals("encrypt") ? "eNULL" : "aNULL";
    Known<String> excluded = exclusions == null ? usual.written() : Known.of(exclusions);
    Known<List<String>> words =
        excluded.map(text -> ListText.words(text + " " + implied, SEPARATORS));
    CipherChoice whole =
        new CipherChoice(client, mandatory, Truth.YES, parameter, own.assembled(words));
    return whole.resolve();
  }

  private static boolean has(Side side, boolean mandatory) {
    return side.has(side.name(mandatory, "ciphers"));
  }

  private static CipherChoice of(Side side, boolean mandatory, Truth inForce) {
    Known<String> grade = side.service().value(side.name(mandatory, "ciphers")).known();
    Known<String> parameter = grade.then(name -> listParameter(side, name));
    CipherChoice bare = new CipherChoice(side, mandatory, inForce, parameter, Known.unset());
    return new CipherChoice(side, mandatory, inForce, parameter, bare.assembled(bare.exclusions()));
  }

  /** Since 3.8 low and export mean medium. */
  private static Known<String> listParameter(Side side, String grade) {
    boolean isNew = side.service().setup().version().isAtLeast(3, 8);
    String name = grade.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "high", "medium", "null" -> Known.of("tls_" + name + "_cipherlist");
      case "low", "export" -> Known.of("tls_" + (isNew ? "medium" : name) + "_cipherlist");
      default -> Known.unset();
    };
  }

  /** The list of the grade, which {@link #listParameter} has. */
  public Known<String> list() {
    return listParameter.then(parameter -> value(parameter).known());
  }

  /** Where the list of the grade is set; null if that is not known, or it is built in. */
  public @Nullable Span listPlace() {
    return listParameter.<@Nullable Span>fold(
        parameter -> value(parameter).span(), () -> null, doubt -> null);
  }

  /** Whether the list of the grade is set by hand. */
  public Truth hasOwnList() {
    Truth own = listParameter.is(parameter -> value(parameter).isExplicit());
    for (String grade : List.of("high", "medium", "low", "export", "null")) {
      if (value("tls_" + grade + "_cipherlist").isExplicit()) {
        return own;
      }
    }
    return Truth.NO;
  }

  /** Whether there are exclusions that an administrator wrote. */
  public Truth excludes() {
    return excludes("exclude_ciphers")
        .or(() -> mandatory ? excludes("mandatory_exclude_ciphers") : Truth.NO);
  }

  private Truth excludes(String ending) {
    return side.written(ending).span() == null ? Truth.NO : own(ending).isSet();
  }

  /** What OpenSSL makes of the string; unset where it is given nothing. */
  public Known<CipherString> resolve() {
    return string.then(side.service().setup()::ciphers);
  }

  private Value value(String parameter) {
    return side.service().value(parameter);
  }

  private Known<String> own(String ending) {
    return side.value(ending).known();
  }

  // --- putting the string together -------------------------------------------------------------

  private Known<String> assembled(Known<List<String>> exclusions) {
    return list()
        .then(
            list ->
                CipherString.isSystemProfile(list)
                    ? hidden("the distribution decides what " + list + " means")
                    : exclusions.then(words -> joined(list, words)));
  }

  private Known<String> joined(String list, List<String> exclusions) {
    StringBuilder string = new StringBuilder(list);
    for (String word : exclusions) {
      if ("!+-@".indexOf(word.charAt(0)) >= 0) {
        return Known.unset();
      }
      string.append(":!").append(word);
    }
    return string.length() > Limits.CIPHER_STRING
        ? hidden("a cipher list of more than " + Limits.CIPHER_STRING + " characters")
        : Known.of(string.toString());
  }

  private Known<String> hidden(String why) {
    return Known.unknown(new Doubt(why, listParameter.or("", "")));
  }

  /**
   * smtpd.c, smtpd_start_tls; smtp_tls_policy.c, set_cipher_grade: what main.cf excludes, and what
   * goes without saying where certificates or encryption matter.
   */
  private Known<List<String>> exclusions() {
    return written().with(implied(), (text, word) -> ListText.words(text + " " + word, SEPARATORS));
  }

  private Known<String> written() {
    Known<String> written = own("exclude_ciphers").orUnset("");
    if (mandatory) {
      Known<String> more = own("mandatory_exclude_ciphers").orUnset("");
      written = written.with(more, (first, second) -> first + " " + second);
    }
    return written;
  }

  private Known<String> implied() {
    if (side.isServer()) {
      return asksForCertificate().choose("aNULL", "");
    }
    if (!mandatory) {
      return Known.of("");
    }
    return Known.of(side.level().is("encrypt").ifUnknown(true) ? "eNULL" : "aNULL");
  }

  private Truth asksForCertificate() {
    return side.value("ask_ccert")
        .isYes()
        .or(() -> mandatory ? side.value("req_ccert").isYes() : Truth.NO);
  }
}
