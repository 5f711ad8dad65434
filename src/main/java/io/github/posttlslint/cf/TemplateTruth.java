package io.github.posttlslint.cf;

import io.github.posttlslint.cf.TemplateMeaning.Other;
import io.github.posttlslint.cf.TemplateMeaning.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether conditions of Jinja hold with the defaults, of those forms that most templates have. */
final class TemplateTruth {

  private static final String DEFINED = " is defined";
  private static final List<String> UNDEFINED = List.of(" is not defined", " is undefined");

  private final JinjaExpression jinja;

  TemplateTruth(JinjaExpression jinja) {
    this.jinja = jinja;
  }

  /** Whether a condition holds; null if that cannot be told. */
  @Nullable Boolean of(String condition) {
    Boolean all = Boolean.TRUE;
    for (String one : condition.split(" and ", -1)) {
      Boolean truth = ofOne(one.strip());
      if (Boolean.FALSE.equals(truth)) {
        return truth;
      }
      all = truth == null ? null : all;
    }
    return all;
  }

  private @Nullable Boolean ofOne(String code) {
    for (String end : UNDEFINED) {
      if (code.endsWith(end)) {
        Boolean isDefined = isDefined(code.substring(0, code.length() - end.length()));
        return isDefined == null ? null : !isDefined;
      }
    }
    if (code.endsWith(DEFINED)) {
      return isDefined(code.substring(0, code.length() - DEFINED.length()));
    }
    if (code.startsWith("not ")) {
      Boolean truth = ofValue(jinja.anywhere(code.substring(4).strip()));
      return truth == null ? null : !truth;
    }
    for (String sign : List.of("==", "!=")) {
      int at = code.indexOf(sign);
      String literal = at < 0 ? null : TemplateLiterals.string(code.substring(at + 2).strip());
      if (literal != null) {
        TemplateMeaning left = jinja.anywhere(code.substring(0, at).strip());
        return left instanceof Text text ? text.text().equals(literal) == sign.equals("==") : null;
      }
    }
    return ofValue(jinja.anywhere(code));
  }

  private @Nullable Boolean isDefined(String code) {
    TemplateMeaning meaning = jinja.anywhere(code.strip());
    return meaning == Other.UNKNOWN ? null : meaning != Other.UNDEFINED;
  }

  private static @Nullable Boolean ofValue(TemplateMeaning meaning) {
    if (meaning instanceof Text text) {
      return text.truth();
    }
    return meaning == Other.UNKNOWN ? null : Boolean.FALSE;
  }
}
