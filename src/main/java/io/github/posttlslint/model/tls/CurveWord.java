package io.github.posttlslint.model.tls;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.ListWord;
import io.github.posttlslint.model.Resolver;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.ServicePart;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.pki.GroupList;
import io.github.posttlslint.postfix.OpenSslRelease;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A word of tls_eecdh_auto_curves or tls_ffdhe_auto_groups, as it is set for a service.
 *
 * @param readings the word as the release takes the list apart, with each OpenSSL that it can be
 * @param span where it is written; null where that cannot be told
 */
public record CurveWord(
    Service service, String parameter, List<GroupList.Word> readings, @Nullable Span span)
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
    List<GroupList> lists = new ArrayList<>();
    for (OpenSslRelease library : setup.platform().openSsl().possible()) {
      lists.add(GroupList.parse(value.shown(), setup.version(), library));
    }
    List<ListWord> written = ListWord.of(service, parameter);
    int next = 0;
    for (int i = 0; i < lists.get(0).words().size(); i++) {
      List<GroupList.Word> readings = new ArrayList<>(lists.size());
      for (GroupList list : lists) {
        readings.add(list.words().get(i));
      }
      GroupList.Word word = readings.get(0);
      while (next < written.size() && !has(written.get(next), word.text())) {
        next++;
      }
      Span span = next < written.size() ? written.get(next).span() : value.valueSpan();
      all.add(new CurveWord(service, parameter, readings, span));
    }
  }

  /** Where it is written by itself; null where it is joined with others, or a $name has it. */
  public @Nullable Span alone() {
    Span written = span;
    return written != null
            && written.startLine() == written.endLine()
            && written.endColumn() - written.startColumn() == word().length()
        ? written
        : null;
  }

  private static boolean has(ListWord written, String word) {
    return written.text().equals(word) || ListText.words(written.text(), ":").contains(word);
  }

  /**
   * The groups that are offered for a service or by main.cf, by one name each, but those of finite
   * fields; unknown where Postfix or OpenSSL choose.
   */
  public static Known<List<String>> curves(Thing thing) {
    return offered(
        thing, groups -> groups.stream().filter(one -> !one.startsWith("ffdhe")).toList());
  }

  /** Whether Postfix can use nothing of the lists, so that OpenSSL chooses the groups. */
  public static Truth areLeftToOpenSsl(Thing thing) {
    return thing
        .setup()
        .byOpenSsl(library -> groups(thing, library).map(list -> list.groups() == null))
        .is(one -> one);
  }

  /** Whether TLS 1.3 has any of the groups that are offered. */
  public static Truth haveTls13(Thing thing) {
    return offered(thing, groups -> groups.stream().anyMatch(GroupList::isOfTls13)).is(one -> one);
  }

  private static <T> Known<T> offered(Thing thing, Function<List<String>, T> asked) {
    Setup setup = thing.setup();
    Doubt doubt = new Doubt("OpenSSL chooses the groups of the key exchange", CURVES);
    if (!setup.spend(thing.value(CURVES).shown().length())) {
      return Known.unknown(doubt);
    }
    return setup.byOpenSsl(
        library ->
            groups(thing, library)
                .then(
                    list -> {
                      List<String> groups = list.groups();
                      return groups == null ? Known.unknown(doubt) : Known.of(asked.apply(groups));
                    }));
  }

  /**
   * The groups of a server as Postfix sets them with an OpenSSL; before Postfix 3.6 a grade can ask
   * for one curve (tls_dh.c, tls_set_eecdh_curve).
   */
  public static Known<GroupList> list(Side side, OpenSslRelease library) {
    Service service = side.service();
    String grade = side.name("eecdh_grade");
    PostfixVersion version = service.setup().version();
    if (version.isAtLeast(3, 6) || !side.has(grade)) {
      return groups(service, library);
    }
    return service
        .value(grade)
        .known()
        .orUnset("")
        .then(
            name ->
                switch (name.equals("none") && version.isAtLeast(3, 5) ? "auto" : name) {
                  case "auto" -> groups(service, library);
                  case "strong", "ultra" ->
                      text(service, "tls_eecdh_" + name + "_curve", library)
                          .map(curve -> GroupList.parse(curve, version, library));
                  default ->
                      Known.unknown(new Doubt("what OpenSSL makes of it is not known", grade));
                });
  }

  private static Known<GroupList> groups(Thing thing, OpenSslRelease library) {
    PostfixVersion version = thing.setup().version();
    return text(thing, CURVES, library)
        .with(
            text(thing, GROUPS, library),
            (curves, groups) -> GroupList.parse(curves + " " + groups, version, library));
  }

  private static Known<String> text(Thing thing, String name, OpenSslRelease library) {
    Setup setup = thing.setup();
    Parameter parameter = setup.parameters().find(name, setup.version());
    if (parameter == null) {
      return Known.of("");
    }
    Value value = thing.value(name);
    boolean isOpen = value.isHidden(Resolver.RELEASES);
    String usual =
        isOpen
            ? parameter
                .defaultsIn(setup.version(), OpenSslReleases.between(library, library))
                .get(0)
            : "";
    return isOpen ? Known.of(usual) : value.known().orUnset("");
  }

  /** The word as it is written. */
  public String word() {
    return readings.get(0).text();
  }

  /** Whether Postfix leaves it out, for OpenSSL does not know some name. */
  public Truth isLeftOut() {
    return told(GroupList.Word::isLeftOut);
  }

  /** Whether an earlier word names one of the groups. */
  public Truth isRepeated() {
    return told(GroupList.Word::isRepeated);
  }

  private Truth told(Predicate<GroupList.Word> holds) {
    boolean first = holds.test(readings.get(0));
    for (GroupList.Word reading : readings) {
      if (holds.test(reading) != first) {
        String why = "it depends on OpenSSL, which can be " + setup().platform().openSsl();
        return Truth.unknown(new Doubt(why, parameter));
      }
    }
    return Truth.of(first);
  }

  /** Whether it is several names with colons between them, for a release that knows no colons. */
  public boolean hasColons() {
    if (setup().version().isAtLeast(3, 10)) {
      return false;
    }
    List<String> names = ListText.words(word(), ":");
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
    for (String name : ListText.words(word(), ":")) {
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
    boolean isSame = String.join(" ", meant).equals(word());
    return meant.isEmpty() || isSame || !isLeftOut().ifUnknown(true)
        ? Known.unset()
        : Known.of(String.join(" ", meant));
  }

  @Override
  public Span place() {
    Span setting = service().value(parameter).span();
    return span != null ? span : setting != null ? setting : service().span();
  }
}
