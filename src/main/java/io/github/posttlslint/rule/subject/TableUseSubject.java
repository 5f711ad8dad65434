package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.TableUse;
import io.github.posttlslint.setup.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that a parameter names, or a thing in it.
 *
 * <p>Facts of all such subjects: {@code parameter}; furthermore the facts of kind {@code setup}.
 */
abstract class TableUseSubject implements Subject {

  private final TableUse use;

  TableUseSubject(TableUse use) {
    this.use = use;
  }

  /** How the parameter names the table. */
  final TableUse use() {
    return use;
  }

  @Override
  public final Setup setup() {
    return use.setup();
  }

  @Override
  public final List<Service> services() {
    Service service = use.service();
    return service == null ? List.of() : List.of(service);
  }

  @Override
  public final Value value(String parameter) {
    return use.value(parameter);
  }

  @Override
  public final @Nullable Fact fact(String name) {
    Fact own = own(name);
    if (own != null) {
      return own;
    }
    return name.equals("parameter") ? Fact.of(use.parameter()) : SetupFacts.of(setup(), name);
  }

  /** A fact of the kind; null if there is none of that name. */
  abstract @Nullable Fact own(String name);

  @Override
  public @Nullable Span place(String anchor) {
    return null;
  }

  @Override
  public final String parameter() {
    return use.parameter();
  }
}
