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
import java.util.ArrayList;
import java.util.List;

/**
 * The list of TLS protocols for mandatory or for optional TLS that is, or may be, in force for a
 * service. A client whose policy table can demand more or less than its level has both.
 *
 * @param side the side of the service
 * @param parameter the parameter that is set: the other one where one takes its value from another
 * @param mandatory whether it is for mandatory TLS
 * @param inForce whether it counts at the TLS level
 */
public record Protocols(Side side, String parameter, boolean mandatory, Truth inForce)
    implements ServicePart {

  /**
   * All lists that are or may be in force, in the order of master.cf.
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
    Truth inForce = side.inForce(mandatory, policies, "protocols");
    String ending = mandatory ? "mandatory_protocols" : "protocols";
    if (inForce.ifUnknown(true) && side.has(side.name(ending))) {
      all.add(new Protocols(side, side.written(ending).parameter(), mandatory, inForce));
    }
  }

  /** The value; never null. */
  public Value value() {
    return value(parameter);
  }

  /** The list as it is written; empty where nothing is. */
  public Known<String> text() {
    return value().known().orUnset("");
  }

  /** The protocols; unset where Postfix refuses the list. */
  public Known<ProtocolList> list() {
    return text().then(text -> Known.ofNullable(ProtocolList.parse(text)));
  }

  /** What the release does not accept of it; unset if it accepts all. */
  public Known<ValueProblem> problem() {
    Setup setup = setup();
    Parameter known = setup.parameters().find(parameter, setup.version());
    return known == null
        ? text().then(text -> Known.unset())
        : text().then(text -> Known.ofNullable(ValueCheck.first(known, setup.version(), text)));
  }

  /**
   * The list as it is written, without the blanks after {@code >=} and {@code <=}; unset where it
   * is not written as it counts.
   */
  public Known<String> withoutBlanks() {
    String raw = value().raw();
    boolean plain = value().known().is(raw::equals).ifUnknown(false) && raw.indexOf('\n') < 0;
    if (!plain) {
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

  @Override
  public Service service() {
    return side.service();
  }

  @Override
  public Span place() {
    Span span = value().span();
    return span == null ? service().span() : span;
  }
}
