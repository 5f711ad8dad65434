package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.TlsFiles;
import io.github.posttlslint.setup.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Certificates that are loaded but not judged, of which nothing can be told.
 *
 * @param files what they are loaded among
 * @param place where the first of them begins
 * @param reason why they are not judged, a phrase without a full stop
 */
record UnjudgedChain(TlsFiles files, Span place, String reason) implements Subject {

  @Override
  public Setup setup() {
    return files.setup();
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
    return files.sides().get(0).service().value(parameter);
  }

  @Override
  public @Nullable Span place(String anchor) {
    return null;
  }

  @Override
  public @Nullable String parameter() {
    return null;
  }
}
