package io.github.posttlslint.cf;

import io.github.posttlslint.testkit.Postconf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code postconf -M} and {@code postconf -P} print for a master.cf, which is not in all
 * points what the daemons do: {@code postconf} knows no option with an argument but {@code -o}, and
 * splits {@code -ofoo=bar} at its second {@code o}.
 */
final class PostconfMaster {

  private static final int FIELDS = 8;
  private static final int[] COLUMNS = {0, 11, 17, 25, 33, 41, 49, 57};

  private PostconfMaster() {}

  /** The lines of {@code postconf -M}. */
  static List<String> services(MasterCf cf) {
    List<String> lines = new ArrayList<>();
    for (MasterEntry entry : cf.entries()) {
      lines.add(print(words(entry)));
    }
    return lines;
  }

  /** The lines of {@code postconf -P}. */
  static List<String> parameters(MasterCf cf) {
    Map<String, SortedMap<String, String>> byService = new LinkedHashMap<>();
    List<String> order = new ArrayList<>();
    for (MasterEntry entry : cf.entries()) {
      String key = entry.service() + "/" + entry.type();
      SortedMap<String, String> found = parameters(words(entry));
      if (!found.isEmpty()) {
        byService.computeIfAbsent(key, k -> new TreeMap<>()).putAll(found);
        order.add(key);
      }
    }
    List<String> lines = new ArrayList<>();
    for (String key : order) {
      byService.get(key).forEach((name, value) -> lines.add(setting(key + "/" + name, value)));
    }
    return lines;
  }

  /** One line of {@code postconf -P}. */
  static String setting(String name, String value) {
    return Postconf.folded(name + " = " + value);
  }

  private static List<String> words(MasterEntry entry) {
    List<String> words = new ArrayList<>();
    WordReader reader = new WordReader(entry.line().text());
    for (LogicalText word = reader.next(true); word != null; word = reader.next(true)) {
      words.add(word.text());
    }
    normalize(words);
    return words;
  }

  private static boolean isOption(String word) {
    return word.startsWith("-") && !word.equals("--");
  }

  private static void normalize(List<String> words) {
    int i = FIELDS;
    for (; i < words.size() && isOption(words.get(i)); i++) {
      String word = words.get(i);
      int inner = word.indexOf('o', 2);
      if (inner > 0) {
        words.add(i + 1, "-" + word.substring(inner));
        word = word.substring(0, inner);
        words.set(i, word);
      }
      if (!word.startsWith("-o")) {
        continue;
      }
      if (word.length() > 2) {
        words.add(i + 1, word.substring(2));
        words.set(i, "-o");
      } else if (i + 1 == words.size()) {
        continue;
      }
      i++;
      if (words.get(i).startsWith("{")) {
        words.set(i, joined(unbraced(words.get(i))));
      }
    }
    for (; i < words.size(); i++) {
      if (words.get(i).startsWith("{")) {
        words.set(i, unbraced(words.get(i)));
      }
    }
  }

  private static String unbraced(String word) {
    int length = Braces.balanced(word, 0);
    String inside = length < 0 ? word.substring(1) : word.substring(1, length - 1);
    return LogicalText.of("", inside).trim().text();
  }

  private static String joined(String text) {
    NameValue split = NameValue.split(LogicalText.of("", text));
    return split.problem() == null ? split.name() + "=" + split.value() : text;
  }

  private static SortedMap<String, String> parameters(List<String> words) {
    SortedMap<String, String> parameters = new TreeMap<>();
    for (int i = FIELDS; i < words.size() && isOption(words.get(i)); i++) {
      if (words.get(i).startsWith("-o") && i + 1 < words.size()) {
        NameValue split = NameValue.split(LogicalText.of("", words.get(i + 1)));
        if (split.problem() == null && words.get(i).equals("-o")) {
          parameters.put(split.name().text(), split.value().text());
        }
        i++;
      }
    }
    return parameters;
  }

  private static String print(List<String> words) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < FIELDS; i++) {
      do {
        line.append(i == 0 ? "" : " ");
      } while (line.length() < COLUMNS[i]);
      line.append(words.get(i));
    }
    boolean options = true;
    for (int i = FIELDS; i < words.size(); i++) {
      String word = words.get(i);
      // the first word that is no option never gets its braces back
      line.append(' ').append(options ? word : inBraces(word));
      options &= isOption(word);
      if (options && word.startsWith("-o") && i + 1 < words.size()) {
        i++;
        line.append(' ').append(inBraces(words.get(i)));
      }
    }
    return line.toString();
  }

  private static String inBraces(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (Chars.isBlank(word.charAt(i))) {
        return "{" + word + "}";
      }
    }
    return word;
  }
}
