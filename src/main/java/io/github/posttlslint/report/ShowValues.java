package io.github.posttlslint.report;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Resolver;
import io.github.posttlslint.model.Role;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.postfix.DefaultVariant;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixBuild;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Which values {@code show} shows. */
final class ShowValues {

  /** What is said of a setting of the image in the place of file and line. */
  static final String STOCK = "docker-mailserver's stock configuration";

  private ShowValues() {}

  /** Where a value comes from that no file of the user has. */
  static String unwritten(Value value) {
    return value.isExplicit() ? STOCK : "by default";
  }

  /** The services with a part in TLS; all of them if {@code all}. */
  static List<Service> services(Setup setup, boolean all) {
    List<Service> services = new ArrayList<>();
    for (Service service : setup.services()) {
      if (all || service.role() != Role.NONE) {
        services.add(service);
      }
    }
    return services;
  }

  /**
   * The parameters of a service, sorted: what its program reads and has to do with TLS, and what
   * its own {@code -o} set; with {@code all} everything its program reads.
   */
  static List<String> parameters(Service service, boolean all) {
    Setup setup = service.setup();
    Parameters parameters = setup.parameters();
    TreeSet<String> names = new TreeSet<>();
    for (String name : parameters.all()) {
      Parameter parameter = parameters.find(name, setup.version());
      if (parameter != null
          && parameter.isListedIn(setup.version())
          && parameter.readBy(service.program())
          && (all || parameter.isTls())) {
        names.add(name);
      }
    }
    service.entry().overrides().forEach(override -> names.add(override.name()));
    return List.copyOf(names);
  }

  /** A text with a parameter's value as it may be shown; the user's own may hold passwords, too. */
  static String shown(Setup setup, String name, String text) {
    return folded(setup.secrets().mask(name, text));
  }

  /** What can be said of a value that is not known: of a default, which builds have which. */
  static String unknown(Value value, Doubt doubt, Setup setup) {
    Parameter parameter = setup.parameters().find(value.name(), setup.version());
    if (parameter != null && !value.isExplicit() && value.isHidden(Resolver.RELEASES)) {
      PostfixBuild build = new PostfixBuild(setup.version(), setup.platform().openSsl());
      List<String> texts = new ArrayList<>();
      for (DefaultVariant variant : DefaultVariant.of(parameter, build)) {
        String text = variant.value();
        if (text != null) {
          texts.add((text.isEmpty() ? "empty" : text) + " " + variant.where());
        }
      }
      if (texts.size() > 1) {
        return String.join("; ", texts);
      }
    }
    return "unknown: " + setup.secrets().mask(doubt);
  }

  /** A value on one line, as postconf(1) prints it: runs of white space are one space. */
  private static String folded(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean space = c == ' ' || (c >= '\t' && c <= '\r');
      if (!space) {
        out.append(c);
      } else if (out.isEmpty() || out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    }
    return out.toString();
  }
}
