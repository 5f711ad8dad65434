package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.Paths;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.BerkeleyTables;
import io.github.posttlslint.model.DataDirectory;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.postfix.ValueCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A TLS session cache. tlsmgr(8) opens all of them when it starts, and reads their parameters
 * itself.
 *
 * @param manager the service that opens it; null if master.cf has none
 * @param parameter the parameter that names the database
 */
public record SessionCache(Setup setup, @Nullable Service manager, String parameter)
    implements Thing {

  private static final List<String> PARAMETERS =
      List.of(
          "smtpd_tls_session_cache_database",
          "smtp_tls_session_cache_database",
          "lmtp_tls_session_cache_database");

  /** The caches of a setup. */
  public static List<SessionCache> all(Setup setup) {
    Service manager = null;
    for (Service service : setup.services()) {
      manager = manager == null && service.program().equals("tlsmgr") ? service : manager;
    }
    List<SessionCache> all = new ArrayList<>();
    for (String parameter : PARAMETERS) {
      all.add(new SessionCache(setup, manager, parameter));
    }
    return all;
  }

  /** The database, such as {@code btree:/var/lib/postfix/smtp_scache}. */
  public Known<String> database() {
    return value(parameter).known();
  }

  /** The type of the database, which is that of default_database_type where it names none. */
  public Known<String> type() {
    return database()
        .then(
            text -> {
              int colon = text.indexOf(':');
              return colon < 0
                  ? value("default_database_type").known()
                  : Known.of(text.substring(0, colon));
            });
  }

  /** Whether the type is one of Berkeley DB's, which this Postfix is built without. */
  public Truth isGone() {
    return type()
        .fold(one -> new BerkeleyTables(setup).isGone(one), () -> Truth.NO, Truth::unknown);
  }

  /** Whether a warning is logged that the type has no future. */
  public Truth isDeprecated() {
    return type()
        .fold(one -> new BerkeleyTables(setup).isDeprecated(one), () -> Truth.NO, Truth::unknown);
  }

  /** The name of the file, without its suffix. */
  public Known<String> path() {
    return database().map(text -> text.substring(text.indexOf(':') + 1));
  }

  /** Whether the file is in the data directory; unset where there is none. */
  public Known<Boolean> isInDataDirectory() {
    Known<String> directory = value("data_directory").known().orUnset("");
    return path().with(directory, (path, in) -> path.startsWith(in + "/"));
  }

  /** The directory that the file is to lie in, if it is not there; that of tlsmgr(8) is made. */
  public Known<String> missingFolder() {
    return isInDataDirectory()
        .with(path(), (isInside, path) -> isInside && isDirectlyInside(path) ? "" : path)
        .then(
            path ->
                path.startsWith("/")
                    ? new DataDirectory(setup).missingFolder(path, parameter)
                    : Known.unset());
  }

  private boolean isDirectlyInside(String path) {
    String directory = value("data_directory").known().or("", "");
    return Paths.parent(Paths.normalise(path)).equals(Paths.normalise(directory));
  }

  /** Whether the type has a capital letter, which no type of Postfix has. */
  public Known<Boolean> hasCapitals() {
    return type().map(text -> !text.equals(text.toLowerCase(Locale.ROOT)));
  }

  /** Whether proxymap(8) opens it for tlsmgr(8): it is listed (proxymap.c). */
  public Truth isApproved() {
    return database()
        .fold(own -> value("proxy_write_maps").lists(own), () -> Truth.NO, Truth::unknown);
  }

  /** Another parameter, one before this, that names the same database; null if none. */
  public @Nullable String other() {
    for (String earlier : PARAMETERS) {
      if (earlier.equals(parameter)) {
        return null;
      }
      if (value(earlier).known().equalTo(database()).ifUnknown(false)) {
        return earlier;
      }
    }
    return null;
  }

  /** The parameter that tells how long a session is kept. */
  public String timeoutParameter() {
    return parameter.replace("_database", "_timeout");
  }

  /** How long a session is kept, in seconds; unset where that is no time. */
  public Known<Long> timeout() {
    return value(timeoutParameter())
        .known()
        .then(text -> Known.ofNullable(ValueCheck.seconds(text, 's')));
  }

  @Override
  public @Nullable Service service() {
    return manager;
  }

  @Override
  public Span place() {
    Span span = value(parameter).span();
    return span == null ? Span.startOf(setup.mainFile()) : span;
  }
}
