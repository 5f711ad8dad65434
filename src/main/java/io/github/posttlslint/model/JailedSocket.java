package io.github.posttlslint.model;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.Paths;
import java.util.List;

/** A socket of this host that a service opens when it is in its jail, the queue directory. */
public final class JailedSocket {

  private static final String UNIX = "unix:";

  /** The same of mail filters, as the milter library of Sendmail writes it. */
  private static final String LOCAL = "local:";

  /** Below the queue directory, so that a relative path would do. */
  private static final String QUEUE = "queue";

  private static final String ELSEWHERE = "elsewhere";

  private JailedSocket() {}

  /**
   * What an absolute path is meant for that leads elsewhere in the jail, {@code queue} or {@code
   * elsewhere}; unset for relative paths, for services that are not known to be in one, and where
   * the jail has a directory of that name.
   *
   * @param path with or without {@code unix:} before it
   */
  public static Known<String> aim(Service service, String path) {
    String bare = path.startsWith(UNIX) ? path.substring(UNIX.length()) : path;
    if (!service.isChrooted() || service.isAssumed() || !bare.startsWith("/")) {
      return Known.unset();
    }
    return service
        .value("queue_directory")
        .known()
        .then(queue -> aim(service.setup(), Paths.normalise(bare), queue));
  }

  /** The same of the first server in a list that leads elsewhere, as in smtpd_milters. */
  public static Known<String> aimOfFirst(Service service, Known<String> servers) {
    return servers.then(text -> aimOfFirst(service, text));
  }

  /** The first server in a list that leads elsewhere; unset if none does, or it is in braces. */
  public static Known<String> firstOutside(Service service, Known<String> servers) {
    return servers.then(
        text -> {
          for (LogicalText word : ListText.split(LogicalText.of("", text), true)) {
            if (aimOfServer(service, word.text()).isSet().ifUnknown(false)) {
              return word.text().startsWith("{") ? Known.unset() : Known.of(word.text());
            }
          }
          return Known.unset();
        });
  }

  private static Known<String> aimOfFirst(Service service, String servers) {
    for (LogicalText word : ListText.split(LogicalText.of("", servers), true)) {
      Known<String> aim = aimOfServer(service, word.text());
      if (aim.isSet().ifUnknown(true)) {
        return aim;
      }
    }
    return Known.unset();
  }

  /** The same of one such server, which can stand in braces with options of its own. */
  public static Known<String> aimOfServer(Service service, String server) {
    String text = server;
    if (text.startsWith("{") && text.endsWith("}")) {
      List<LogicalText> words =
          ListText.split(LogicalText.of("", text.substring(1, text.length() - 1)), true);
      text = words.isEmpty() ? "" : words.get(0).text();
    }
    text = text.startsWith(LOCAL) ? UNIX + text.substring(LOCAL.length()) : text;
    return text.startsWith(UNIX) ? aim(service, text) : Known.unset();
  }

  /**
   * A path inside of the jail as it counts there, without a slash before it; unset where it does
   * not lie below the jail.
   *
   * @param path with or without {@code unix:} before it
   */
  public static Known<String> inside(Service service, String path) {
    String before = path.startsWith(UNIX) ? UNIX : path.startsWith(LOCAL) ? LOCAL : "";
    String bare = path.substring(before.length());
    return service
        .value("queue_directory")
        .known()
        .then(
            queue -> {
              String top = Paths.normalise(queue) + "/";
              boolean below = bare.startsWith("/") && Paths.normalise(bare).startsWith(top);
              return below
                  ? Known.of(before + Paths.normalise(bare).substring(top.length()))
                  : Known.unset();
            });
  }

  private static Known<String> aim(Setup setup, String path, String queue) {
    if (!queue.startsWith("/")) {
      return Known.unset();
    }
    String top = Paths.normalise(queue);
    boolean isThere = setup.tree().look(Paths.parent(top + path)) instanceof Found;
    return isThere ? Known.unset() : Known.of(Paths.isBelow(path, top) ? QUEUE : ELSEWHERE);
  }
}
