package io.github.posttlslint.referee;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;

/** Does one thing to the files of a setup that a tired hand could do. */
final class Damage {

  /** A damage may leave a setup as it is: two blocks can come to lie in their old order. */
  private static final int TRIES = 100;

  private static final List<String> WORDS =
      List.of(
          "yes",
          "no",
          "true",
          "1",
          "none",
          "may",
          "encrypt",
          "dane",
          "secure",
          "required",
          "md5",
          "sha265",
          "",
          "/etc/postfix/nothing.pem",
          "$nothing",
          "hash:/etc/postfix/nothing",
          "TLSv1.2",
          ">=TLSv1_2",
          "!SSLv2, !SSLv3",
          "high",
          "HIGH:!aNULL",
          "10x",
          "-1");

  private final Random random;
  private String told = "";

  private Damage(long seed) {
    this.random = new Random(seed);
  }

  /**
   * A damaged setup.
   *
   * @param files names to texts, or to a map with {@code text} and {@code mode}
   * @param told what was done
   */
  record Damaged(Map<String, Object> files, String told) {}

  /**
   * Damages; the same seed does the same.
   *
   * @throws IllegalStateException if nothing that is tried changes anything
   */
  static Damaged of(Map<String, Object> files, long seed) {
    Damage damage = new Damage(seed);
    for (int i = 0; i < TRIES; i++) {
      Map<String, Object> damaged = new LinkedHashMap<>(files);
      damage.apply(damaged);
      if (!squeezed(damaged).equals(squeezed(files))) {
        return new Damaged(damaged, damage.told);
      }
    }
    throw new IllegalStateException("no damage of " + files.keySet() + " with seed " + seed);
  }

  /** How many blanks there are between words changes nothing. */
  private static Map<String, Object> squeezed(Map<String, Object> files) {
    Map<String, Object> squeezed = new LinkedHashMap<>(files);
    for (String name : List.of("main.cf", "master.cf")) {
      squeezed.computeIfPresent(name, (key, text) -> ("" + text).replaceAll("[ \\t]+", " "));
    }
    return squeezed;
  }

  private void apply(Map<String, Object> files) {
    int kind = random.nextInt(10);
    if (kind < 5) {
      lines(files, "main.cf", this::mainLine);
    } else if (kind < 7) {
      lines(files, "master.cf", this::masterLine);
    } else {
      file(files);
    }
  }

  private interface LineDamage {
    /** The lines that stand for this one. */
    List<String> apply(String line);
  }

  private <X> X any(List<X> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void lines(Map<String, Object> files, String name, LineDamage damage) {
    List<String> lines = new ArrayList<>(text(files, name).lines().toList());
    List<Integer> candidates = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
        candidates.add(i);
      }
    }
    if (candidates.isEmpty()) {
      return;
    }
    int at = any(candidates);
    String before = lines.remove(at);
    List<String> after = damage.apply(before);
    lines.addAll(at, after);
    told = name + ":" + (at + 1) + " '" + before + "' -> " + after;
    put(files, name, String.join("\n", lines) + "\n");
  }

  private List<String> mainLine(String line) {
    int equals = line.indexOf('=');
    if (equals < 0) {
      return List.of(any(List.of(line.strip(), line + " # why", line.replace(",", ""))));
    }
    String name = line.substring(0, equals).strip();
    String value = line.substring(equals + 1).strip();
    return switch (random.nextInt(13)) {
      case 0 -> List.of(typo(name) + " = " + value);
      case 1 -> List.of(name.replaceFirst("_(\\w)", "-$1") + " = " + value);
      case 2 -> List.of(swapPrefix(name) + " = " + value);
      case 3 -> List.of(name + " = " + typo(value));
      case 4, 5 -> List.of(name + " = " + any(WORDS));
      case 6 -> List.of(name + " = \"" + value + "\"");
      case 7 -> List.of(line + "  # changed");
      case 8 -> List.of();
      case 9 -> List.of(" " + line);
      case 10 -> List.of(name + " " + value);
      case 11 -> List.of(line, name + " = " + any(WORDS));
      default -> List.of(name + " = " + value.toUpperCase(java.util.Locale.ROOT));
    };
  }

  private List<String> masterLine(String line) {
    if (line.startsWith(" ")) {
      return switch (random.nextInt(8)) {
        case 0 -> List.of(line.replaceFirst("=", " = "));
        case 1 -> List.of(line.replaceFirst("-o ", ""));
        case 2 -> List.of(line.strip());
        case 3 -> List.of(line + ",");
        case 4 -> List.of(line + " # changed");
        case 5 -> List.of(line.replaceFirst("=.*", "=" + Matcher.quoteReplacement(any(WORDS))));
        case 6 -> List.of(line.replaceFirst("-o (\\w)(\\w)", "-o $2$1"));
        default -> List.of();
      };
    }
    String[] fields = line.split(" +");
    return switch (random.nextInt(7)) {
      case 0 -> List.of();
      case 1 -> List.of("#" + line);
      case 2 -> List.of(line.replaceFirst(" - ", " "));
      case 3 -> {
        fields[fields.length - 1] = typo(fields[fields.length - 1]);
        yield List.of(String.join(" ", fields));
      }
      case 4 -> {
        fields[4] = any(List.of("y", "yes", "N"));
        yield List.of(String.join(" ", fields));
      }
      case 5 -> {
        fields[1] = any(List.of("inet", "unix", "pass", "tcp"));
        yield List.of(String.join(" ", fields));
      }
      default -> List.of(line, "  -o smtpd_tls_wrappermode=" + any(List.of("yes", "on")));
    };
  }

  private void file(Map<String, Object> files) {
    List<String> names =
        files.keySet().stream().filter(name -> !name.matches("main.cf|master.cf|~.*")).toList();
    if (names.isEmpty()) {
      return;
    }
    String name = any(names);
    String text = text(files, name);
    String done;
    switch (random.nextInt(text.contains("-----BEGIN") ? 12 : 7)) {
      case 0 -> {
        files.remove(name);
        told = name + " removed";
        return;
      }
      case 1 -> {
        files.put("x-" + name.substring(name.lastIndexOf('/') + 1), files.remove(name));
        told = name + " renamed";
        return;
      }
      case 2 -> {
        text = "";
        done = "emptied";
      }
      case 3 -> {
        boolean secret = text.contains("PRIVATE KEY") || name.equals("sasl_passwd");
        List<String> others = secret ? List.of("0644", "0666") : List.of("0666", "0600");
        Object mode = any(others);
        files.put(name, new LinkedHashMap<>(Map.of("text", text, "mode", mode)));
        told = name + " mode " + mode;
        return;
      }
      case 4 -> {
        text = text.replace("\n", "\r\n");
        done = "with CR LF";
      }
      case 5 -> {
        if (text.isEmpty()) {
          return;
        }
        int at = random.nextInt(text.length());
        text =
            text.substring(0, at)
                + text.substring(Math.min(text.length(), at + 1 + random.nextInt(9)));
        done = "lost characters at " + at;
      }
      case 6 -> {
        text = text.lines().skip(1).reduce("", (a, b) -> a + b + "\n");
        done = "lost its first line";
      }
      case 7 -> {
        List<String> blocks = blocks(text);
        java.util.Collections.shuffle(blocks, random);
        text = String.join("", blocks);
        done = "blocks in another order";
      }
      case 8 -> {
        List<String> blocks = blocks(text);
        blocks.remove(random.nextInt(blocks.size()));
        text = String.join("", blocks);
        done = "a block lost";
      }
      case 9 -> {
        List<String> blocks = blocks(text);
        text = text + any(blocks);
        done = "a block twice";
      }
      case 10 -> {
        text = text + new String(Identity.file("ec-pair.pem"), ISO_8859_1);
        done = "another pair behind";
      }
      default -> {
        text =
            text.replace("BEGIN CERTIFICATE", "BEGIN TRUSTED CERTIFICATE")
                .replace("END CERTIFICATE", "END TRUSTED CERTIFICATE");
        done = "trusted certificate";
      }
    }
    told = name + " " + done;
    put(files, name, text);
  }

  private static List<String> blocks(String text) {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    for (String line : text.lines().toList()) {
      block.append(line).append('\n');
      if (line.startsWith("-----END")) {
        blocks.add(block.toString());
        block.setLength(0);
      }
    }
    return blocks;
  }

  private String typo(String word) {
    if (word.length() < 3) {
      return word + "x";
    }
    int at = 1 + random.nextInt(word.length() - 2);
    return switch (random.nextInt(4)) {
      case 0 -> word.substring(0, at) + word.substring(at + 1);
      case 1 -> word.substring(0, at) + word.charAt(at) + word.substring(at);
      case 2 ->
          word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
      default -> word + "s";
    };
  }

  private static String swapPrefix(String name) {
    if (name.startsWith("smtpd_")) {
      return "smtp_" + name.substring(6);
    }
    return name.startsWith("smtp_") ? "smtpd_" + name.substring(5) : "smtpd_" + name;
  }

  private static String text(Map<String, Object> files, String name) {
    Object content = files.get(name);
    return content instanceof Map<?, ?> map ? String.valueOf(map.get("text")) : "" + content;
  }

  private static void put(Map<String, Object> files, String name, String text) {
    if (files.get(name) instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, value) -> copy.put(String.valueOf(key), value));
      copy.put("text", text);
      files.put(name, copy);
    } else {
      files.put(name, text);
    }
  }
}
