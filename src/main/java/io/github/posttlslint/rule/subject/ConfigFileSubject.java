package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code config-file}: main.cf or master.cf as a file.
 *
 * <p>Facts: {@code file} (main or master), {@code bom} (begins with a byte order mark), {@code
 * crlf} (has a line that ends in CR LF). Its place is its start.
 */
final class ConfigFileSubject implements Subject {

  private final Setup setup;
  private final SourceText source;
  private final String file;

  private ConfigFileSubject(Setup setup, SourceText source, String file) {
    this.setup = setup;
    this.source = source;
    this.file = file;
  }

  static List<ConfigFileSubject> all(Setup setup) {
    List<ConfigFileSubject> all = new ArrayList<>();
    MainCf main = setup.main();
    if (main != null) {
      all.add(new ConfigFileSubject(setup, main.source(), "main"));
    }
    MasterCf master = setup.master();
    if (master != null) {
      all.add(new ConfigFileSubject(setup, master.source(), "master"));
    }
    return all;
  }

  @Override
  public Setup setup() {
    return setup;
  }

  @Override
  public List<Service> services() {
    return List.of();
  }

  @Override
  public Value value(String parameter) {
    return setup.value(parameter);
  }

  @Override
  public @Nullable Fact fact(String name) {
    return switch (name) {
      case "file" -> Fact.of(file);
      case "bom" -> Fact.of(source.hasByteOrderMark());
      case "crlf" -> Fact.of(source.text().contains("\r\n"));
      default -> SetupFacts.of(setup, name);
    };
  }

  @Override
  public @Nullable Span place(String anchor) {
    return null;
  }

  @Override
  public Span place() {
    return Span.startOf(source.file());
  }

  @Override
  public @Nullable String parameter() {
    return null;
  }
}
