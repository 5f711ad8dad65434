package io.github.posttlslint.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.report.Markup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys of the configuration file, as the schema for editors describes them. */
record KeyTable(JsonNode schema) {

  static KeyTable read(Path schema) throws IOException {
    return new KeyTable(new ObjectMapper().readTree(Files.readString(schema)));
  }

  /** A section with a row for each key. */
  String section() throws IOException {
    StringBuilder out = new StringBuilder();
    Markup html = new Markup(out);
    html.element("h2", "All keys", "id", "all-keys").newline();
    html.open("table", "class", "rules").open("thead").open("tr");
    for (String heading : List.of("key", "takes", "meaning")) {
      html.element("th", heading, "scope", "col");
    }
    html.close().close().newline().open("tbody").newline();
    for (Map.Entry<String, JsonNode> key : schema.get("properties").properties()) {
      html.open("tr", "id", "key-" + key.getKey()).open("td").element("code", key.getKey()).close();
      html.element("td", takes(key.getValue())).element("td", meaning(key.getValue()));
      html.close().newline();
    }
    html.close().close().newline();
    return out.toString();
  }

  /** What a search finds. */
  List<Page.Entry> entries() {
    List<Page.Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> key : schema.get("properties").properties()) {
      String name = key.getKey();
      entries.add(new Page.Entry("key", "key-" + name, name, meaning(key.getValue()), ""));
    }
    return entries;
  }

  private JsonNode definition(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : schema.at(reference.substring(1));
  }

  private String meaning(JsonNode key) {
    String own = key.path("description").asText();
    return own.isEmpty() ? definition(key).path("description").asText() : own;
  }

  private String takes(JsonNode key) {
    JsonNode form = definition(key);
    JsonNode values = form.path("enum");
    if (values.isArray()) {
      List<String> words = new ArrayList<>();
      values.forEach(value -> words.add(value.asText()));
      return String.join(", ", words);
    }
    if (form.has("$ref") || form.has("oneOf")) {
      return "a word or a list";
    }
    JsonNode type = form.path("type");
    return switch (type.isArray() ? "release" : type.asText()) {
      case "release" -> "a release";
      case "boolean" -> "true or false";
      case "integer" -> "a number";
      case "object" -> "a mapping";
      case "array" -> "a list";
      default -> "a file";
    };
  }
}
