package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code setup}: the setup as a whole, with the values of main.cf.
 *
 * <p>Facts: {@code release}, {@code compatibility}, {@code master.seen} (see {@link SetupFacts}).
 * Its place is the start of main.cf.
 */
final class SetupSubject implements Subject {

  private final Setup setup;

  SetupSubject(Setup setup) {
    this.setup = setup;
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
    return SetupFacts.of(setup, name);
  }

  @Override
  public @Nullable Span place(String anchor) {
    return null;
  }

  @Override
  public Span place() {
    return Span.startOf(setup.mainFile());
  }

  @Override
  public @Nullable String parameter() {
    return null;
  }
}
