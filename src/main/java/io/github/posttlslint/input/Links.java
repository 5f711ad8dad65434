package io.github.posttlslint.input;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows symbolic links in trees whose files are held in memory. */
final class Links {

  private Links() {}

  /**
   * A path with all links followed.
   *
   * @param at what lies at a path, links not followed; null if nothing
   * @param target where it leads, as it says; null if it is no link
   * @return null if it leads nowhere, or through too many links
   */
  static <T> @Nullable String follow(
      String path, Function<String, @Nullable T> at, Function<T, @Nullable String> target) {
    if (Paths.isTooLong(path)) {
      return null;
    }
    String current = "/";
    Deque<String> rest = new ArrayDeque<>(Paths.components(path));
    int links = 0;
    while (!rest.isEmpty()) {
      String part = rest.remove();
      if (part.equals("..")) {
        current = Paths.parent(current);
        continue;
      }
      String next = Paths.join(current, part);
      T found = Paths.isTooLong(next) ? null : at.apply(next);
      if (found == null) {
        return null;
      }
      String link = target.apply(found);
      if (link == null) {
        current = next;
      } else if (++links > Limits.LINKS) {
        return null;
      } else {
        Paths.putFirst(Paths.components(link), rest);
        current = link.startsWith("/") ? "/" : current;
      }
    }
    return current;
  }
}
