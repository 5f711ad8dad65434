package io.github.posttlslint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.report.ReportFormat;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks for secrets out of thousands of places in all that the program says. */
@Slow
class SecretPlacesTest {

  private static final int SETUPS = Integer.getInteger("secrets", 3);
  private static final int SIZE = 790;

  @TempDir Path directory;

  private final Set<String> leaks = new TreeSet<>();
  private SecretPlaces.Files files = new SecretPlaces.Files("", "", "");
  private Set<String> keys = Set.of();

  @Test
  void noSecretIsShownByAnything() throws IOException {
    SecretPlaces places = new SecretPlaces(Integer.getInteger("secrets.first", 23));
    for (int i = 0; i < SETUPS; i++) {
      int from = places.remembered.size();
      files = places.next(SIZE);
      keys = new HashSet<>(places.remembered.subList(from, places.remembered.size()));
      Files.writeString(directory.resolve("main.cf"), files.main());
      Files.writeString(directory.resolve("master.cf"), files.master());
      for (String name : List.of("sasl_passwd", "sasl_passwd.bak", "passwords.old")) {
        Files.writeString(directory.resolve(name), files.passwords());
      }
      askEverything();
    }
    assertThat(leaks).isEmpty();
    assertThat(new HashSet<>(places.places()).size()).isGreaterThan(SETUPS * 667);
  }

  private void askEverything() throws IOException {
    for (ReportFormat format : ReportFormat.values()) {
      ask("check", "-v", "--format", format.label(), ".");
    }
    for (String format : List.of("text", "json")) {
      ask("show", "--all", "--format", format, ".");
      ask("clients", "--format", format, ".");
      ask("upgrade", "--all", "--format", format, "--from", "2.10", "--to", "3.10", ".");
    }
    ask("show", "--route", "joe@example.com", ".");
    ask("check", "--diff", "--unsafe-fixes", ".");
    ask("check", "--files", "no-such-word", ".");
    ask("check", "-v", "--write-baseline", "baseline.json", "--quiet", ".");
    look("baseline.json", Files.readString(directory.resolve("baseline.json")));
    ask("check", "-v", "--baseline", "baseline.json", ".");
    for (String file : List.of("sasl_passwd", "main.cf", "master.cf")) {
      ask("inspect", file);
      ask("explain", file);
    }
    ask("check", "-v", "--fix", ".");
  }

  private void ask(String... words) {
    Cli.Run run = Cli.runIn(directory, words);
    assertThat(run.err()).doesNotContain("internal error");
    for (String said : List.of(run.out(), run.err())) {
      look(String.join(" ", words), said);
    }
  }

  private void look(String where, String said) {
    Matcher matcher = SecretPlaces.MARK.matcher(said);
    while (matcher.find()) {
      leak(where, matcher.group(), said, matcher.start());
    }
    for (String key : keys) {
      int at = said.indexOf(key);
      if (at >= 0) {
        leak(where, key, said, at);
      }
    }
  }

  private void leak(String asked, String secret, String said, int at) {
    String where = "?";
    List<String> lines = new ArrayList<>(files.main().lines().toList());
    lines.addAll(files.master().lines().toList());
    lines.addAll(files.passwords().lines().toList());
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT))) {
        where = (i > 0 ? lines.get(i - 1) + "\\n" : "") + lines.get(i);
      }
    }
    String around = said.substring(Math.max(0, at - 60), Math.min(said.length(), at + 30));
    if (leaks.size() < 200) {
      leaks.add(where + "   ==> " + asked + ": " + around.replace("\n", "\\n"));
    }
  }
}
