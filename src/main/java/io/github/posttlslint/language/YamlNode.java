package io.github.posttlslint.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a YAML file, with its place.
 *
 * @param form how it is written
 * @param line where it begins, from 1
 * @param column where it begins, in characters from 1
 * @param text of a scalar, as the file means it; empty for others
 * @param items of a list
 * @param entries of a mapping, by key
 */
public record YamlNode(
    Form form,
    int line,
    int column,
    String text,
    List<YamlNode> items,
    Map<String, Entry> entries) {

  /** How something is written. */
  public enum Form {
    TEXT("a text"),
    NUMBER("a number"),
    TRUTH("true or false"),
    NOTHING("nothing"),
    LIST("a list"),
    MAPPING("a mapping");

    private final String words;

    Form(String words) {
      this.words = words;
    }

    /** Whether it is a text of any form. */
    public boolean isScalar() {
      return this != LIST && this != MAPPING;
    }

    /** The form in words for people. */
    public String words() {
      return words;
    }
  }

  /**
   * A key of a mapping and what it has.
   *
   * @param line where the key stands
   * @param column where it begins
   */
  public record Entry(int line, int column, YamlNode value) {}

  /** A text. */
  public static YamlNode scalar(Form form, int line, int column, String text) {
    return new YamlNode(form, line, column, text, List.of(), Map.of());
  }

  /** A list without items. */
  public static YamlNode list(int line, int column) {
    return new YamlNode(Form.LIST, line, column, "", new ArrayList<>(), Map.of());
  }

  /** A mapping without keys. */
  public static YamlNode mapping(int line, int column) {
    return new YamlNode(Form.MAPPING, line, column, "", List.of(), new LinkedHashMap<>());
  }

  /** What a key has; null if the key is not there, or this is no mapping. */
  public @Nullable YamlNode get(String key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  /** The text that a key has; null if the key is not there. */
  public @Nullable String textOf(String key) {
    YamlNode value = get(key);
    return value == null ? null : value.text();
  }

  /** The items of the list that a key has; none if the key is not there. */
  public List<YamlNode> itemsOf(String key) {
    YamlNode list = get(key);
    return list == null ? List.of() : list.itemsOrSelf();
  }

  /** The texts of these. */
  public List<String> textsOf(String key) {
    List<String> texts = new ArrayList<>();
    itemsOf(key).forEach(item -> texts.add(item.text()));
    return texts;
  }

  /** The items of a list; a scalar is a list of itself. */
  public List<YamlNode> itemsOrSelf() {
    return form == Form.LIST ? items : List.of(this);
  }

  /** Whether it is a text that says something. */
  public boolean isText() {
    return form == Form.TEXT && !text.isBlank();
  }
}
