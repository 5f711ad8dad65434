package io.github.posttlslint.run.rule;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.posttlslint.language.RuleFaults;
import io.github.posttlslint.language.YamlNode;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a YAML file with the places of its parts. Nothing is made of types that the file names, and
 * aliases, which can grow beyond measure, are refused.
 */
final class YamlReader {

  private static final int MOST_NESTING = 100;

  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MOST_NESTING).build())
          .build();

  private final YAMLParser yaml;
  private final RuleFaults faults;

  private YamlReader(YAMLParser yaml, RuleFaults faults) {
    this.yaml = yaml;
    this.faults = faults;
  }

  /**
   * Reads a file.
   *
   * @param faults is told of keys that stand twice, and why the file cannot be read
   * @return null if it cannot be read, or is empty
   */
  static @Nullable YamlNode read(String text, RuleFaults faults) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      YamlReader reader = new YamlReader(parser, faults);
      JsonToken first = parser.nextToken();
      YamlNode root = first == null ? null : reader.node(first);
      if (root != null && parser.nextToken() != null) {
        faults.add(reader.line(), reader.column(), "expected one document");
      }
      return root;
    } catch (Refused e) {
      faults.add(e.line, e.column, String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      if (isTold(text, faults)) {
        return null;
      }
      JsonLocation at = e.getLocation();
      faults.add(
          at == null ? 1 : Math.max(1, at.getLineNr()),
          at == null ? 1 : Math.max(1, at.getColumnNr()),
          "not YAML: " + YamlWords.reason(e));
    } catch (IOException e) {
      faults.add(1, 1, "not YAML");
    }
    return null;
  }

  /** Of characters that YAML does not allow, the library does not tell the place. */
  private static boolean isTold(String text, RuleFaults faults) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
        start = i + 1;
      } else if (Character.isISOControl(c) && c != '\t' && c != '\r' && c != '\u0085') {
        faults.add(
            line, i - start + 1, "not YAML: a character U+%04X stands here".formatted((int) c));
        return true;
      }
    }
    return false;
  }

  /** What this reader takes from no file. */
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    Refused(int line, int column, String message) {
      super(message);
      this.line = line;
      this.column = column;
    }
  }

  private YamlNode node(JsonToken token) throws IOException {
    if (yaml.isCurrentAlias() || yaml.getTypeId() != null) {
      throw new Refused(line(), column(), "aliases (*name) and types (!name) are not allowed here");
    }
    int line = line();
    int column = column();
    return switch (token) {
      case START_OBJECT -> mapping(YamlNode.mapping(line, column));
      case START_ARRAY -> list(YamlNode.list(line, column));
      case VALUE_TRUE, VALUE_FALSE -> scalar(YamlNode.Form.TRUTH, line, column);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(YamlNode.Form.NUMBER, line, column);
      case VALUE_NULL -> scalar(YamlNode.Form.NOTHING, line, column);
      default -> scalar(YamlNode.Form.TEXT, line, column);
    };
  }

  private YamlNode scalar(YamlNode.Form form, int line, int column) throws IOException {
    return YamlNode.scalar(form, line, column, String.valueOf(yaml.getText()));
  }

  private YamlNode mapping(YamlNode mapping) throws IOException {
    Map<String, YamlNode.Entry> entries = mapping.entries();
    while (yaml.nextToken() == JsonToken.FIELD_NAME) {
      String key = yaml.currentName();
      int line = line();
      int column = column();
      if (yaml.isCurrentAlias()) {
        throw new Refused(line, column, "aliases (*name) and types (!name) are not allowed here");
      }
      YamlNode value = node(yaml.nextToken());
      YamlNode.Entry before = entries.putIfAbsent(key, new YamlNode.Entry(line, column, value));
      if (before != null) {
        faults.add(
            line,
            column,
            "key " + YamlWords.key(key) + " stands twice, first in line " + before.line());
      }
    }
    return mapping;
  }

  private YamlNode list(YamlNode list) throws IOException {
    for (JsonToken token = yaml.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = yaml.nextToken()) {
      list.items().add(node(token));
    }
    return list;
  }

  private int line() {
    return Math.max(1, yaml.currentTokenLocation().getLineNr());
  }

  private int column() {
    return Math.max(1, yaml.currentTokenLocation().getColumnNr());
  }
}
