package io.github.posttlslint.zone.read;

import java.util.List;
import java.util.Locale;

/** Names of zone files, most of which tell that of the zone. */
final class FileNames {

  private static final List<String> BEFORE = List.of("db.", "pri.", "named.", "zone.", "master.");
  private static final List<String> BEHIND =
      List.of(
          ".j2",
          ".jinja2",
          ".erb",
          ".tmpl",
          ".tpl",
          ".in",
          ".template",
          ".zone",
          ".db",
          ".hosts",
          ".dns",
          ".txt",
          ".signed",
          ".unsigned",
          ".fwd");

  private FileNames() {}

  /** The name of the zone, as {@code db.example.org} tells it; empty if it does not. */
  static String zone(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    for (String before : BEFORE) {
      if (name.startsWith(before)) {
        name = name.substring(before.length());
        break;
      }
    }
    String cut;
    do {
      cut = name;
      for (String behind : BEHIND) {
        name = name.endsWith(behind) ? name.substring(0, name.length() - behind.length()) : name;
      }
    } while (!cut.equals(name));
    return isDomain(name) ? name : "";
  }

  private static boolean isDomain(String name) {
    boolean hasDot = false;
    boolean isStart = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
      if (!isLetter && !(c == '-' && !isStart) && !(c == '.' && !isStart)) {
        return false;
      }
      hasDot |= c == '.';
      isStart = c == '.';
    }
    return hasDot && !isStart;
  }
}
