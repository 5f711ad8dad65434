package io.github.posttlslint.model.change;

import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Level;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.change.Scale.Order;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.LinkedHashSet;
import java.util.List;
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
 *   <li>the TLS level as server and as client ({@link Level}),
 *   <li>the protocols and cipher suites in force,
 *   <li>whether passwords go without TLS that is demanded,
 *   <li>the access restrictions of a server,
 *   <li>what the clients of each listener meet, and what holds on each way of mail,
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
  private static final MasterCf PROGRAMS =
      MasterCf.parse(
          SourceText.of(
              "master.cf",
              """
              smtp inet n - n - - smtpd
              smtp unix - - n - - smtp
              lmtp unix - - n - - lmtp
              tlsproxy unix - - n - - tlsproxy
              postscreen unix - - n - - postscreen
              """));

  private static final List<ServiceCheck> CHECKS =
      List.of(
          SideStrength::level,
          SideStrength::protocols,
          SideStrength::ciphers,
          SideStrength::passwords,
          RestrictionStrength::loss);

  private Strength() {}

  /**
   * Something that is less than before, or may be.
   *
   * @param text a sentence about it, with its full stop
   */
  public record Loss(String text) {

    /** What an order of two values means for a service; null if it is no loss. */
    static @Nullable Loss of(Order order, String what, Service service) {
      return switch (order) {
        case NOT_WEAKER -> null;
        case WEAKER -> new Loss("It weakens " + what + " for " + service.id() + ".");
        case UNKNOWN -> new Loss("It may weaken " + what + " for " + service.id() + ".");
      };
    }
  }

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
    loss = loss == null ? ListenerStrength.loss(before, after) : loss;
    loss = loss == null ? WayStrength.loss(before, after) : loss;
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
    return lossOfServices(before.with(null, PROGRAMS), after.with(null, PROGRAMS));
  }

  private static @Nullable Loss lossOfServices(Setup before, Setup after) {
    List<Service> services = after.services();
    if (services.size() != before.services().size()) {
      return new Loss("It changes which services there are.");
    }
    ChangedSettings changed = new ChangedSettings(before, after);
    Set<String> reached = changed.reachedBy(changed.main());
    for (int i = 0; i < services.size(); i++) {
      Service old = before.services().get(i);
      Service now = services.get(i);
      if (!old.id().equals(now.id()) || !old.program().equals(now.program())) {
        return new Loss("It changes which services there are.");
      }
      Set<String> options = changed.ofOptions(old, now);
      if (changed.main().isEmpty() && options.isEmpty() && !changed.all()) {
        continue;
      }
      for (ServiceCheck check : old.hasTls() ? CHECKS : List.<ServiceCheck>of()) {
        Loss loss = check.loss(old, now);
        if (loss != null) {
          return loss;
        }
      }
      Set<String> names = reached;
      if (!options.isEmpty()) {
        options.addAll(changed.main());
        names = changed.reachedBy(options);
      }
      Loss loss = ParameterStrength.loss(old, now, names);
      if (loss != null) {
        return loss;
      }
    }
    return null;
  }
}
