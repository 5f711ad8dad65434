package io.github.posttlslint.postfix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Asks the installed Postfix; tests that use it are left out where there is none. */
final class RealPostfix {

  private RealPostfix() {}

  /** The settings that {@code postconf -d} prints with this master.cf. */
  static Map<String, String> defaults(Path directory, String masterCf) throws Exception {
    String postconf = Program.require("postconf").toString();
    write(directory, "main.cf", "");
    write(directory, "master.cf", masterCf);
    return settings(output(directory, List.of(postconf, "-d")));
  }

  /** The version of the installed Postfix. */
  static PostfixVersion version(Path directory) throws Exception {
    PostfixVersion version =
        PostfixVersion.parse(defaults(directory, "").getOrDefault("mail_version", ""));
    assertThat(version).isNotNull();
    return version;
  }

  /** The lines of {@code postconf} with one option, such as {@code -m}. */
  static List<String> list(Path directory, String option) throws Exception {
    String postconf = Program.require("postconf").toString();
    write(directory, "main.cf", "");
    write(directory, "master.cf", "");
    return output(directory, List.of(postconf, option)).lines().toList();
  }

  /**
   * Which of these settings stop a program that reads the parameters of all programs? They are
   * tried at the same time, for a program that gives up waits a second before.
   */
  static List<String> refused(Path directory, List<String> settings) throws Exception {
    String postmap = Program.require("postmap").toString();
    List<Process> processes = new ArrayList<>();
    for (String setting : settings) {
      Path own = Files.createDirectory(directory.resolve("" + processes.size()));
      write(own, "main.cf", setting + "\n");
      processes.add(start(own, List.of(postmap, "-q", "key", "static:value")));
    }
    List<String> refused = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      if (processes.get(i).waitFor() != 0) {
        refused.add(settings.get(i));
      }
    }
    return refused;
  }

  /** Reads lines {@code name = value}. */
  static Map<String, String> settings(String listing) {
    Map<String, String> settings = new TreeMap<>();
    for (String line : listing.split("\n")) {
      int equals = line.indexOf(" =");
      settings.put(line.substring(0, equals), line.substring(equals + 2).strip());
    }
    return settings;
  }

  /** Writes a file of yesterday: Postfix waits for one that has just changed to settle. */
  private static void write(Path directory, String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(1, ChronoUnit.DAYS)));
  }

  private static String output(Path directory, List<String> command)
      throws IOException, InterruptedException {
    Process process = start(directory, command);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  private static Process start(Path directory, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("MAIL_CONFIG", directory.toString());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }
}
