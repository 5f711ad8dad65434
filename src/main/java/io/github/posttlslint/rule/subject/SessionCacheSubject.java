package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.ValueCheck;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code session-cache}: a TLS session cache that tlsmgr(8) opens. tlsmgr(8) opens all of them
 * when it starts, and reads their parameters itself.
 *
 * <p>Facts: {@code setting} (the parameter), {@code database}, {@code type} (before the colon;
 * absent without one), {@code path} (after the colon), {@code in-data-directory}, {@code other}
 * (another parameter that names the same database), {@code release}, {@code compatibility}.
 * Anchors: {@code value}, {@code other}.
 */
final class SessionCacheSubject implements Subject {

  private static final List<String> PARAMETERS =
      List.of(
          "smtpd_tls_session_cache_database",
          "smtp_tls_session_cache_database",
          "lmtp_tls_session_cache_database");

  private final Setup setup;
  private final @Nullable Service manager;
  private final String parameter;

  private SessionCacheSubject(Setup setup, @Nullable Service manager, String parameter) {
    this.setup = setup;
    this.manager = manager;
    this.parameter = parameter;
  }

  static List<SessionCacheSubject> all(Setup setup) {
    Service manager = null;
    for (Service service : setup.services()) {
      manager = manager == null && service.program().equals("tlsmgr") ? service : manager;
    }
    List<SessionCacheSubject> all = new ArrayList<>();
    for (String parameter : PARAMETERS) {
      SessionCacheSubject subject = new SessionCacheSubject(setup, manager, parameter);
      all.add(subject);
    }
    return all;
  }

  @Override
  public Setup setup() {
    return setup;
  }

  @Override
  public List<Service> services() {
    return manager == null ? List.of() : List.of(manager);
  }

  @Override
  public Value value(String name) {
    return manager == null ? setup.value(name) : manager.value(name);
  }

  @Override
  public @Nullable Fact fact(String name) {
    Value value = value(parameter);
    return switch (name) {
      case "setting" -> Fact.of(parameter);
      case "database", "type", "path", "in-data-directory", "other" ->
          value.isUnknown()
              ? new Fact.Unknown(value.reason(), parameter)
              : ofDatabase(name, value.text());
      case "timeout-setting" -> Fact.of(timeoutParameter());
      case "timeout" -> timeout();
      default -> SetupFacts.of(setup, name);
    };
  }

  private String timeoutParameter() {
    return parameter.replace("_database", "_timeout");
  }

  private Fact timeout() {
    Value value = value(timeoutParameter());
    Long seconds = value.isUnknown() ? null : ValueCheck.seconds(value.text(), 's');
    return value.isUnknown()
        ? new Fact.Unknown(value.reason(), timeoutParameter())
        : seconds == null ? Fact.absent() : Fact.of(seconds);
  }

  private Fact ofDatabase(String name, String database) {
    if (database.isEmpty()) {
      return Fact.absent();
    }
    int colon = database.indexOf(':');
    String path = database.substring(colon + 1);
    return switch (name) {
      case "database" -> Fact.of(database);
      case "type" -> colon < 0 ? Fact.absent() : Fact.of(database.substring(0, colon));
      case "path" -> Fact.of(path);
      case "in-data-directory" -> inDataDirectory(path);
      default -> {
        String other = other();
        yield other == null ? Fact.absent() : Fact.of(other);
      }
    };
  }

  private Fact inDataDirectory(String path) {
    Value directory = value("data_directory");
    return directory.isUnknown()
        ? new Fact.Unknown(directory.reason(), "data_directory")
        : Fact.of(path.startsWith(directory.text() + "/"));
  }

  private @Nullable String other() {
    for (String earlier : PARAMETERS) {
      if (earlier.equals(parameter)) {
        return null;
      }
      Value value = value(earlier);
      if (!value.isUnknown() && value.text().equals(value(parameter).text())) {
        return earlier;
      }
    }
    return null;
  }

  @Override
  public @Nullable Span place(String anchor) {
    String other = anchor.equals("other") ? other() : null;
    if (anchor.equals("timeout")) {
      return value(timeoutParameter()).span();
    }
    return other != null
        ? value(other).span()
        : anchor.equals("value") ? value(parameter).valueSpan() : null;
  }

  @Override
  public Span place() {
    Span span = value(parameter).span();
    return span == null ? Span.startOf(setup.mainFile()) : span;
  }

  @Override
  public String parameter() {
    return parameter;
  }
}
