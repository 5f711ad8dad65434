package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.Macro;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Resolver;
import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.tls.Server;
import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.postfix.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A {@code $name} in a setting, the name of which has no value: neither a parameter of the release
 * nor set in main.cf nor, as far as it counts there, by a {@code -o}.
 *
 * @param name after the dollar
 * @param isTested whether the value asks whether the name is set: <code>${name?...}</code>
 * @param complete whether all that could set the name was seen
 */
public record UndefinedReference(
    Setting setting, Macro.Name name, boolean isTested, boolean complete) implements SettingPart {

  /** All of a setup, in the order of its files. */
  public static List<UndefinedReference> all(Settings settings) {
    List<UndefinedReference> all = new ArrayList<>();
    Setup setup = settings.setup();
    for (Setting setting : settings.all()) {
      String text = setting.line().value().text();
      Parameter parameter = text.indexOf('$') < 0 ? null : setting.known();
      boolean expands = parameter == null || !parameter.isRaw(setup.version());
      if (text.indexOf('$') >= 0 && expands) {
        new Finder(setting, settings.unusedNames(), all).add(Macro.parse(text, setup.grammar()));
      }
    }
    return all;
  }

  /** Goes through the value of a setting. */
  private record Finder(Setting setting, UnusedNames names, List<UndefinedReference> all) {

    void add(Macro macro) {
      for (Macro.Part part : macro.parts()) {
        if (part instanceof Macro.Expression expression) {
          add(expression);
        }
      }
    }

    private void add(Macro.Expression expression) {
      Macro.Subject subject = expression.subject();
      if (subject instanceof Macro.Name name) {
        if (!names.isDefined(name.name(), setting.service())) {
          boolean tested = !expression.isPlain();
          boolean complete = !setting.setup().hidesSettings(setting.service());
          all.add(new UndefinedReference(setting, name, tested, complete));
        }
      } else if (subject instanceof Macro.Comparison comparison) {
        add(comparison.left());
        add(comparison.right());
      } else if (subject instanceof Macro.Function function) {
        add(function.argument());
      }
      if (expression.whenSet() != null) {
        add(expression.whenSet().text());
      }
      if (expression.whenEmpty() != null) {
        add(expression.whenEmpty().text());
      }
    }
  }

  /** Whether it stands in a parameter of this release that has to do with TLS or SASL. */
  public boolean isTls() {
    Parameter parameter = setting.known();
    return parameter != null && parameter.isTls();
  }

  /**
   * Whether it leaves nothing of the level of an smtpd(8) that others than this host reach and that
   * has a certificate, so that TLS is off there.
   */
  public Truth isLevelEmptied() {
    Service service = setting.service();
    boolean ofServer = service != null && service.program().equals("smtpd");
    return service == null || !ofServer || service.role() == Role.INTERNAL
        ? Truth.NO
        : Truth.all(
            Truth.of(parameter().equals("smtpd_tls_security_level")),
            service.value(parameter()).known().isSet().not(),
            Side.server(service).level().is("none"),
            new Server(service).namesCertificate());
  }

  /**
   * The one name that is set in main.cf and nearly the same, or a parameter's that is written
   * otherwise; null if there is none, or several are as near.
   */
  public @Nullable String nearestName() {
    Setup setup = setting.setup();
    List<String> own = new ArrayList<>();
    for (MainCfEntry entry : setup.mainEntries()) {
      if (!own.contains(entry.name()) && !entry.name().equals(parameter())) {
        own.add(entry.name());
      }
    }
    String nearest = Nearest.only(name.name(), own);
    if (nearest != null && beginsAlike(name.name(), nearest)) {
      return nearest;
    }
    String plain = name.name().toLowerCase(Locale.ROOT).replace('-', '_');
    boolean known = setup.parameters().find(plain, setup.version()) != null;
    return known && !plain.equals(parameter()) ? plain : null;
  }

  /**
   * Whether the first words are nearly the same: {@code mua_client_restrictions} is no slip for
   * {@code smtpd_client_restrictions}, however long the end that they share.
   */
  private static boolean beginsAlike(String one, String other) {
    return Nearest.word(firstWord(one), List.of(firstWord(other))) != null;
  }

  private static String firstWord(String name) {
    int end = name.indexOf('_');
    return end < 0 ? name : name.substring(0, end);
  }

  /** Yes, unless something unseen may set the name. */
  public Truth isCertain() {
    return complete ? Truth.YES : Truth.unknown(Doubt.of(Resolver.UNSEEN));
  }

  /** The name after the dollar. */
  @Override
  public Span place() {
    LogicalText value = setting.line().value();
    return value.span(name.from(), name.to());
  }
}
