package io.github.posttlslint.model;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.postfix.AcceptedValues;
import io.github.posttlslint.postfix.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An access restriction list of smtpd(8) with its restriction classes put in place, in the order in
 * which it is worked off.
 *
 * <p>A class is put in place where it is met first; wherever it is met again, its first restriction
 * alone stands for it, for the others decide nothing that they have not decided before.
 *
 * @param parameter such as {@code smtpd_relay_restrictions}
 * @param restrictions in order; of an unknown list those that can be seen
 * @param reason why the list is not known; null if it is
 */
public record RestrictionList(
    String parameter, List<Restriction> restrictions, @Nullable String reason) {

  /** The lists that a message passes, in their order (smtpd_check.c). */
  public static final List<String> PARAMETERS =
      List.of(
          "smtpd_client_restrictions",
          "smtpd_helo_restrictions",
          "smtpd_sender_restrictions",
          "smtpd_relay_restrictions",
          "smtpd_recipient_restrictions",
          "smtpd_data_restrictions",
          "smtpd_end_of_data_restrictions",
          "smtpd_etrn_restrictions");

  /** Those that have a say about a message: all but the one of the command ETRN. */
  public static final List<String> OF_MAIL = PARAMETERS.subList(0, 7);

  public RestrictionList {
    restrictions = List.copyOf(restrictions);
  }

  /** The list, unless it cannot be told what is in it. */
  public Known<RestrictionList> known() {
    return reason == null ? Known.of(this) : Known.unknown(new Doubt(reason, parameter));
  }

  static RestrictionList of(Service service, String parameter) {
    return new Reader(service, parameter).read();
  }

  /** Whether it refuses foreign mail from clients that nothing before permits. */
  public boolean refusesRelay() {
    for (Restriction restriction : restrictions) {
      if (restriction.is("permit")) {
        return false;
      }
      if (restriction.refusesRelay() || restriction.refusesAll()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether it refuses every client that is not known by its address or its password, whatever its
   * certificate. False also where a table or a policy server could let it pass.
   */
  public boolean refusesCertificates() {
    return refusesAllBefore(Restriction::permitsByCertificate);
  }

  /** Whether all are refused before one that permits all, asks elsewhere or is of another kind. */
  private boolean refusesAllBefore(Predicate<Restriction> kind) {
    for (Restriction restriction : restrictions) {
      if (restriction.refusesAll()) {
        return true;
      }
      if (restriction.is("permit") || restriction.asksElsewhere() || kind.test(restriction)) {
        return false;
      }
    }
    return false;
  }

  /**
   * Whether it refuses everyone whom nothing in it permits. False also where a permission before
   * depends on a table, or on the recipient.
   */
  public boolean refusesStrangers() {
    return refusesAllBefore(one -> one.is("permit_auth_destination") || one.is("permit_mx_backup"));
  }

  private static final class Reader {
    /** What a restriction costs, for rules look at each, beside a step of an expansion. */
    private static final int STEPS = 64;

    private static final String CLASSES = "smtpd_restriction_classes";

    private final Service service;
    private final String parameter;
    private final Set<String> classes = new HashSet<>();
    private final Set<String> open = new HashSet<>();
    private boolean hasHiddenClasses;

    /** Where the restrictions of a class that was put in place begin in the list. */
    private final Map<ClassUse, Integer> begun = new HashMap<>();

    private final List<Restriction> all = new ArrayList<>();
    private final @Nullable AcceptedValues known;
    private @Nullable String reason;

    Reader(Service service, String parameter) {
      this.service = service;
      this.parameter = parameter;
      Parameter definition = service.setup().parameters().find(parameter);
      this.known = definition == null ? null : definition.values();
    }

    RestrictionList read() {
      for (Known<String> word : service.value(CLASSES).words()) {
        word.fold(classes::add, () -> false, doubt -> hasHiddenClasses = true);
      }
      read(parameter, null, false);
      return new RestrictionList(parameter, all, reason);
    }

    /**
     * A class in a place.
     *
     * @param warnOnly whether {@code warn_if_reject} stands before it, which is for all of it
     */
    private record ClassUse(String name, boolean warnOnly) {}

    private void read(String list, @Nullable String restrictionClass, boolean warnAlways) {
      Doubt hidden = service.value(list).known().doubt();
      if (hidden != null) {
        cannotTell(hidden.reason());
      }
      boolean warnOnly = warnAlways;
      List<ListWord> words = ListWord.of(service, list);
      for (int i = 0; i < words.size(); i++) {
        if (all.size() >= Limits.RESTRICTIONS || !service.setup().spend(STEPS)) {
          cannotTell("more than " + Limits.RESTRICTIONS + " restrictions in a list");
          return;
        }
        ListWord word = words.get(i);
        String name = word.text();
        if (name.equalsIgnoreCase("warn_if_reject")) {
          warnOnly = true;
          continue;
        }
        AcceptedValues.Value builtIn = builtIn(name);
        boolean table = builtIn == null && (name.indexOf(':') >= 0 || name.startsWith("{"));
        if (builtIn == null && !table && mayBeClass(name)) {
          cannotTell("'" + name + "' may be a class of " + CLASSES + ", which is hidden");
        }
        if (builtIn == null && !table && classes.contains(name) && !open.contains(name)) {
          readClass(new ClassUse(name, warnOnly));
        } else {
          boolean due = builtIn != null && builtIn.takesArgument();
          String next = due && i + 1 < words.size() ? words.get(i + 1).text() : null;
          all.add(
              new Restriction(
                  table ? impliedCheck() : name,
                  table ? name : next,
                  table || due,
                  table || builtIn != null,
                  warnOnly,
                  restrictionClass,
                  word.span()));
          i += next == null ? 0 : 1;
        }
        warnOnly = warnAlways;
      }
    }

    private void readClass(ClassUse use) {
      Integer earlier = begun.get(use);
      if (earlier != null) {
        if (earlier < all.size()) {
          all.add(all.get(earlier));
        }
      } else if (open.size() >= Limits.CLASS_DEPTH) {
        cannotTell("more than " + Limits.CLASS_DEPTH + " restriction classes inside each other");
      } else {
        open.add(use.name());
        begun.put(use, all.size());
        read(use.name(), use.name(), use.warnOnly());
        open.remove(use.name());
      }
    }

    /** Whether a name that is no class for all that can be seen may yet be one. */
    private boolean mayBeClass(String name) {
      return hasHiddenClasses
          && !classes.contains(name)
          && service.value(name).known().isSet().ifUnknown(true);
    }

    private void cannotTell(String why) {
      reason = reason == null ? why : reason;
    }

    private AcceptedValues.@Nullable Value builtIn(String name) {
      return known == null ? null : known.find(name, service.setup().version());
    }

    /** The check that a table stands for in a list (smtpd_check.c, def_acl). */
    private String impliedCheck() {
      return switch (parameter) {
        case "smtpd_client_restrictions" -> "check_client_access";
        case "smtpd_helo_restrictions" -> "check_helo_access";
        case "smtpd_sender_restrictions" -> "check_sender_access";
        case "smtpd_etrn_restrictions" -> "check_etrn_access";
        default -> "check_recipient_access";
      };
    }
  }
}
