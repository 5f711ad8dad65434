package io.github.posttlslint.model.tls;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.ListWord;
import io.github.posttlslint.model.PolicyLevels;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.ServicePart;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cipher grade that is or may be in force for a service, or one word of a list of ciphers
 * excluded there. Like protocol lists, grades and exclusions are different for optional and for
 * mandatory TLS; only mandatory TLS adds the mandatory exclusions to the others (tls_server.c,
 * tls_client.c).
 *
 * @param side the side of the service
 * @param parameter the parameter that is set there: the other one where one takes its value from
 *     another
 * @param isGrade whether it is a grade; else it is an exclusion
 * @param inForce whether it counts at the TLS level
 * @param word the grade or exclusion; unknown where it is hidden
 * @param span where the word is written; null if nowhere
 */
public record CipherWord(
    Side side,
    String parameter,
    boolean isGrade,
    Truth inForce,
    Known<String> word,
    @Nullable Span span)
    implements ServicePart {

  /** What judging a word takes, in steps of an expansion. */
  private static final int STEPS = 24;

  /**
   * All grades and exclusions that are or may be in force, in the order of master.cf.
   *
   * @param policies what policy tables ask for
   */
  public static List<CipherWord> all(Setup setup, PolicyLevels policies) {
    List<CipherWord> all = new ArrayList<>();
    for (Side side : setup.sides()) {
      addGrade(side, "ciphers", side.inForce(false, policies, "ciphers"), all);
      addGrade(side, "mandatory_ciphers", side.inForce(true, policies, "ciphers"), all);
      Truth optional = side.inForce(false, policies, "exclude");
      Truth mandatory = side.inForce(true, policies, "exclude");
      all.addAll(exclusions(side, "exclude_ciphers", optional.or(() -> mandatory)));
      all.addAll(exclusions(side, "mandatory_exclude_ciphers", mandatory));
    }
    return all;
  }

  private static void addGrade(Side side, String ending, Truth inForce, List<CipherWord> all) {
    if (isRead(side, ending, inForce)) {
      Side.Written written = side.written(ending);
      Known<String> word = side.value(ending).known().orUnset("");
      all.add(new CipherWord(side, written.parameter(), true, inForce, word, written.valueSpan()));
    }
  }

  /** What a template may set besides all that is written is left out. */
  private static boolean isRead(Side side, String ending, Truth inForce) {
    boolean hidden = side.value(ending).known().isHidden();
    return inForce.ifUnknown(true)
        && side.has(side.name(ending))
        && (!hidden || side.written(ending).span() != null);
  }

  private static List<CipherWord> exclusions(Side side, String ending, Truth inForce) {
    if (!isRead(side, ending, inForce)) {
      return List.of();
    }
    CipherWord none =
        new CipherWord(side, side.written(ending).parameter(), false, inForce, Known.unset(), null);
    return side.value(ending)
        .known()
        .fold(
            text -> none.listed(),
            List::of,
            doubt -> List.of(none.with(Known.unknown(doubt), null)));
  }

  private List<CipherWord> listed() {
    List<CipherWord> all = new ArrayList<>();
    for (ListWord element : ListWord.of(service(), parameter)) {
      if (!setup().spend(STEPS)) {
        Doubt doubt = new Doubt("too many words in lists of ciphers", parameter);
        all.add(with(Known.unknown(doubt), null));
        return all;
      }
      // Postfix takes a colon for a separator, too
      for (String name : ListText.words(element.text(), ":")) {
        all.add(with(Known.of(name), element.span()));
      }
    }
    return all;
  }

  private CipherWord with(Known<String> other, @Nullable Span where) {
    return new CipherWord(side, parameter, isGrade, inForce, other, where);
  }

  /**
   * What was probably meant by the word: of a grade the one that is near, of an exclusion its name
   * without the operators before it; unset if that is nothing.
   */
  public Known<String> meant() {
    if (isGrade) {
      return service().problem(parameter).then(problem -> Known.ofNullable(problem.nearest()));
    }
    return word.then(text -> Known.ofNullable(withoutOperators(text)));
  }

  private static @Nullable String withoutOperators(String text) {
    int start = 0;
    while (start < text.length() && "!+-@".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    return start == 0 || start == text.length() ? null : text.substring(start);
  }

  @Override
  public Service service() {
    return side.service();
  }

  @Override
  public Span place() {
    Span setting = service().value(parameter).span();
    return span != null ? span : setting != null ? setting : service().span();
  }
}
