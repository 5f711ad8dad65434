package io.github.posttlslint.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.run.Configuration.ForPaths;
import io.github.posttlslint.run.Configuration.Item;
import io.github.posttlslint.run.Configuration.Section;
import io.github.posttlslint.run.rule.YamlWords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration file; {@code rules/configuration.schema.json} describes its form. It looks
 * at the tokens of the YAML one by one: nothing is made of types that the file names, and aliases,
 * which can grow beyond measure, are refused.
 */
public final class ConfigurationReader {

  /** How the value of a key is written. */
  enum Shape {
    /** One word. */
    WORD,
    /** A list of words, or one. */
    LIST,
    /** A mapping of words to words. */
    MAPPING
  }

  /** The keys, with the options that they stand for. */
  static final Map<String, Key> KEYS = keys();

  private static final String OVERRIDES = "overrides";
  private static final String PATHS = "paths";
  private static final String EXTENDS = "extends";

  /**
   * A key of the file.
   *
   * @param option the option that it stands for
   */
  record Key(String option, Shape shape) {}

  /** A file that cannot be used; the message says what was found and what was expected. */
  public static final class MalformedException extends Exception {
    private final int line;

    MalformedException(int line, String message) {
      super(message);
      this.line = line;
    }

    /** Where, from 1. */
    public int line() {
      return line;
    }
  }

  private final JsonParser yaml;

  private ConfigurationReader(JsonParser yaml) {
    this.yaml = yaml;
  }

  private static Map<String, Key> keys() {
    Map<String, Key> keys = new LinkedHashMap<>();
    for (String word :
        List.of(
            "postfix-version",
            "openssl-version",
            "files",
            "fail-on",
            "min-severity",
            "expiry-days",
            "baseline",
            "require-reasons")) {
      keys.put(word, new Key(word, Shape.WORD));
    }
    for (String list :
        List.of(
            "rules",
            "profile",
            "select",
            "enable",
            "disable",
            "exclude",
            "not-here",
            "template-values")) {
      keys.put(list, new Key(list, Shape.LIST));
    }
    keys.put("names", new Key("name", Shape.LIST));
    keys.put("zones", new Key("zone", Shape.LIST));
    keys.put("sts-policies", new Key("sts-policy", Shape.LIST));
    keys.put("severity", new Key("severity", Shape.MAPPING));
    keys.put("map", new Key("map", Shape.MAPPING));
    return keys;
  }

  /**
   * Reads a file's text; an empty one says nothing.
   *
   * @throws MalformedException if it is not YAML, or has keys or values that are not known
   */
  public static Configuration read(String text) throws MalformedException {
    try (JsonParser yaml = new YAMLFactory().createParser(text)) {
      return new ConfigurationReader(yaml).file();
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new MalformedException(Math.max(1, line), "not YAML: " + YamlWords.reason(e));
    } catch (IOException e) {
      throw new MalformedException(1, "cannot be read");
    }
  }

  private Configuration file() throws IOException, MalformedException {
    List<ForPaths> overrides = new ArrayList<>();
    Map<String, List<Item>> base = new LinkedHashMap<>();
    Item extended = null;
    JsonToken first = next();
    if (first != null && first != JsonToken.VALUE_NULL) {
      expect(first, JsonToken.START_OBJECT, "a mapping with keys such as 'postfix-version'");
      Set<String> seen = new HashSet<>();
      while (next() == JsonToken.FIELD_NAME) {
        String key = key(seen, List.of(OVERRIDES, EXTENDS));
        if (key.equals(OVERRIDES)) {
          readOverrides(overrides);
        } else if (key.equals(EXTENDS)) {
          next();
          extended = word("the name of a file after '" + EXTENDS + "'");
        } else {
          readValue(key, base);
        }
      }
      if (next() != null) {
        throw problem("expected one document");
      }
    }
    return new Configuration(new Section(base), overrides, extended);
  }

  private void readOverrides(List<ForPaths> overrides) throws IOException, MalformedException {
    expect(next(), JsonToken.START_ARRAY, "a list of mappings with 'paths' and settings");
    int patterns = 0;
    while (next() != JsonToken.END_ARRAY) {
      expect(yaml.currentToken(), JsonToken.START_OBJECT, "a mapping with 'paths' and settings");
      int line = line();
      Map<String, List<Item>> settings = new LinkedHashMap<>();
      List<Item> paths = List.of();
      Set<String> seen = new HashSet<>();
      while (next() == JsonToken.FIELD_NAME) {
        String key = key(seen, List.of(PATHS));
        if (key.equals(PATHS)) {
          paths = list(key);
        } else {
          readValue(key, settings);
        }
      }
      if (paths.isEmpty()) {
        throw new MalformedException(line, "an override needs 'paths', directories it is for");
      }
      for (Item path : paths) {
        patterns += path.text().length();
      }
      if (patterns > Limits.PATTERN_LENGTH) {
        throw new MalformedException(
            line, "more than " + Limits.PATTERN_LENGTH + " characters in all 'paths' of the file");
      }
      overrides.add(new ForPaths(paths, new Section(settings)));
    }
  }

  private String key(Set<String> seen, List<String> more) throws IOException, MalformedException {
    String key = yaml.currentName();
    if (!KEYS.containsKey(key) && !more.contains(key)) {
      TreeSet<String> known = new TreeSet<>(KEYS.keySet());
      known.addAll(more);
      String near = Nearest.word(key, List.copyOf(known));
      throw problem(
          "unknown key "
              + YamlWords.key(key)
              + (near == null
                  ? "; expected one of " + String.join(", ", known)
                  : " (did you mean '" + near + "'?)"));
    }
    if (!seen.add(key)) {
      throw problem("key '" + key + "' stands twice");
    }
    return key;
  }

  private void readValue(String name, Map<String, List<Item>> settings)
      throws IOException, MalformedException {
    Key key = KEYS.get(name);
    if (key == null) {
      throw problem("unknown key '" + name + "'");
    }
    List<Item> items =
        switch (key.shape()) {
          case WORD -> {
            next();
            yield List.of(word("one word after '" + name + "'"));
          }
          case LIST -> list(name);
          case MAPPING -> mapping(name);
        };
    if (!items.isEmpty()) {
      settings.put(key.option(), items);
    }
  }

  private List<Item> list(String name) throws IOException, MalformedException {
    List<Item> items = new ArrayList<>();
    if (next() != JsonToken.START_ARRAY) {
      items.add(word("a list after '" + name + "'"));
      return items;
    }
    while (next() != JsonToken.END_ARRAY) {
      items.add(word("a word in the list of '" + name + "'"));
    }
    return items;
  }

  private List<Item> mapping(String name) throws IOException, MalformedException {
    expect(next(), JsonToken.START_OBJECT, "a mapping after '" + name + "'");
    List<Item> items = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    while (next() == JsonToken.FIELD_NAME) {
      String key = yaml.currentName();
      if (!seen.add(key)) {
        throw problem("key " + YamlWords.key(key) + " stands twice");
      }
      next();
      Item value = word("one word after " + YamlWords.key(key));
      items.add(new Item(key + "=" + value.text(), value.line()));
    }
    return items;
  }

  private Item word(String expected) throws IOException, MalformedException {
    JsonToken token = yaml.currentToken();
    if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
      throw problem("expected " + expected);
    }
    return new Item(yaml.getText(), line());
  }

  private void expect(@Nullable JsonToken token, JsonToken kind, String what)
      throws MalformedException {
    if (token != kind) {
      throw problem("expected " + what);
    }
  }

  /** The next token; null at the end. */
  private @Nullable JsonToken next() throws IOException, MalformedException {
    JsonToken token = yaml.nextToken();
    if (yaml instanceof YAMLParser parser && parser.isCurrentAlias()) {
      throw problem("aliases (*name) are not allowed here");
    }
    if (token != null && token != JsonToken.FIELD_NAME && yaml.getTypeId() != null) {
      throw problem("types (!name) are not allowed here");
    }
    return token;
  }

  private int line() {
    return Math.max(1, yaml.currentTokenLocation().getLineNr());
  }

  private MalformedException problem(String message) {
    return new MalformedException(line(), message);
  }
}
