package io.github.posttlslint.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.github.posttlslint.cf.TemplateNames.Entry;
import io.github.posttlslint.cf.TemplateNames.Form;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the values of a file of variables of Ansible, or of another YAML file with a mapping, as
 * YAML 1.1 means them: {@code yes} is true. Nothing is made of aliases and of types that the file
 * names, such as {@code !vault}: what has one is known to be there, and no more.
 */
public final class VariableFile {

  /** Mappings inside each other whose values are looked at, and all others. */
  private static final int DEEPEST = 8;

  private static final int MOST_NESTING = 100;

  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MOST_NESTING).build())
          .build();

  private static final Pattern WHOLE = Pattern.compile("[-+]?(?:0|[1-9][0-9]{0,14})");
  private static final Pattern FRACTION =
      Pattern.compile("(-?(?:0|[1-9][0-9]{0,7})\\.(?!0000)[0-9]{0,6}?[0-9])0*");

  /** Times and numbers to the base of 60, which a text in quotes looks like, too. */
  private static final Pattern DOUBTFUL =
      Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?|[0-9]{4}-[0-9]{1,2}-.*|=");

  private final YAMLParser yaml;
  private final String file;
  private final Map<String, Entry> entries = new HashMap<>();

  private VariableFile(YAMLParser yaml, String file) {
    this.yaml = yaml;
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param file its name in reports
   * @return by name; those of a mapping in it with a dot before them
   * @throws IOException if it is no mapping, or what it says cannot be told
   */
  public static Map<String, Entry> read(String text, String file) throws IOException {
    try (YAMLParser yaml = FACTORY.createParser(text)) {
      VariableFile reader = new VariableFile(yaml, file);
      JsonToken first = yaml.nextToken();
      if (first == JsonToken.START_OBJECT && yaml.getTypeId() == null) {
        if (!reader.readMapping("", 0)) {
          throw new IOException("another mapping is merged into it");
        }
        first = null;
      }
      boolean isEmpty = first == null || reader.isNothing(first);
      if (!isEmpty || yaml.nextToken() != null) {
        throw new IOException("expected one mapping");
      }
      return reader.entries;
    } catch (JsonProcessingException e) {
      throw new IOException("not YAML", e); // its own message shows a line
    }
  }

  /** Returns whether all keys are known. */
  private boolean readMapping(String prefix, int depth) throws IOException {
    boolean isWhole = true;
    while (yaml.nextToken() == JsonToken.FIELD_NAME) {
      String key = yaml.currentName();
      isWhole &= !yaml.isCurrentAlias() && !key.equals("<<") && key.indexOf('.') < 0;
      int line = Math.max(1, yaml.currentTokenLocation().getLineNr());
      Entry entry = entry(prefix + key, line, yaml.nextToken(), depth);
      Entry before = entries.put(prefix + key, entry);
      if (before != null) {
        entries.put(prefix + key, new Entry(Form.OTHER, "", file, line));
      }
    }
    return isWhole;
  }

  private Entry entry(String name, int line, JsonToken token, int depth) throws IOException {
    boolean isOther = yaml.isCurrentAlias() || yaml.getTypeId() != null;
    if (token == JsonToken.START_OBJECT && !isOther && depth < DEEPEST) {
      boolean isWhole = readMapping(name + ".", depth + 1);
      return new Entry(isWhole ? Form.MAPPING : Form.OTHER, "", file, line);
    }
    if (token.isStructStart()) {
      yaml.skipChildren();
      return new Entry(Form.OTHER, "", file, line);
    }
    if (isNothing(token) && !isOther) {
      return new Entry(Form.NOTHING, "", file, line);
    }
    String text = String.valueOf(yaml.getText());
    Form form =
        isOther
            ? Form.OTHER
            : switch (token) {
              case VALUE_TRUE -> Form.TRUE;
              case VALUE_FALSE -> Form.FALSE;
              case VALUE_NUMBER_INT -> WHOLE.matcher(text).matches() ? Form.NUMBER : Form.OTHER;
              case VALUE_NUMBER_FLOAT ->
                  FRACTION.matcher(text).matches() ? Form.NUMBER : Form.OTHER;
              default -> DOUBTFUL.matcher(text).matches() ? Form.OTHER : Form.TEXT;
            };
    String kept = form == Form.NUMBER ? number(text, token) : form == Form.TEXT ? text : "";
    return new Entry(form, kept, file, line);
  }

  /** The library takes what is not there at all for a text. */
  private boolean isNothing(JsonToken token) throws IOException {
    long from = yaml.currentTokenLocation().getCharOffset();
    return token == JsonToken.VALUE_NULL
        || (token == JsonToken.VALUE_STRING
            && yaml.getText().isEmpty()
            && from == yaml.currentLocation().getCharOffset());
  }

  private static String number(String text, JsonToken token) {
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return FRACTION.matcher(text).replaceFirst("$1");
    }
    return text.startsWith("+") ? text.substring(1) : text.equals("-0") ? "0" : text;
  }
}
