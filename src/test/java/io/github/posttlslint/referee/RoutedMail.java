package io.github.posttlslint.referee;

import java.util.List;
import java.util.Map;

/**
 * A set-up and mail for it.
 *
 * @param name tells it from others
 * @param files of {@code /etc/postfix}: main.cf, master.cf, tables and certificates
 * @param compiled the names of the tables that have to be compiled
 * @param mails what comes in, by SMTP at {@link #PORT}; no recipient is there twice
 */
record RoutedMail(String name, Map<String, String> files, List<String> compiled, List<Mail> mails) {

  /** Where the set-up takes mail. */
  static final int PORT = 2500;

  /** A message. */
  record Mail(String sender, String recipient) {}

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name).append('\n');
    files.forEach(
        (file, content) -> {
          if (!content.contains("-----BEGIN")) {
            text.append("--- ").append(file).append('\n').append(content);
          }
        });
    return text.toString();
  }
}
