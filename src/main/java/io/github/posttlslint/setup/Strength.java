package io.github.posttlslint.setup;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.Mentions;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.pki.CipherString;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.setup.Scale.Order;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a changed setup protects no less than it did: the question before a fix may be called
 * safe.
 *
 * <p>It compares, for each service of master.cf and for each program with TLS as main.cf alone sets
 * it up:
 *
 * <ul>
 *   <li>the TLS level as server and as client ({@link Levels}),
 *   <li>the protocols and cipher suites in force,
 *   <li>whether passwords go without TLS that is demanded,
 *   <li>the access restrictions of a server,
 *   <li>every other parameter that there is, by the order of its values, if that is known ({@link
 *       Scale}).
 * </ul>
 *
 * Where values are dead, such as those in quotation marks, the setups without them are compared as
 * well ({@link DeadValues}). Besides, no other setting that was dead may come into force with
 * another value ({@link Awakening}). What cannot be told counts as a loss.
 */
public final class Strength {

  /** One service of each program that has TLS, without options. */
  private static final String PROGRAMS =
      """
      smtp inet n - n - - smtpd
      smtp unix - - n - - smtp
      lmtp unix - - n - - lmtp
      tlsproxy unix - - n - - tlsproxy
      postscreen unix - - n - - postscreen
      """;

  private static final List<String> PREFIXES =
      List.of("smtpd_", "smtp_", "lmtp_", "postscreen_", "tlsproxy_");

  private static final List<ServiceCheck> CHECKS =
      List.of(
          Strength::level,
          Strength::protocols,
          Strength::ciphers,
          Strength::passwords,
          Strength::restrictions);

  private Strength() {}

  /**
   * Something that is less than before, or may be.
   *
   * @param text a sentence about it, with its full stop
   */
  public record Loss(String text) {}

  /** Compares one thing of a service; null if it is no less than before. */
  private interface ServiceCheck {
    @Nullable Loss loss(Service before, Service after);
  }

  /** The first thing that a changed setup protects less, by its own release or the former one. */
  public static @Nullable Loss loss(Setup before, Setup after) {
    Set<PostfixVersion> releases = new LinkedHashSet<>();
    releases.add(before.version());
    releases.add(after.version());
    for (PostfixVersion release : releases) {
      Setup old = before.version().equals(release) ? before : before.at(release);
      Setup now = after.version().equals(release) ? after : after.at(release);
      Loss loss = lossIn(old, now);
      if (loss != null) {
        return loss;
      }
    }
    return null;
  }

  private static @Nullable Loss lossIn(Setup before, Setup after) {
    String woken = Awakening.first(before, after);
    if (woken != null) {
      return new Loss("It brings " + woken + " into force, which has another value now.");
    }
    Loss loss = lossOfAll(before, after);
    Setup old = DeadValues.without(before);
    Setup now = DeadValues.without(after);
    boolean any = old != before || now != after;
    return loss == null && any ? lossOfAll(old, now) : loss;
  }

  private static @Nullable Loss lossOfAll(Setup before, Setup after) {
    Loss loss = lossOfServices(before, after);
    if (loss != null || before.main() == null) {
      return loss;
    }
    MasterCf programs = MasterCf.parse(SourceText.of("master.cf", PROGRAMS));
    return lossOfServices(before.with(null, programs), after.with(null, programs));
  }

  private static @Nullable Loss lossOfServices(Setup before, Setup after) {
    Set<String> changed = Awakening.changed(before, after);
    List<Service> services = after.services();
    if (services.size() != before.services().size()) {
      return new Loss("It changes which services there are.");
    }
    boolean all = isOpen(before) != isOpen(after);
    Collection<String> names = names(before, after, changed, all);
    for (int i = 0; i < services.size(); i++) {
      Service old = before.services().get(i);
      Service now = services.get(i);
      if (!old.id().equals(now.id()) || !old.program().equals(now.program())) {
        return new Loss("It changes which services there are.");
      }
      Set<String> options = changedOptions(old, now, !changed.isEmpty());
      if (changed.isEmpty() && options.isEmpty() && !all) {
        continue;
      }
      for (ServiceCheck check : old.hasTls() ? CHECKS : List.<ServiceCheck>of()) {
        Loss loss = check.loss(old, now);
        if (loss != null) {
          return loss;
        }
      }
      options.addAll(options.isEmpty() ? Set.of() : changed);
      Loss loss =
          parameters(old, now, options.isEmpty() ? names : names(before, after, options, all));
      if (loss != null) {
        return loss;
      }
    }
    return null;
  }

  private static boolean isOpen(Setup setup) {
    MainCf main = setup.main();
    return main == null || main.openEnded();
  }

  /**
   * The options that a service has otherwise.
   *
   * @param mainChanged whether those count too that take something from main.cf
   */
  private static Set<String> changedOptions(Service before, Service after, boolean mainChanged) {
    Map<String, List<String>> olds = Awakening.options(before);
    Map<String, List<String>> news = Awakening.options(after);
    Set<String> changed = new HashSet<>();
    for (Map<String, List<String>> options : List.of(olds, news)) {
      options.forEach(
          (name, values) -> {
            boolean refers = mainChanged && String.join(" ", values).indexOf('$') >= 0;
            if (refers || !values.equals(olds.get(name)) || !values.equals(news.get(name))) {
              changed.add(name);
            }
          });
    }
    return changed;
  }

  /** The names that have changed, and those whose values could be made of them. */
  private static Collection<String> names(
      Setup before, Setup after, Set<String> changed, boolean all) {
    Set<String> names = new LinkedHashSet<>();
    if (all) {
      names.addAll(before.parameters().namesOf(before.version()));
    }
    Map<String, List<String>> byDefault = before.parameters().referring(before.version());
    Map<String, List<String>> bySetting = new HashMap<>();
    for (Setup setup : List.of(before, after)) {
      MainCf main = setup.main();
      for (MainCfEntry entry : main == null ? List.<MainCfEntry>of() : main.entries()) {
        for (String used : Mentions.in(entry.value().text())) {
          bySetting.computeIfAbsent(used, first -> new ArrayList<>()).add(entry.name());
        }
      }
    }
    Deque<String> left = new ArrayDeque<>(changed);
    while (!left.isEmpty()) {
      String name = left.remove();
      if (names.add(name)) {
        left.addAll(byDefault.getOrDefault(name, List.of()));
        left.addAll(bySetting.getOrDefault(name, List.of()));
      }
    }
    return names;
  }

  private static @Nullable Loss level(Service before, Service after) {
    List<Levels> olds = Levels.all(before);
    List<Levels> news = Levels.all(after);
    for (int i = 0; i < olds.size(); i++) {
      Levels old = olds.get(i);
      Levels now = news.get(i);
      boolean same = old.name().equals(now.name()) && Objects.equals(old.reason(), now.reason());
      boolean mended =
          old.reason() == null
              && now.reason() == null
              && isMended(old, now)
              && !isLessThanMainCf(now, after);
      boolean broken = isBroken(before.value(old.decidedBy()), now.reason() != null);
      if (same || mended || broken) {
        continue;
      }
      boolean unknown = old.reason() != null || now.reason() != null;
      Order order = unknown ? Order.UNKNOWN : LevelOrder.compare(old.name(), now.name());
      if (order == Order.WEAKER) {
        String text = "It lowers the TLS level of %s from %s to %s.";
        return new Loss(text.formatted(after.id(), old.name(), now.name()));
      } else if (order == Order.UNKNOWN) {
        return doubt("the TLS level", after);
      }
    }
    return null;
  }

  /** Whether an option sets a lower level than main.cf does. */
  private static boolean isLessThanMainCf(Levels now, Service after) {
    Value main = after.setup().value(now.decidedBy());
    return after.override(now.decidedBy()) != null
        && main.isExplicit()
        && !main.isUnknown()
        && LevelOrder.compare(main.text(), now.name()) == Order.WEAKER;
  }

  private static boolean isMended(Levels old, Levels now) {
    return isMended(old.name(), now.name());
  }

  private static @Nullable Loss protocols(Service before, Service after) {
    return ofSides(
        before,
        after,
        (old, now) -> {
          boolean known = old.protocols() != null && now.protocols() != null;
          Order order =
              known ? Scale.protocols(old.protocols(), now.protocols()) : Order.NOT_WEAKER;
          return loss(order, "the TLS protocols", now.service());
        });
  }

  private static @Nullable Loss ciphers(Service before, Service after) {
    return ofSides(
        before, after, (old, now) -> loss(ciphers(old, now), "the ciphers", now.service()));
  }

  private static Order ciphers(TlsSide before, TlsSide after) {
    CipherChoice old = CipherChoice.of(before);
    CipherChoice now = CipherChoice.of(after);
    boolean same =
        old == null
            || (now != null
                && old.string().equals(now.string())
                && Objects.equals(old.reason(), now.reason()));
    if (same) {
      return Order.NOT_WEAKER;
    }
    CipherString was = old == null ? null : old.resolve();
    CipherString is = now == null ? null : now.resolve();
    if (was == null || was.problem() != null) {
      // the parameters are compared each by itself
      boolean seen = old == null || old.reason() == null || old.reason().equals(Resolver.BROKEN);
      return seen ? Order.NOT_WEAKER : Order.UNKNOWN;
    }
    if (is == null || is.problem() != null) {
      return Order.UNKNOWN;
    }
    Set<CipherSuite> suites = new HashSet<>(was.usable());
    return suites.containsAll(is.usable()) ? Order.NOT_WEAKER : Order.WEAKER;
  }

  /** Compares one thing of a side; null if it is no less than before. */
  private interface SideCheck {
    @Nullable Loss loss(TlsSide before, TlsSide after);
  }

  private static @Nullable Loss ofSides(Service before, Service after, SideCheck check) {
    List<TlsSide> olds = TlsSide.of(before);
    List<TlsSide> news = TlsSide.of(after);
    for (int i = 0; i < olds.size(); i++) {
      Loss loss = check.loss(olds.get(i), news.get(i));
      if (loss != null) {
        return loss;
      }
    }
    return null;
  }

  private static @Nullable Loss passwords(Service before, Service after) {
    return ofSides(
        before,
        after,
        (old, now) -> {
          String was = passwordsInClear(old);
          String is = passwordsInClear(now);
          boolean fine = was.equals(is) || was.equals("yes") || is.equals("no");
          boolean known = was.equals("no") && is.equals("yes");
          Order order = fine ? Order.NOT_WEAKER : known ? Order.WEAKER : Order.UNKNOWN;
          return loss(order, "what keeps passwords inside TLS", now.service());
        });
  }

  /** Whether passwords can be sent without TLS: yes, no, or unknown. */
  private static String passwordsInClear(TlsSide side) {
    String family = side.name("");
    String prefix = family.substring(0, family.length() - "tls_".length());
    Value enabled = side.service().value(prefix + "sasl_auth_enable");
    Value inside = side.service().value(family + "auth_only");
    if (!enabled.isUnknown() && !enabled.text().equalsIgnoreCase("yes")) {
      return "no";
    }
    if (side.isMandatory() || inside.text().equalsIgnoreCase("yes")) {
      return "no";
    }
    boolean unknown = enabled.isUnknown() || inside.isUnknown() || side.level().reason() != null;
    return unknown ? "unknown" : "yes";
  }

  private static @Nullable Loss restrictions(Service before, Service after) {
    if (!before.program().equals("smtpd")) {
      return null;
    }
    for (String parameter : RestrictionList.PARAMETERS) {
      RestrictionList old = before.restrictions(parameter);
      RestrictionList now = after.restrictions(parameter);
      if (opensRelay(parameter, before, after)) {
        return loss(Order.UNKNOWN, parameter, after);
      }
      if (Objects.equals(old.reason(), now.reason())) {
        Order order = restrictions(old.restrictions(), now.restrictions());
        boolean mended =
            isMended(before.value(parameter).text(), after.value(parameter).text())
                && old.refusesRelay() == now.refusesRelay()
                && before.value(parameter).text().indexOf('#') < 0;
        if (order != Order.NOT_WEAKER && !mended) {
          return loss(order, parameter, after);
        }
      } else if (!isBroken(before.value(parameter), now.reason() != null)) {
        return doubt(parameter, after);
      }
    }
    return null;
  }

  /** Whether a new list lets everybody relay, be it that no mail passed before. */
  private static boolean opensRelay(String parameter, Service before, Service after) {
    RestrictionList now = after.restrictions(parameter);
    return parameter.equals("smtpd_relay_restrictions")
        && !before.value(parameter).text().equals(after.value(parameter).text())
        && now.reason() == null
        && !now.restrictions().isEmpty()
        && !now.refusesRelay();
  }

  /**
   * Nothing may be gone. What is new may only refuse, but for the end: there whoever is not refused
   * is let in anyway.
   */
  private static Order restrictions(List<Restriction> before, List<Restriction> after) {
    List<String> gone = new ArrayList<>(words(before));
    for (String word : words(after)) {
      boolean refuses = word.startsWith("reject") || word.startsWith("defer");
      if (!gone.isEmpty() && gone.get(0).equals(word)) {
        gone.remove(0);
      } else if (!refuses && !gone.isEmpty()) {
        return Order.UNKNOWN;
      }
    }
    return gone.isEmpty() ? Order.NOT_WEAKER : Order.WEAKER;
  }

  private static List<String> words(List<Restriction> restrictions) {
    List<String> words = new ArrayList<>();
    for (Restriction one : restrictions) {
      words.add(
          (one.warnOnly() ? "warn_if_reject " : "")
              + one.name().toLowerCase(Locale.ROOT)
              + " "
              + one.argument());
    }
    return words;
  }

  private static @Nullable Loss parameters(
      Service before, Service after, Collection<String> names) {
    for (String name : names) {
      if (!isListed(name, before)) {
        Order order = compareOther(name, last(name, before), last(name, after));
        if (order != Order.NOT_WEAKER) {
          return loss(order, name, after);
        }
      } else if (isRead(name, before.program())) {
        Order order = compare(name, before.value(name), after.value(name));
        boolean mended = order == Order.UNKNOWN && isMadeOfMended(name, before, after);
        if (order == Order.NOT_WEAKER && isLessThanMainCf(name, before, after)) {
          order = Order.WEAKER;
        }
        if (order != Order.NOT_WEAKER && !mended) {
          return loss(order, name, after);
        }
      }
    }
    return null;
  }

  /** Whether a changed option sets something that protects less than what main.cf sets. */
  private static boolean isLessThanMainCf(String name, Service before, Service after) {
    Value main = after.setup().value(name);
    Value now = after.value(name);
    return after.override(name) != null
        && !before.value(name).text().equals(now.text())
        && main.isExplicit()
        && !main.isUnknown()
        && !now.isUnknown()
        && Scale.of(name).compare(main.text(), now.text()) == Order.WEAKER;
  }

  /** For an old name, or one of the user's own: it may be a class of restrictions, or a table's. */
  private static Order compareOther(String name, @Nullable String before, @Nullable String after) {
    if (after == null || after.equals(before)) {
      return Order.NOT_WEAKER;
    }
    return compare(Scale.of(name), before == null ? "" : before, after);
  }

  private static boolean isListed(String name, Service service) {
    Parameter parameter = service.setup().parameters().find(name);
    return parameter != null && parameter.isListedIn(service.setup().version());
  }

  /** What an option or else main.cf sets a name to; null if neither does. */
  private static @Nullable String last(String name, Service service) {
    ParameterOverride option = service.override(name);
    if (option != null) {
      return option.value().text();
    }
    MainCf main = service.setup().main();
    MainCfEntry entry = main == null ? null : main.find(name);
    return entry == null ? null : entry.value().text();
  }

  /** Whether a program can look at a parameter: not if it is another program's own. */
  private static boolean isRead(String name, String program) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix) && PREFIXES.contains(program + "_")) {
        return prefix.startsWith(program) && prefix.length() == program.length() + 1;
      }
    }
    return true;
  }

  private static Order compare(String name, Value before, Value after) {
    if (before.state() == after.state()
        && before.text().equals(after.text())
        && before.reason().equals(after.reason())
        && (!before.isUnknown() || before.raw().equals(after.raw()))) {
      return Order.NOT_WEAKER;
    }
    Scale scale = Scale.of(name);
    if (scale == Scale.ELSEWHERE) {
      return Order.NOT_WEAKER;
    }
    if (before.isUnknown() || after.isUnknown()) {
      return isBroken(before, after.isUnknown()) ? Order.NOT_WEAKER : Order.UNKNOWN;
    }
    if (scale == Scale.OWN_KEY && !before.isExplicit()) {
      return Order.NOT_WEAKER;
    }
    return compare(scale, before.text(), after.text());
  }

  /** Postfix may live with a value that it does not understand: only a known scale tells. */
  private static Order compare(Scale scale, String before, String after) {
    Order order = scale.compare(before, after);
    boolean mended = order == Order.UNKNOWN && scale != Scale.NONE && isMended(before, after);
    return mended ? Order.NOT_WEAKER : order;
  }

  /** Whether it is a default that no program could work out, so that none ran, and now is known. */
  private static boolean isBroken(Value before, boolean stillUnknown) {
    return before.reason().equals(Resolver.BROKEN) && !before.isExplicit() && !stillUnknown;
  }

  /** Whether a value is what another one was meant to be, which Postfix does not understand. */
  private static boolean isMended(String before, String after) {
    return !before.equals(after) && bare(before).equals(bare(after));
  }

  /** Whether all that a value is made of, and that has changed, was mended. */
  private static boolean isMadeOfMended(String name, Service before, Service after) {
    boolean any = false;
    Set<String> changed = Awakening.changed(before.setup(), after.setup());
    for (String other : before.setup().resolved(name).used()) {
      if (changed.contains(other)) {
        if (!isMended(before.value(other).text(), after.value(other).text())) {
          return false;
        }
        any = true;
      }
    }
    boolean own = before.override(name) != null || after.override(name) != null;
    return any && !own && before.value(name).raw().equals(after.value(name).raw());
  }

  /** A value without a comment, quotation marks and a comma at its end. */
  static String bare(String text) {
    String bare = text;
    for (int i = 1; i < bare.length(); i++) {
      if (bare.charAt(i) == '#' && Character.isWhitespace(bare.charAt(i - 1))) {
        bare = bare.substring(0, i);
      }
    }
    bare = bare.strip();
    int last = bare.length() - 1;
    boolean quoted =
        last > 0 && "\"'".indexOf(bare.charAt(0)) >= 0 && bare.charAt(last) == bare.charAt(0);
    bare = quoted ? bare.substring(1, last) : bare;
    while (bare.endsWith(",")) {
      bare = bare.substring(0, bare.length() - 1);
    }
    return bare;
  }

  private static @Nullable Loss loss(Order order, String what, Service service) {
    return switch (order) {
      case NOT_WEAKER -> null;
      case WEAKER -> new Loss("It weakens " + what + " for " + service.id() + ".");
      case UNKNOWN -> doubt(what, service);
    };
  }

  private static Loss doubt(String what, Service service) {
    return new Loss("It may weaken " + what + " for " + service.id() + ".");
  }
}
