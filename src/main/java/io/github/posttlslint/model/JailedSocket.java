package io.github.posttlslint.model;

import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.Paths;

/** A socket of this host that a service opens when it is in its jail, the queue directory. */
public final class JailedSocket {

  private static final String UNIX = "unix:";

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

  private static Known<String> aim(Setup setup, String path, String queue) {
    if (!queue.startsWith("/")) {
      return Known.unset();
    }
    String top = Paths.normalise(queue);
    boolean isThere = setup.tree().look(Paths.parent(top + path)) instanceof Found;
    return isThere ? Known.unset() : Known.of(Paths.isBelow(path, top) ? QUEUE : ELSEWHERE);
  }
}
