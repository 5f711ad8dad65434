package io.github.posttlslint.postfix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types of lookup tables, the part before the colon in {@code hash:/etc/postfix/access}. */
public final class TableTypes {

  private static final TableTypes LIST = new TableTypes(ReferenceText.load("table-types"));

  private final ReferenceText text;

  private TableTypes(ReferenceText text) {
    this.text = text;
  }

  /** The list, read once. */
  public static TableTypes load() {
    return LIST;
  }

  /** The names of the types of a release. */
  public List<String> names(PostfixVersion version) {
    List<String> names = new ArrayList<>();
    for (String name : text.keys()) {
      TableType type = find(name);
      if (type != null && type.life().contains(version)) {
        names.add(name);
      }
    }
    return names;
  }

  /** The type of this exact name in any release; null if there is none. */
  public @Nullable TableType find(String name) {
    String[] fields = text.find(name);
    return fields == null
        ? null
        : new TableType(
            name,
            LifeSpan.parse(fields[1]),
            TableType.Kind.valueOf(fields[2].toUpperCase(Locale.ROOT)),
            fields.length > 3 ? List.of(fields[3].split(" ")) : List.of());
  }
}
