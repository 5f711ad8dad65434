package io.github.posttlslint.report;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Transport;
import io.github.posttlslint.model.rewrite.Resolution;
import io.github.posttlslint.model.rewrite.Step;
import io.github.posttlslint.model.table.TableUse.Purpose;
import io.github.posttlslint.model.table.TableWords;
import io.github.posttlslint.report.ShownRoute.Line;
import io.github.posttlslint.secret.Hidden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to one address, in words that may be shown. */
final class ResolutionWords {

  private final Setup setup;
  private final String recipient;

  ResolutionWords(Setup setup, String recipient) {
    this.setup = setup;
    this.recipient = recipient;
  }

  /** The service, what it is told, and because of what. */
  List<Line> lines(Resolution resolution) {
    List<Line> lines = new ArrayList<>();
    lines.add(serviceLine(resolution));
    lines.add(new Line("next hop:", nextHop(resolution), null));
    for (Step step : resolution.steps()) {
      String origin = step.place() == null ? " (default)" : "";
      String text = step.parameter() + " = " + text(step) + origin;
      lines.add(new Line("because of:", text, step.place()));
    }
    return lines;
  }

  /** Writes the same as keys. */
  void write(Resolution resolution, Json json) throws IOException {
    json.member("class", resolution.addressClass().label());
    json.member("transport", transport(resolution));
    json.member("nextHop", nextHop(resolution));
    json.objects(
        "steps",
        resolution.steps(),
        step -> {
          json.member("parameter", step.parameter());
          json.member("text", text(step));
          Span place = step.place();
          if (place != null) {
            json.member("file", Places.within(setup.directory(), place.file()));
            json.member("line", place.startLine());
          }
        });
  }

  private Line serviceLine(Resolution resolution) {
    String name = transport(resolution);
    Service service = service(resolution.transport());
    if (service != null && !service.isAssumed()) {
      return new Line("service:", name + " (" + service.program() + ")", service.span());
    }
    boolean isMissing = service == null && setup.master() != null;
    String missing = isMissing ? ", which master.cf does not have: the mail is deferred" : "";
    return new Line("service:", name + missing, null);
  }

  private @Nullable Service service(String transport) {
    for (Service service : setup.services()) {
      if (service.name().equals(transport) && service.type().equals("unix")) {
        return service;
      }
    }
    return null;
  }

  private String transport(Resolution resolution) {
    String name = resolution.transport();
    List<Step> steps = resolution.steps();
    boolean isAlone = !steps.isEmpty() && steps.get(steps.size() - 1).text().equals(name + ":");
    // the key is what was asked for, and so no secret
    return isAlone ? TableWords.word("*", name) : transport(name, steps);
  }

  /** The name of a service that settings, or entries of tables, name. */
  String transport(String name, List<Step> steps) {
    if (service(name) != null || !hasEntry(steps)) {
      return setup.secrets().mask(name);
    }
    return isTransport(name, steps) ? TableWords.word("*", name) : Hidden.MARK;
  }

  /** Whether an entry that names no service has the form of a transport with a next hop. */
  private static boolean isTransport(String name, List<Step> steps) {
    for (Step step : steps) {
      String text = step.text();
      boolean isNamed = text.startsWith(name + ":") && text.length() > name.length() + 1;
      if (isNamed && !hops(text.substring(name.length() + 1)).equals(Hidden.MARK)) {
        return true;
      }
    }
    return false;
  }

  private String nextHop(Resolution resolution) {
    return hasEntry(resolution.steps()) && !isCommon(resolution.nextHop())
        ? hops(resolution.nextHop())
        : setup.secrets().mask(resolution.nextHop());
  }

  /** The recipient's domain, or Postfix's own words. */
  private boolean isCommon(String nextHop) {
    return nextHop.equals("Address is undeliverable") || recipient.endsWith("@" + nextHop);
  }

  private boolean hasEntry(List<Step> steps) {
    for (Step step : steps) {
      if (isOfFile(step)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a step stands in a file that may be anything. */
  private boolean isOfFile(Step step) {
    Span place = step.place();
    if (place == null) {
      return false;
    }
    if (step.parameter().endsWith("_restrictions")) {
      return true; // of a table that is named there
    }
    for (SourceText text : setup.texts()) {
      if (text.file().equals(place.file())) {
        return false;
      }
    }
    return true;
  }

  /** What a step says, as it may be shown. */
  private String text(Step step) {
    String text = step.text();
    boolean isWord = setup.value(step.parameter()).shown().contains(text);
    if (!isOfFile(step) || isWord) {
      return ShowValues.shown(setup, step.parameter(), text);
    }
    if (text.indexOf(':') < 0 || TableWords.isLookupKey(text)) {
      return TableWords.isLookupKey(text) ? text : TableWords.word("*", text);
    }
    Transport transport = Transport.parse(text);
    return TableWords.word("*", transport.name()) + ":" + hops(transport.hop());
  }

  private static String hops(String text) {
    List<String> shown = new ArrayList<>();
    for (String hop : ListText.words(text)) {
      shown.add(TableWords.key(Purpose.TRANSPORT, hop));
    }
    return shown.contains(Hidden.MARK) ? Hidden.MARK : String.join(", ", shown);
  }
}
