package io.github.posttlslint.rule.subject;

import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A thing that neither one service nor one parameter has to do with: the values are main.cf's. */
public abstract class SetupWideSubject implements Subject {

  private final Setup setup;

  /** A thing of this setup. */
  protected SetupWideSubject(Setup setup) {
    this.setup = setup;
  }

  @Override
  public final Setup setup() {
    return setup;
  }

  @Override
  public final List<Service> services() {
    return List.of();
  }

  @Override
  public final Value value(String parameter) {
    return setup.value(parameter);
  }

  @Override
  public final @Nullable String parameter() {
    return null;
  }
}
