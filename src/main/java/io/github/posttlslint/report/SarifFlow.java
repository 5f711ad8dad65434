package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Origin;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.run.Finding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an effective value came about, step by step: what main.cf sets, in place of the default, what
 * the value refers to, and the {@code -o} that wins.
 */
final class SarifFlow {
  private final Setup setup;
  private final String parameter;
  private final List<Step> steps = new ArrayList<>();

  private SarifFlow(Setup setup, String parameter) {
    this.setup = setup;
    this.parameter = parameter;
  }

  /**
   * A step.
   *
   * @param span where it is written
   */
  record Step(Span span, String message) {}

  /** The steps, the deciding one last; empty where a single place tells it all. */
  static List<Step> of(Finding finding, Setup setup) {
    return finding.rule().judges().equals("next-hop") ? ofWay(finding) : ofValue(finding, setup);
  }

  /** The way that mail takes, from the setting that sends it there to the one that decides. */
  private static List<Step> ofWay(Finding finding) {
    List<Step> steps = new ArrayList<>();
    for (Finding.Related place : finding.related()) {
      steps.add(new Step(place.span(), place.message()));
    }
    steps.add(new Step(finding.span(), finding.message()));
    return steps.size() < 2 ? List.of() : steps;
  }

  private static List<Step> ofValue(Finding finding, Setup setup) {
    String parameter = finding.parameter();
    if (parameter == null) {
      return List.of();
    }
    SarifFlow flow = new SarifFlow(setup, parameter);
    flow.follow(service(finding, setup));
    return flow.steps.size() < 2 ? List.of() : flow.steps;
  }

  private static @Nullable Service service(Finding finding, Setup setup) {
    for (Service service : setup.services()) {
      if (finding.services().contains(service.id())) {
        return service;
      }
    }
    return null;
  }

  private void follow(@Nullable Service service) {
    Value value = service == null ? setup.value(parameter) : service.value(parameter);
    List<Origin> origins = value.origins();
    if (origins.isEmpty() || (origins.size() == 1 && service == null)) {
      return;
    }
    Origin last = origins.get(0);
    if (last instanceof Origin.MasterCfOption) {
      Span overridden = setup.value(parameter).span();
      if (overridden != null) {
        add(overridden, "is set here for all services" + inPlaceOfDefault());
      }
    }
    for (int i = origins.size() - 1; i > 0; i--) {
      if (origins.get(i) instanceof Origin.MainCfLine line) {
        steps.add(new Step(line.span(), "'" + line.name() + "' is set here."));
      } else if (origins.get(i) instanceof Origin.MasterCfOption option) {
        steps.add(new Step(option.span(), "'" + option.name() + "' is set here for one service."));
      }
    }
    addLast(last, service);
  }

  private void addLast(Origin last, @Nullable Service service) {
    Span span = last.span();
    if (span == null) {
      if (!steps.isEmpty()) {
        String message = "is not set: its default" + quotedDefault() + ", refers to this";
        add(steps.get(steps.size() - 1).span(), message);
      }
    } else if (last instanceof Origin.MasterCfOption && service != null) {
      String place = steps.isEmpty() ? inPlaceOfDefault() : "; this wins";
      add(span, "is set here for the service '" + service.id() + "'" + place);
    } else {
      add(span, "is set here" + inPlaceOfDefault());
    }
  }

  private void add(Span span, String message) {
    steps.add(new Step(span, "'" + parameter + "' " + message + "."));
  }

  private String inPlaceOfDefault() {
    String text = quotedDefault();
    return text.isEmpty() ? "" : ", in place of the default" + text;
  }

  /** The default with the release it belongs to; empty where there is none. */
  private String quotedDefault() {
    Parameter known = setup.parameters().find(parameter, setup.version());
    List<String> defaults =
        known == null ? List.of() : known.defaultsIn(setup.version(), setup.platform().openSsl());
    if (defaults.isEmpty()) {
      return "";
    }
    if (defaults.size() > 1) {
      return " of Postfix " + setup.version() + ", which depends on patch level or OpenSSL";
    }
    String text = defaults.get(0);
    String of = " of Postfix " + setup.version();
    return of + (text.isEmpty() ? ", nothing" : ", '" + Characters.oneLine(text) + "'");
  }
}
