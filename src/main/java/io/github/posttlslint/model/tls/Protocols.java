package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.PolicyLevels;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.ServicePart;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.ProtocolList;
import io.github.posttlslint.postfix.ValueCheck;
import io.github.posttlslint.postfix.ValueProblem;
import io.github.posttlslint.secret.Hidden;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of TLS protocols for mandatory or for optional TLS that is, or may be, in force for a
 * service, or that a TLS policy has in its stead. A client whose policy table can demand more or
 * less than its level has both.
 *
 * @param side the side of the service
 * @param parameter the parameter that is set, the other one where one takes its value from another;
 *     or the one that names the policy's table
 * @param mandatory whether it is for mandatory TLS
 * @param inForce whether it counts at the TLS level
 * @param policy the attribute of the policy that has it; null for a parameter's
 */
public record Protocols(
    Side side, String parameter, boolean mandatory, Truth inForce, @Nullable OfPolicy policy)
    implements ServicePart {

  private static final String ATTRIBUTE = "protocols";

  /**
   * The list of a TLS policy.
   *
   * @param whom the next hops that the policy is for, in words
   * @param text the list
   * @param span the attribute
   * @param isShown whether messages may show words of the list
   */
  public record OfPolicy(String whom, String text, Span span, boolean isShown) {}

  /**
   * All lists of parameters that are or may be in force, in the order of master.cf.
   *
   * @param policies what policy tables ask for
   */
  public static List<Protocols> all(Setup setup, PolicyLevels policies) {
    List<Protocols> all = new ArrayList<>();
    for (Side side : setup.sides()) {
      add(side, false, policies, all);
      add(side, true, policies, all);
    }
    return all;
  }

  private static void add(
      Side side, boolean mandatory, PolicyLevels policies, List<Protocols> all) {
    Truth inForce = side.inForce(mandatory, policies, ATTRIBUTE);
    String ending = mandatory ? "mandatory_protocols" : ATTRIBUTE;
    if (inForce.ifUnknown(true) && side.has(side.name(ending))) {
      all.add(new Protocols(side, side.written(ending).parameter(), mandatory, inForce, null));
    }
  }

  /** The value of the parameter; never null. */
  private Value value() {
    return value(parameter);
  }

  /** What messages call it: the parameter, or the attribute of a policy. */
  public String called() {
    return policy == null ? parameter : "protocols= of the policy for " + policy.whom();
  }

  /** Whether it is set, be it to nothing. */
  public boolean isExplicit() {
    return policy != null || value().isExplicit();
  }

  /** The list as it is written; empty where nothing is. */
  public Known<String> text() {
    return policy == null ? value().known().orUnset("") : Known.of(policy.text());
  }

  /** Where the list stands in main.cf or master.cf; null if it does not. */
  public @Nullable Span valueSpan() {
    return policy == null ? value().valueSpan() : null;
  }

  /** The protocols; unset where Postfix refuses the list. */
  public Known<ProtocolList> list() {
    return text().then(text -> Known.ofNullable(ProtocolList.parse(text, setup().version())));
  }

  /** The versions that the server takes or the client offers; unset where the list is refused. */
  public Known<List<String>> versions() {
    return list().map(list -> list.usable(side.isServer()));
  }

  /** What the release does not accept of it; unset if it accepts all. */
  public Known<ValueProblem> problem() {
    Setup setup = setup();
    String reader = policy == null ? parameter : "smtp_tls_mandatory_protocols";
    Parameter known = setup.parameters().find(reader, setup.version());
    return known == null
        ? text().then(text -> Known.unset())
        : text().then(text -> Known.ofNullable(ValueCheck.first(known, setup.version(), text)));
  }

  /**
   * The list as it is written, without the blanks after {@code >=} and {@code <=}; unset where it
   * is not written as it counts.
   */
  public Known<String> withoutBlanks() {
    String raw = asItCounts();
    if (raw == null) {
      return Known.unset();
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      boolean afterBound =
          out.length() > 1
              && out.charAt(out.length() - 1) == '='
              && "<>".indexOf(out.charAt(out.length() - 2)) >= 0;
      if (!afterBound || !Character.isWhitespace(c)) {
        out.append(c);
      }
    }
    return Known.of(out.toString());
  }

  /** The list as it is written; null where that is not how it counts. */
  @Nullable String asItCounts() {
    if (policy != null) {
      return null;
    }
    String raw = value().raw();
    boolean plain = value().known().is(raw::equals).ifUnknown(false) && raw.indexOf('\n') < 0;
    return plain ? raw : null;
  }

  @Override
  public Service service() {
    return side.service();
  }

  @Override
  public Span place() {
    Span span = policy == null ? value().span() : policy.span();
    return span == null ? service().span() : span;
  }

  @Override
  public String quoted(String fact, String text) {
    boolean isWord = fact.equals("token") || fact.equals("void-bound");
    return isWord && policy != null && !policy.isShown() ? Hidden.MARK : text;
  }
}
