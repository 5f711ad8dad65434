package io.github.posttlslint.referee;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lookup tables of a random set-up. */
final class RandomTables {

  private static final List<String> TABLES = List.of("texthash", "texthash", "hash", "inline");

  private final Choices choices;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<String> compiled = new ArrayList<>();

  RandomTables(Choices choices) {
    this.choices = choices;
  }

  /** The files of the tables, by their names. */
  Map<String, String> files() {
    return files;
  }

  /** The names of those that have to be compiled. */
  List<String> compiled() {
    return compiled;
  }

  /** The reference to a table with these rows, which is of one type or another. */
  String lookup(String name, Map<String, String> rows) {
    String type = choices.pick(TABLES);
    if (type.equals("inline")) {
      return rows.entrySet().stream()
          .map(row -> "{ " + row.getKey() + " = " + row.getValue() + " }")
          .collect(Collectors.joining(", ", "inline:{ ", " }"));
    }
    String file = name.replace("_maps", "") + files.size();
    files.put(
        file,
        rows.entrySet().stream()
            .map(row -> row.getKey() + " " + row.getValue() + "\n")
            .collect(Collectors.joining()));
    if (type.equals("hash")) {
      compiled.add(file);
    }
    return type + ":/etc/postfix/" + file;
  }
}
