package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.AcceptedValues;
import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.KindSubject;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.rule.Subjects;
import io.github.posttlslint.setup.Restriction;
import io.github.posttlslint.setup.RestrictionList;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code restriction}: one restriction of an access restriction list of an smtpd(8) service,
 * restriction classes put in place. Lists that are not set are left out; an unknown list is one
 * restriction about which nothing is known.
 *
 * <p>Facts: {@code restriction} (its name), {@code list} (the parameter), {@code own} (the list is
 * an option of the service), {@code class} (the restriction class it stands in), {@code argument},
 * {@code takes-argument}, {@code argument-is-table} (has a colon, or braces), {@code built-in}
 * (this release has it), {@code nearest} (a built-in name that is nearly the same), {@code stray}
 * (no name, but a word behind one that this release does not have either), {@code warn-only},
 * {@code next} (the restriction that follows), {@code permits-before} (something before it may
 * permit), {@code after} (the restriction before it after which nothing is looked at), {@code
 * after-relay-check} (the restriction before it that turns foreign mail away; absent where {@code
 * after} is not), {@code barred-by} (another list that refuses every client that only has a
 * certificate), and those of kind {@code service}. Anchors: {@code restriction}, {@code service}.
 */
final class RestrictionSubject implements Subject {

  private static final List<String> PASSED_BY_MAIL = RestrictionList.PARAMETERS.subList(0, 5);

  private final Service service;
  private final KindSubject<Service> ofService;
  private final RestrictionList list;
  private final Turns turns;
  private final int index;

  private RestrictionSubject(
      KindSubject<Service> ofService, RestrictionList list, Turns turns, int index) {
    this.service = ofService.thing();
    this.ofService = ofService;
    this.list = list;
    this.turns = turns;
    this.index = index;
  }

  /** Where a list takes its turns, found once for all its restrictions. */
  private static final class Turns {
    private int permit = Integer.MAX_VALUE;
    private int end = Integer.MAX_VALUE;
    private int relayCheck = Integer.MAX_VALUE;
    private @Nullable Fact barredBy;

    static Turns of(RestrictionList list) {
      Turns turns = new Turns();
      for (int i = list.restrictions().size() - 1; i >= 0; i--) {
        Restriction one = list.restrictions().get(i);
        turns.permit = one.name().startsWith("permit") || one.asksElsewhere() ? i : turns.permit;
        turns.end = one.endsList() ? i : turns.end;
        turns.relayCheck = one.refusesRelay() ? i : turns.relayCheck;
      }
      return turns;
    }
  }

  static List<RestrictionSubject> all(Setup setup, Subjects services) {
    List<RestrictionSubject> all = new ArrayList<>();
    for (Service service : setup.services()) {
      KindSubject<Service> ofService = services.of(ServiceKind.KIND, service);
      if (service.program().equals("smtpd")) {
        for (String parameter : RestrictionList.PARAMETERS) {
          if (service.value(parameter).isExplicit()) {
            add(ofService, service.restrictions(parameter), all);
          }
        }
      }
    }
    return all;
  }

  private static void add(
      KindSubject<Service> ofService, RestrictionList list, List<RestrictionSubject> all) {
    Turns turns = Turns.of(list);
    if (list.reason() != null) {
      all.add(new RestrictionSubject(ofService, list, turns, -1));
      return;
    }
    for (int i = 0; i < list.restrictions().size(); i++) {
      all.add(new RestrictionSubject(ofService, list, turns, i));
    }
  }

  @Override
  public Setup setup() {
    return service.setup();
  }

  @Override
  public List<Service> services() {
    return List.of(service);
  }

  @Override
  public Value value(String parameter) {
    return service.value(parameter);
  }

  @Override
  public @Nullable Fact fact(String name) {
    return switch (name) {
      case "list" -> Fact.of(list.parameter());
      case "own" -> Fact.of(service.override(list.parameter()) != null);
      case "restriction",
          "class",
          "argument",
          "takes-argument",
          "argument-is-table",
          "built-in",
          "nearest",
          "stray",
          "warn-only",
          "next",
          "permits-before",
          "after",
          "after-relay-check",
          "barred-by" ->
          index < 0
              ? new Fact.Unknown(String.valueOf(list.reason()), list.parameter())
              : fact(list.restrictions().get(index), name);
      default -> ofService.fact(name);
    };
  }

  private Fact fact(Restriction restriction, String name) {
    String argument = restriction.argument();
    return switch (name) {
      case "restriction" -> Fact.of(restriction.name());
      case "class" -> textOrAbsent(restriction.restrictionClass());
      case "argument" -> textOrAbsent(argument);
      case "takes-argument" -> Fact.of(restriction.takesArgument());
      case "argument-is-table" ->
          Fact.of(argument != null && (argument.indexOf(':') >= 0 || argument.startsWith("{")));
      case "built-in" -> Fact.of(restriction.builtIn());
      case "nearest" -> textOrAbsent(nearest(restriction.name()));
      case "stray" -> Fact.of(isStray(restriction.name()));
      case "warn-only" -> Fact.of(restriction.warnOnly());
      case "next" -> next();
      case "permits-before" -> Fact.of(turns.permit < index);
      case "barred-by" -> barredByOther();
      case "after" -> before(turns.end);
      default -> turns.end < index ? Fact.absent() : before(turns.relayCheck);
    };
  }

  private static Fact textOrAbsent(@Nullable String text) {
    return text == null ? Fact.absent() : Fact.of(text);
  }

  private @Nullable String nearest(String word) {
    Parameter parameter = setup().parameters().find(list.parameter());
    AcceptedValues values = parameter == null ? null : parameter.values();
    return values == null ? null : Nearest.word(word, values.words(setup().version()));
  }

  /** What follows an unknown name may be its argument, or the rest of a comment. */
  private boolean isStray(String word) {
    return word.indexOf('_') < 0 && index > 0 && !list.restrictions().get(index - 1).builtIn();
  }

  private Fact next() {
    List<Restriction> all = list.restrictions();
    return index + 1 < all.size() ? Fact.of(all.get(index + 1).name()) : Fact.absent();
  }

  private Fact before(int turn) {
    return turn < index ? Fact.of(list.restrictions().get(turn).name()) : Fact.absent();
  }

  private Fact barredByOther() {
    Fact barred = turns.barredBy;
    if (barred == null) {
      barred = barredBy();
      turns.barredBy = barred;
    }
    return barred;
  }

  private Fact barredBy() {
    Fact outcome = Fact.absent();
    for (String parameter : PASSED_BY_MAIL) {
      if (!parameter.equals(list.parameter())) {
        RestrictionList other = service.restrictions(parameter);
        if (other.reason() != null) {
          outcome = new Fact.Unknown(other.reason(), parameter);
        } else if (other.refusesCertificates()) {
          return Fact.of(parameter);
        }
      }
    }
    return outcome;
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "restriction" -> index < 0 ? null : list.restrictions().get(index).span();
      case "service" -> service.span();
      default -> null;
    };
  }

  @Override
  public Span place() {
    Span word = place("restriction");
    Span value = service.value(list.parameter()).span();
    return word != null ? word : value != null ? value : service.span();
  }

  @Override
  public String parameter() {
    return list.parameter();
  }
}
