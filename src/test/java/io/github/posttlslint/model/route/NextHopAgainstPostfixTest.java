package io.github.posttlslint.model.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.model.Endpoint;
import io.github.posttlslint.testkit.CProgram;
import io.github.posttlslint.testkit.PostfixLoader;
import io.github.posttlslint.testkit.RandomCases;
import io.github.posttlslint.testkit.Slow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the reading of next hops against Postfix's own. */
@Slow
class NextHopAgainstPostfixTest {

  private static final int TEXTS = Integer.getInteger("hops", 4_000);

  private static final List<String> FRAGMENTS =
      List.of(
          "[",
          "]",
          "[",
          "]",
          ":",
          ":",
          "::",
          ".",
          "-",
          "_",
          "a",
          "mx",
          "mail.example",
          "localhost",
          "587",
          "25",
          "0",
          "00465",
          "65535",
          "65536",
          "99999999999",
          "smtp",
          "submission",
          "smtps",
          "lmtp",
          "SMTP",
          "1x",
          "+",
          "127.0.0.1",
          "127.1",
          "256.0.0.1",
          "::1",
          "IPv6:",
          "ipv6:",
          "2001:db8::7",
          "ü",
          "inet:",
          "unix:",
          "smtp:",
          "/",
          "*",
          "@",
          "'",
          "\"",
          "=",
          "x7",
          "%",
          "${x}",
          "1.2.3.4.5",
          "a..b",
          "\\");

  @TempDir Path directory;

  @Test
  void everyTextIsReadAsPostfixReadsIt() throws Exception {
    List<String> texts =
        RandomCases.make(22, TEXTS, 6, FRAGMENTS).stream()
            .map(words -> String.join("", words))
            .distinct()
            .toList();
    List<String> answers = ask(texts);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String ours = ours(texts.get(i), answers.get(i));
      if (!ours.equals(answers.get(i))) {
        differences.add(
            RandomCases.quoted(texts.get(i)) + ": " + ours + ", Postfix: " + answers.get(i));
      }
    }
    assertThat(differences).isEmpty();
    Map<Boolean, Long> fatal =
        answers.stream().collect(partitioningBy(a -> a.startsWith("fatal"), counting()));
    assertThat(fatal.values()).allMatch(count -> count > texts.size() / 10);
  }

  private List<String> ask(List<String> texts) throws Exception {
    Path program = CProgram.compile("parse_next_hop", directory, PostfixLoader.linked());
    Path requests = Files.writeString(directory.resolve("texts"), String.join("\n", texts) + "\n");
    Process process =
        new ProcessBuilder(program.toString())
            .redirectInput(requests.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> answers =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(answers).hasSameSizeAs(texts);
    return answers;
  }

  /**
   * What we make of it; the answer itself where only the service is at fault, which smtp(8) reads.
   */
  private static String ours(String text, String answer) {
    NextHop hop = NextHop.smtp(text, 25);
    String[] fields = answer.split("\t", -1);
    boolean isRead = fields.length == 3;
    String fault = hop.fault();
    if (isRead && fault != null && ofService(fault)) {
      return fault.contains(fields[1]) ? answer : fault;
    }
    if (fault != null) {
      return "fatal " + fault;
    }
    boolean isService = isRead && Endpoint.port(fields[1]) == hop.port();
    return "ok\t" + (isService ? fields[1] : hop.port()) + "\t" + hop.host();
  }

  private static boolean ofService(String fault) {
    return fault.startsWith("bad network port: ") || fault.startsWith("unknown service: ");
  }
}
