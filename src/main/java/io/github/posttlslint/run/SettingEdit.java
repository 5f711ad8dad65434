package io.github.posttlslint.run;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.language.Subject;
import io.github.posttlslint.model.Origin;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a setting, written {@code name = value}, into main.cf or into the options of a service: in
 * the place of one that is there, else as a line of its own.
 */
final class SettingEdit {

  private SettingEdit() {}

  /**
   * Into the options of the subject's service; null if it is not seen whole, or a word ends them,
   * behind which the program looks at no option.
   */
  static Finding.@Nullable Edit option(Subject<?> subject, String setting) {
    List<Service> services = subject.thing().concerned();
    Service service = services.isEmpty() ? null : services.get(0);
    if (service == null
        || service.isAssumed()
        || service.entry().openEnded()
        || !service.entry().operands().isEmpty()) {
      return null;
    }
    String name = name(setting);
    ParameterOverride own = service.override(name);
    if (own != null) {
      return own.conditional() ? null : new Finding.Edit(own.valueSpan(), value(setting));
    }
    List<LogicalText> lines = service.entry().line().parts();
    LogicalText last = lines.get(lines.size() - 1);
    String indentation = lines.size() == 1 ? "  " : indentation(last.text());
    return below(
        last.source(), last.span().endLine(), indentation + "-o " + name + "=" + value(setting));
  }

  private static String indentation(String line) {
    int end = 0;
    while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
      end++;
    }
    return end == 0 ? "  " : line.substring(0, end);
  }

  /** To where another parameter is set; null if that is nowhere. */
  static Finding.@Nullable Edit beside(Subject<?> subject, String other, String setting) {
    Value old = subject.thing().value(name(setting));
    Origin neighbour = subject.thing().value(other).origins().get(0);
    if (origin(old) instanceof Origin.MasterCfOption option) {
      return new Finding.Edit(option.valueSpan(), value(setting));
    }
    if (neighbour instanceof Origin.MasterCfOption) {
      return option(subject, setting);
    }
    if (origin(old) instanceof Origin.MainCfLine line) {
      return new Finding.Edit(line.valueSpan(), value(setting));
    }
    MainCf main = subject.thing().setup().main();
    if (neighbour instanceof Origin.MainCfLine line && main != null) {
      for (MainCfEntry entry : main.entries()) {
        if (entry.span().equals(line.span())) {
          List<LogicalText> parts = entry.line().parts();
          return below(main.source(), parts.get(parts.size() - 1).span().endLine(), setting);
        }
      }
    }
    return null;
  }

  /** A line at the end of master.cf; null if a template may have it. */
  static Finding.@Nullable Edit service(MasterCf master, String line) {
    if (master.openEnded()) {
      return null;
    }
    SourceText source = master.source();
    String text = source.text();
    String lineEnd = text.endsWith("\r\n") ? "\r\n" : "\n";
    String before = text.isEmpty() || text.endsWith("\n") ? "" : lineEnd;
    Span end = source.span(text.length(), text.length());
    return new Finding.Edit(end, before + line + lineEnd);
  }

  private static @Nullable Origin origin(Value value) {
    return value.origins().isEmpty() ? null : value.origins().get(0);
  }

  private static Finding.Edit below(SourceText source, int line, String text) {
    int end = source.startOfLine(line) + source.line(line).length();
    Span place = source.span(end, end);
    return new Finding.Edit(place, (source.text().startsWith("\r", end) ? "\r\n" : "\n") + text);
  }

  private static String name(String setting) {
    return setting.substring(0, setting.indexOf(" = "));
  }

  private static String value(String setting) {
    return setting.substring(setting.indexOf(" = ") + 3);
  }
}
