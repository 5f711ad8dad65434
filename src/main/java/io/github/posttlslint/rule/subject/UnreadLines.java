package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a table after {@link Limits#TABLE_LINES}, of which nothing can be told.
 *
 * @param use the table
 * @param text its lines that were read
 */
record UnreadLines(TableUse use, SourceText text) implements Subject {

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
    String reason = "only the first " + Limits.TABLE_LINES + " lines of a table are judged";
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
  public Span place() {
    return text.span(text.text().length(), text.text().length());
  }

  @Override
  public String parameter() {
    return use.parameter();
  }
}
