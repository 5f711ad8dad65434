package io.github.posttlslint.model.tls;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.ListWord;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.ServicePart;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.pki.GroupList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word of tls_eecdh_auto_curves or tls_ffdhe_auto_groups, as it is set for a service.
 *
 * @param word the word, as the release takes the list apart
 * @param span where it is written; null where that cannot be told
 */
public record CurveWord(Service service, String parameter, GroupList.Word word, @Nullable Span span)
    implements ServicePart {

  private static final String CURVES = "tls_eecdh_auto_curves";
  private static final String GROUPS = "tls_ffdhe_auto_groups";

  /** The words of all services that may do TLS, in the order of master.cf. */
  public static List<CurveWord> all(Setup setup) {
    List<CurveWord> all = new ArrayList<>();
    for (Service service : setup.services()) {
      boolean isSet = service.value(CURVES).isExplicit() || service.value(GROUPS).isExplicit();
      if (isSet && doesTls(service)) {
        add(service, CURVES, all);
        add(service, GROUPS, all);
      }
    }
    return all;
  }

  private static boolean doesTls(Service service) {
    return Truth.any(Side.of(service), side -> side.isOn().or(side::hasPolicies)).ifUnknown(false);
  }

  private static void add(Service service, String parameter, List<CurveWord> all) {
    Value value = service.value(parameter);
    Setup setup = service.setup();
    if (!value.isExplicit()
        || value.known().isHidden()
        || setup.parameters().find(parameter, setup.version()) == null) {
      return;
    }
    if (!setup.spend(value.shown().length())) {
      return;
    }
    GroupList list = GroupList.parse(value.shown(), setup.version());
    List<ListWord> written = ListWord.of(service, parameter);
    int next = 0;
    for (GroupList.Word word : list.words()) {
      while (next < written.size() && !has(written.get(next), word.text())) {
        next++;
      }
      Span span = next < written.size() ? written.get(next).span() : value.valueSpan();
      all.add(new CurveWord(service, parameter, word, span));
    }
  }

  /** Where it is written by itself; null where it is joined with others, or a $name has it. */
  public @Nullable Span alone() {
    Span written = span;
    return written != null
            && written.startLine() == written.endLine()
            && written.endColumn() - written.startColumn() == word.text().length()
        ? written
        : null;
  }

  private static boolean has(ListWord written, String word) {
    return written.text().equals(word) || ListText.words(written.text(), ":").contains(word);
  }

  /**
   * The groups that are offered for a service or by main.cf, by one name each; unknown where
   * Postfix or OpenSSL choose.
   */
  public static Known<List<String>> groups(Thing thing) {
    Setup setup = thing.setup();
    Doubt doubt = new Doubt("OpenSSL chooses the groups of the key exchange", CURVES);
    if (!setup.spend(thing.value(CURVES).shown().length())) {
      return Known.unknown(doubt);
    }
    return thing
        .value(CURVES)
        .known()
        .orUnset("")
        .with(
            furtherGroups(thing),
            (curves, groups) -> GroupList.parse(curves + " " + groups, setup.version()))
        .then(list -> list.groups() == null ? Known.unknown(doubt) : Known.of(list.groups()));
  }

  /** From 3.11 on, built with OpenSSL 3.5, the default is empty (tls_ffdhe_auto_groups). */
  private static Known<String> furtherGroups(Thing thing) {
    Setup setup = thing.setup();
    boolean counts =
        setup.parameters().find(GROUPS, setup.version()) != null
            && (thing.value(GROUPS).isExplicit() || !setup.version().isAtLeast(3, 11));
    return counts ? thing.value(GROUPS).known().orUnset("") : Known.of("");
  }

  /** Those of these groups that TLS 1.3 has. */
  public static Known<List<String>> groupsOfTls13(Thing thing) {
    return groups(thing)
        .map(
            groups -> {
              List<String> some = new ArrayList<>(groups);
              some.removeIf(group -> !GroupList.isOfTls13(group));
              return some;
            });
  }

  /** Whether it is several names with colons between them, for a release that knows no colons. */
  public boolean hasColons() {
    if (!word.isLeftOut() || setup().version().isAtLeast(3, 10)) {
      return false;
    }
    List<String> names = ListText.words(word.text(), ":");
    for (String name : names) {
      if (GroupList.group(name) == null) {
        return false;
      }
    }
    return names.size() > 1;
  }

  /** The names that all releases know for what it names, with blanks; unset for a name unknown. */
  public Known<String> meant() {
    List<String> meant = new ArrayList<>();
    for (String name : ListText.words(word.text(), ":")) {
      String group = GroupList.group(name);
      if (group == null) {
        return Known.unset();
      }
      String common = GroupList.common(group);
      if (GroupList.object(common) == null && !setup().version().isAtLeast(3, 10)) {
        return Known.unset();
      }
      meant.add(common);
    }
    return word.isLeftOut() && !meant.isEmpty() ? Known.of(String.join(" ", meant)) : Known.unset();
  }

  @Override
  public Span place() {
    Span setting = service().value(parameter).span();
    return span != null ? span : setting != null ? setting : service().span();
  }
}
