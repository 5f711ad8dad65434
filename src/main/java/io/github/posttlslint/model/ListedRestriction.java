package io.github.posttlslint.model;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.AcceptedValues;
import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.postfix.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One restriction in its place in an access restriction list of an smtpd(8) service, restriction
 * classes put in place. Lists that are not set are left out; of an unknown list there is one, about
 * which nothing is known.
 */
public record ListedRestriction(Service service, Turns turns, int index) implements ServicePart {

  /** Those of {@link RestrictionList#PARAMETERS} that every message passes. */
  private static final List<String> PASSED_BY_MAIL = RestrictionList.PARAMETERS.subList(0, 5);

  /** Where a list takes its turns, found once for all its restrictions. */
  static final class Turns {
    private final RestrictionList list;
    private int permit = Integer.MAX_VALUE;
    private int end = Integer.MAX_VALUE;
    private int relayCheck = Integer.MAX_VALUE;
    private @Nullable Known<String> barredBy;

    Turns(RestrictionList list) {
      this.list = list;
      for (int i = list.restrictions().size() - 1; i >= 0; i--) {
        Restriction one = list.restrictions().get(i);
        permit = one.name().startsWith("permit") || one.asksElsewhere() ? i : permit;
        end = one.endsList() ? i : end;
        relayCheck = one.refusesRelay() ? i : relayCheck;
      }
    }
  }

  /** All of a setup, in the order of its services. */
  public static List<ListedRestriction> all(Setup setup) {
    List<ListedRestriction> all = new ArrayList<>();
    for (Service service : setup.services()) {
      if (service.program().equals("smtpd")) {
        for (String parameter : RestrictionList.PARAMETERS) {
          if (service.value(parameter).isExplicit()) {
            add(service, service.restrictions(parameter), all);
          }
        }
      }
    }
    return all;
  }

  private static void add(Service service, RestrictionList list, List<ListedRestriction> all) {
    Turns turns = new Turns(list);
    int size = list.known().isHidden() ? 1 : list.restrictions().size();
    for (int i = 0; i < size; i++) {
      all.add(new ListedRestriction(service, turns, i));
    }
  }

  private RestrictionList list() {
    return turns.list;
  }

  /** The restriction; unknown where the list is. */
  public Known<Restriction> restriction() {
    return list().known().map(list -> list.restrictions().get(index));
  }

  /** The one restriction of the release with nearly its name; null if none or several have. */
  public @Nullable String nearest() {
    Parameter known = setup().parameters().find(parameter(), setup().version());
    AcceptedValues accepted = known == null ? null : known.values();
    return accepted == null
        ? null
        : restriction()
            .<@Nullable String>fold(
                one ->
                    accepted.findInAny(one.name()) == null
                        ? Nearest.only(one.name(), accepted.words(setup().version()))
                        : null,
                () -> null,
                doubt -> null);
  }

  /** Whether the list is an option of the service. */
  public boolean isOwn() {
    return service.override(parameter()) != null;
  }

  /** Its argument; unset if it has none. */
  public Known<String> argument() {
    return restriction().then(one -> Known.ofNullable(one.argument()));
  }

  /** Whether its argument can be a table: it has a colon, or braces. */
  public Truth isArgumentTable() {
    return argument().is(text -> text.indexOf(':') >= 0 || text.startsWith("{"));
  }

  /** Whether it is no name, but a word behind one that this release does not have either. */
  public Truth isStray() {
    // what follows an unknown name may be its argument, or the rest of a comment
    return restriction()
        .is(
            one ->
                one.name().indexOf('_') < 0
                    && index > 0
                    && !list().restrictions().get(index - 1).builtIn());
  }

  /** The name of the restriction that follows; unset for the last one. */
  public Known<String> next() {
    return restriction().then(one -> at(index + 1));
  }

  private Known<String> at(int place) {
    List<Restriction> all = list().restrictions();
    return place < all.size() ? Known.of(all.get(place).name()) : Known.unset();
  }

  /** Whether something before it may permit. */
  public Truth isBehindPermission() {
    return restriction().is(one -> turns.permit < index);
  }

  /** The restriction before it after which nothing is looked at; unset if there is none. */
  public Known<String> after() {
    return restriction().then(one -> before(turns.end));
  }

  /** The restriction before it that turns foreign mail away; unset where {@link #after} is not. */
  public Known<String> afterRelayCheck() {
    return restriction().then(one -> turns.end < index ? Known.unset() : before(turns.relayCheck));
  }

  private Known<String> before(int turn) {
    return turn < index ? at(turn) : Known.unset();
  }

  /** Another list that refuses every client that only has a certificate; unset if none does. */
  public Known<String> barredBy() {
    return restriction().then(one -> barredByOther());
  }

  private Known<String> barredByOther() {
    Known<String> known = turns.barredBy;
    if (known == null) {
      known = findBarrier(service, parameter());
      turns.barredBy = known;
    }
    return known;
  }

  private static Known<String> findBarrier(Service service, String parameter) {
    Known<String> outcome = Known.unset();
    for (String other : PASSED_BY_MAIL) {
      if (!other.equals(parameter)) {
        Truth refuses =
            service.restrictions(other).known().is(RestrictionList::refusesCertificates);
        if (refuses.ifUnknown(false)) {
          return Known.of(other);
        }
        outcome = refuses.ifUnknown(true) ? refuses.then(Known::unset) : outcome;
      }
    }
    return outcome;
  }

  /** Where it is written; null for a built-in default, and where it is not known. */
  public @Nullable Span span() {
    return list().known().isHidden() ? null : list().restrictions().get(index).span();
  }

  /** Where it is written, else where the list is, else the service. */
  @Override
  public Span place() {
    Span word = span();
    Span value = service.value(parameter()).span();
    return word != null ? word : value != null ? value : service.span();
  }

  @Override
  public String parameter() {
    return list().parameter();
  }
}
