package io.github.posttlslint.referee;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a rule's claim is proved: the {@code evidence} of a rule file, see {@code rules/README.md}.
 *
 * @param by the referee
 * @param sees what the transcript of a bad example has, and that of a good one does not; empty for
 *     an argument
 * @param with settings and files that both kinds of examples are given in addition
 * @param supply whether certificates and tables that an example only names are made up
 * @param except titles of examples that cannot be run
 * @param reason why nothing can be seen; null unless it is an argument
 * @param fingerprint of all in the rule file that a proof depends on: the condition, the evidence
 *     and the examples
 */
record Evidence(
    By by,
    List<Pattern> sees,
    Map<String, Object> with,
    boolean supply,
    List<String> except,
    @Nullable String reason,
    String fingerprint) {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Who shows it. */
  enum By {
    /**
     * Postfix runs; a client talks to each of its servers, and where something is set for sending,
     * it sends messages to a server.
     */
    POSTFIX("Postfix"),
    /** The same, and an attacker hides the STARTTLS of the server. */
    STRIPPED("Postfix"),
    /** OpenSSL's client looks at the certificate that Postfix sends. */
    OPENSSL("OpenSSL"),
    /** postconf reads the files. */
    POSTCONF("Postfix"),
    /** postmap reads the tables. */
    POSTMAP("Postfix"),
    /** {@code postfix check} looks at files and modes. */
    CHECK("Postfix"),
    /** Nobody; a reason is given. */
    ARGUMENT("argument");

    private final String label;

    By(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /** The evidence of all rule files that have some, by the rules' ids. */
  static Map<String, Evidence> readAll(Path rules) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(rules)) {
      files = all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    Map<String, Evidence> evidence = new java.util.TreeMap<>();
    for (Path file : files) {
      JsonNode rule = YAML.readTree(Files.readString(file));
      if (rule.has("evidence")) {
        evidence.put(rule.get("id").asText(), of(rule.get("evidence"), fingerprint(rule)));
      }
    }
    return evidence;
  }

  private static String fingerprint(JsonNode rule) {
    StringBuilder text = new StringBuilder();
    for (String key : List.of("since", "until", "when", "examples", "evidence")) {
      text.append(rule.path(key)).append('\n');
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Evidence of(JsonNode node, String fingerprint) {
    return new Evidence(
        By.valueOf(node.get("by").asText().toUpperCase(java.util.Locale.ROOT)),
        texts(node.path("sees")).stream().map(Pattern::compile).toList(),
        YAML.convertValue(
            node.has("with") ? node.get("with") : YAML.createObjectNode(),
            new TypeReference<Map<String, Object>>() {}),
        node.path("supply").asBoolean(true),
        texts(node.path("except")),
        node.has("reason") ? node.get("reason").asText() : null,
        fingerprint);
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
