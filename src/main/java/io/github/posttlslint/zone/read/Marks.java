package io.github.posttlslint.zone.read;

/** Marks of templates in entries of zone files, none of which has a meaning of its own there. */
final class Marks {

  private Marks() {}

  /** Whether something else is to stand in a part of an entry. */
  static boolean areIn(String text) {
    return text.contains("{{")
        || text.contains("{%")
        || text.contains("<%")
        || text.contains("${")
        || isBetween(text, "@@", "@@")
        || isBetween(text, "%%", "%%")
        || isBetween(text, "__", "__")
        || isBetween(text, "@", "@");
  }

  /** A name in capitals between two marks. */
  private static boolean isBetween(String text, String open, String close) {
    for (int at = text.indexOf(open); at >= 0; at = text.indexOf(open, at + 1)) {
      int from = at + open.length();
      int end = from;
      while (end < text.length() && isOfName(text.charAt(end))) {
        end++;
      }
      while (end > from && text.charAt(end - 1) == '_') {
        end--;
      }
      if (end > from && text.startsWith(close, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfName(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
