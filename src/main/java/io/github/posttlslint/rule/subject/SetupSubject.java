package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.PostfixVersion;
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
 * <p>Facts: {@code release}, {@code compatibility}, {@code master.seen}, {@code master.known}
 * (true; cannot be told where master.cf was not seen), {@code release.evident} (the oldest release
 * that the setup can be for: the judged one, unless that is the newest for want of better; then the
 * first that knows all that is set). Its place is the start of main.cf.
 */
final class SetupSubject implements Subject {

  /** The first release with this type of service, which every newer master.cf has for postlogd. */
  private static final PostfixVersion UNIX_DGRAM = PostfixVersion.of(3, 4);

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
    boolean seen = setup.master() != null;
    return switch (name) {
      case "master.seen" -> Fact.of(seen);
      case "master.known" -> seen ? Fact.of(true) : new Fact.Unknown("master.cf was not seen", "");
      case "release.evident" -> new Fact.Release(evidentRelease());
      default -> SetupFacts.of(setup, name);
    };
  }

  private PostfixVersion evidentRelease() {
    if (!setup.version().equals(PostfixVersion.NEWEST)) {
      return setup.version();
    }
    PostfixVersion evident = PostfixVersion.OLDEST;
    MainCf main = setup.main();
    if (main != null) {
      for (MainCfEntry entry : main.entries()) {
        evident = atLeast(evident, entry.name());
      }
    }
    for (Service service : setup.services()) {
      if (service.type().equals("unix-dgram")) {
        evident = evident.isAtLeast(UNIX_DGRAM) ? evident : UNIX_DGRAM;
      }
      for (ParameterOverride override : service.entry().overrides()) {
        evident = atLeast(evident, override.name());
      }
    }
    return evident;
  }

  private PostfixVersion atLeast(PostfixVersion release, String name) {
    Parameter parameter = setup.parameters().find(name);
    return parameter == null || release.isAtLeast(parameter.since().release())
        ? release
        : parameter.since().release();
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
