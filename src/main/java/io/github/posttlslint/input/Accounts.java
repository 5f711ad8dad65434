package io.github.posttlslint.input;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of users and groups as files of the form of passwd(5) and group(5) have them. A number
 * without a name there stays a number; 0 is root.
 *
 * @param users the names of users by their numbers
 * @param groups the names of groups by their numbers
 */
record Accounts(Map<Integer, String> users, Map<Integer, String> groups) {
  private static final String USERS = "/etc/passwd";
  private static final String GROUPS = "/etc/group";

  /** Those of a tree; without names if it has no such files. */
  static Accounts of(FileTree tree) {
    return new Accounts(names(tree, USERS), names(tree, GROUPS));
  }

  String user(int uid) {
    return name(users, uid);
  }

  String group(int gid) {
    return name(groups, gid);
  }

  private static String name(Map<Integer, String> names, int id) {
    return id == 0 ? "root" : names.getOrDefault(id, Integer.toUnsignedString(id));
  }

  /** The names by number; of several with one number the first, as getpwuid(3) gives it. */
  private static Map<Integer, String> names(FileTree tree, String path) {
    Map<Integer, String> names = new HashMap<>();
    String text;
    try {
      text = new String(tree.read(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return names;
    }
    for (String line : text.split("\n", -1)) {
      String[] fields = line.split(":", -1);
      if (fields.length > 3 && !fields[0].isEmpty()) {
        add(fields[0], fields[2], names);
      }
    }
    return names;
  }

  private static void add(String name, String number, Map<Integer, String> names) {
    try {
      names.putIfAbsent(Integer.parseUnsignedInt(number), name);
    } catch (NumberFormatException e) {
      // not a line of such a file
    }
  }
}
