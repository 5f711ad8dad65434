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
 * Lines of a table that were not read, of which nothing can be told.
 *
 * @param use the table
 * @param reason why they were not, a phrase without a full stop
 * @param place where they begin; where the table is named if none was read
 */
record UnreadLines(TableUse use, String reason, Span place) implements Subject {

  @Override
  public Setup setup() {
    return use.setup();
  }

  @Override
  public List<Service> services() {
    return List.of();
  }

  @Override
  public Fact fact(String name) {
    return new Fact.Unknown(reason, "");
  }

  @Override
  public Value value(String parameter) {
    return use.value(parameter);
  }

  @Override
  public @Nullable Span place(String anchor) {
    return null;
  }

  @Override
  public String parameter() {
    return use.parameter();
  }
}
