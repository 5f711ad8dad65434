package io.github.posttlslint.routes;

import java.nio.file.Path;

/** Says in advance what Postfix will do with mail, out of its configuration. */
public interface Foreteller {

  /**
   * Foretells a message that comes by SMTP from 127.0.0.1, and what {@link MailServer} will meet.
   *
   * @param configDirectory {@code etc/postfix} below the root that is laid over the host; tables
   *     and certificates are named by their absolute paths there
   */
  Foretold foretell(Path configDirectory, String sender, String recipient);
}
