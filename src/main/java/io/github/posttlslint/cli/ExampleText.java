package io.github.posttlslint.cli;

import io.github.posttlslint.report.Characters;
import io.github.posttlslint.run.rule.RuleText;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An example of a rule as {@code explain} prints it: texts as they are, and of a file that a recipe
 * makes, what it holds.
 */
public final class ExampleText {

  private static final String INDENT = "    ";

  /** Of a recipe, what is said of the file rather than of what it holds. */
  private static final List<String> ATTRIBUTES = List.of("mode", "owner", "group", "modified");

  private final RuleText.Example example;

  /** Text about an example. */
  public ExampleText(RuleText.Example example) {
    this.example = example;
  }

  /** Writes it. */
  void write(Writer out) throws IOException {
    out.write("\n" + heading() + "\n\n");
    for (File file : files()) {
      out.write(INDENT + "# " + file.title() + "\n");
      for (String line : file.lines()) {
        out.write(INDENT + line + "\n");
      }
    }
  }

  /** Whether it is bad or good, what it shows, and what it is for. */
  public String heading() {
    String title = example.title() == null ? "" : ": " + Characters.name(example.title());
    return (example.bad() ? "Bad" : "Good") + title + judgedFor();
  }

  /**
   * A file of it.
   *
   * @param name as a place names it
   * @param title its name for people, with what it is like, and what it holds where it has no lines
   * @param lines its text; none if it was made by a recipe
   */
  public record File(String name, String title, List<String> lines) {}

  /** Its files, in order. */
  public List<File> files() {
    List<File> files = new ArrayList<>();
    for (Map.Entry<String, Object> file : example.files().entrySet()) {
      files.add(file(file.getKey(), file.getValue()));
    }
    return files;
  }

  /** Such as {@code (Postfix 3.11, debian-forky)}; empty if it is for any. */
  private String judgedFor() {
    String platform = example.options().get("platform");
    List<String> parts = new ArrayList<>();
    if (example.release() != null) {
      parts.add("Postfix " + example.release());
    }
    if (platform != null) {
      parts.add(platform);
    }
    return parts.isEmpty() ? "" : " (" + Characters.name(String.join(", ", parts)) + ")";
  }

  private File file(String name, Object value) {
    String text = text(value);
    if (text == null) {
      return new File(name, title(name) + ": " + Characters.name(words(value)), List.of());
    }
    String attributes = value instanceof Map<?, ?> map ? attributes(map) : "";
    return new File(name, title(name) + Characters.name(attributes), text.lines().toList());
  }

  /** What a file holds, if it was written as a text without alterations. */
  private static @Nullable String text(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.get("text") instanceof String text && !map.containsKey("with") ? text : null;
    }
    return value instanceof List<?> || value instanceof Boolean ? null : value.toString();
  }

  /** A name with a tilde is that of a file which others are made of. */
  private static String title(String name) {
    String shown = Characters.name(file(name));
    return name.startsWith("~") ? shown + ", elsewhere" : shown;
  }

  private static String file(String name) {
    return name.startsWith("~") ? name.substring(1) : name;
  }

  /** What is in a file, and what it is like. */
  private String words(Object value) {
    if (value instanceof Map<?, ?> map) {
      return content(map) + changes(map) + attributes(map);
    }
    if (value instanceof Boolean) {
      return "not seen";
    }
    return value instanceof List<?> list ? inOrder(list) : file(value.toString());
  }

  private String inOrder(List<?> parts) {
    List<String> words = new ArrayList<>();
    for (Object part : parts) {
      words.add(part instanceof String name ? file(name) : words(part));
    }
    return words.isEmpty() ? "nothing" : "the contents of " + String.join(", then ", words);
  }

  private String content(Map<?, ?> map) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = entry.getValue();
      String words =
          switch (String.valueOf(entry.getKey())) {
            case "key" -> key(map, String.valueOf(value));
            case "certificate" -> certificate(value);
            case "request" -> "a request for a certificate" + details(value);
            case "pkcs12" -> "a PKCS#12 file: " + words(value);
            case "pkcs7" -> "a PKCS#7 file: " + words(value);
            case "parameters" -> "Diffie-Hellman or curve parameters, " + value;
            case "link" -> "a symbolic link to " + file(String.valueOf(value));
            case "directory" -> "a directory";
            case "content" -> words(value);
            case "text" -> "a text";
            case "base64" -> "in base64, " + value;
            default -> "";
          };
      if (!words.isEmpty()) {
        return words;
      }
    }
    return "a file";
  }

  private String key(Map<?, ?> map, String kind) {
    String form = map.get("form") instanceof String given ? given : "";
    boolean isPublic = form.startsWith("public");
    String what = isPublic ? "public key" : "private key";
    String other = form.isEmpty() || form.equals("public") ? "" : ", in the form " + form;
    String encrypted = map.containsKey("passphrase") ? ", encrypted" : "";
    return isFile(kind)
        ? "the " + what + " of " + file(kind) + other + encrypted
        : "a " + what + ", " + kind + other + encrypted;
  }

  /** Whether it names a file of the example, not a kind of key. */
  private boolean isFile(String word) {
    return example.files().containsKey(word);
  }

  private String certificate(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return "a self-signed certificate for " + list(value);
    }
    boolean isAuthority = Boolean.TRUE.equals(map.get("ca"));
    String self = map.containsKey("issuer") ? "a " : "a self-signed ";
    return self + (isAuthority ? "CA certificate" : "certificate") + details(map);
  }

  /** All that a recipe says of a certificate or a request. */
  private String details(Object value) {
    StringBuilder out = new StringBuilder();
    if (!(value instanceof Map<?, ?> map)) {
      return out.append(" for ").append(list(value)).toString();
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      String words = list(entry.getValue());
      out.append(
          switch (key) {
            case "for" -> " for " + words;
            case "subject" -> ", its subject " + words;
            case "key" -> isFile(words) ? ", with the key of " + file(words) : ", " + words;
            case "issuer" -> ", issued by " + file(words);
            case "from" -> ", valid from " + moment(entry.getValue());
            case "until" -> ", valid until " + moment(entry.getValue());
            case "digest" -> ", signed with " + words;
            case "san" -> ", its alternative names: " + words;
            case "ca" -> "";
            default -> ", " + key.replace('-', ' ') + ": " + words;
          });
    }
    return out.toString();
  }

  private static String moment(Object value) {
    if (!(value instanceof Number number)) {
      return String.valueOf(value);
    }
    long days = Math.abs(number.longValue());
    String counted = days + (days == 1 ? " day" : " days");
    return days == 0 ? "now" : number.longValue() < 0 ? counted + " ago" : counted + " from now";
  }

  private static String list(Object value) {
    if (!(value instanceof List<?> list)) {
      return String.valueOf(value);
    }
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(String.valueOf(word)));
    return words.isEmpty() ? "none" : String.join(", ", words);
  }

  private static String changes(Map<?, ?> map) {
    Object label = map.get("label");
    Object with = map.get("with");
    return (label == null ? "" : ", labelled " + label)
        + (with == null ? "" : ", altered: " + list(with));
  }

  private static String attributes(Map<?, ?> map) {
    StringBuilder out = new StringBuilder();
    for (String key : ATTRIBUTES) {
      Object value = map.get(key);
      out.append(value == null ? "" : ", " + key + " " + value);
    }
    return out.append(Boolean.TRUE.equals(map.get("versioned")) ? ", in git" : "").toString();
  }
}
