package io.github.posttlslint.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.run.ExampleSetup;
import io.github.posttlslint.run.Finding;
import io.github.posttlslint.run.Linter;
import io.github.posttlslint.run.rule.BuiltInRules;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleCatalog;
import io.github.posttlslint.testkit.Cli;
import io.github.posttlslint.testkit.RuleExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * No two rules report at the same place for the same service: either one yields to the other, or
 * the pair is listed in {@code one-place.tsv}, with the reason why that is two causes.
 */
final class OnePlace {

  private static final Path LISTED =
      Path.of("src/test/resources/io/github/posttlslint/cases/one-place.tsv");

  private static final RuleCatalog RULES = BuiltInRules.load();

  private OnePlace() {}

  /** Two rules that report at one place, in the order of their ids. */
  private record Pair(String one, String other) {
    static Pair of(String a, String b) {
      return a.compareTo(b) < 0 ? new Pair(a, b) : new Pair(b, a);
    }

    boolean isOf(String rule) {
      return one.equals(rule) || other.equals(rule);
    }

    @Override
    public String toString() {
      return one + " " + other;
    }
  }

  /** What stands in the list: a pair, or with {@code *} a rule that may stand beside any other. */
  private static final class Listed {
    private final Set<Pair> pairs = new HashSet<>();
    private final Set<String> besideAny = new TreeSet<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> all = new TreeSet<>();

    Listed() throws IOException {
      for (String line : Files.readAllLines(LISTED)) {
        if (line.startsWith("#")) {
          continue;
        }
        String[] columns = line.split("\t", -1);
        assertThat(columns).as(line).hasSize(3);
        assertThat(columns[2]).as("why %s are two causes", line).isNotBlank();
        assertThat(RULES.find(columns[0])).as(columns[0]).isNotNull();
        if (columns[1].equals("*")) {
          besideAny.add(columns[0]);
          all.add(columns[0]);
        } else {
          assertThat(RULES.find(columns[1])).as(columns[1]).isNotNull();
          pairs.add(Pair.of(columns[0], columns[1]));
          all.add(Pair.of(columns[0], columns[1]).toString());
        }
      }
    }

    boolean has(Pair pair) {
      if (pairs.contains(pair)) {
        used.add(pair.toString());
        return true;
      }
      for (String rule : besideAny) {
        if (pair.isOf(rule)) {
          used.add(rule);
          return true;
        }
      }
      return false;
    }

    Set<String> unused() {
      Set<String> unused = new TreeSet<>(all);
      unused.removeAll(used);
      return unused;
    }
  }

  private static Map<Pair, String> pairs(String name, List<Finding> findings) {
    Map<Pair, String> pairs = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    for (int i = 0; i < findings.size(); i++) {
      for (Finding other : findings.subList(i + 1, findings.size())) {
        Finding one = findings.get(i);
        if (!one.rule().id().equals(other.rule().id()) && isOfOneService(one, other)) {
          if (one.isAtPlaceOf(other)) {
            pairs.putIfAbsent(
                Pair.of(one.rule().id(), other.rule().id()), name + " at " + one.span());
          }
        }
      }
    }
    return pairs;
  }

  private static boolean isOfOneService(Finding one, Finding other) {
    return one.services().isEmpty()
        || other.services().isEmpty()
        || !Collections.disjoint(one.services(), other.services());
  }

  /** Holds the samples, the examples of the rules and these cases against the list. */
  static void check(List<Case> cases) throws IOException {
    Map<Pair, String> found = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    ofExamples().forEach(found::putIfAbsent);
    ofSamples().forEach(found::putIfAbsent);
    ofCases(cases).forEach(found::putIfAbsent);
    Listed listed = new Listed();
    List<String> unlisted = new ArrayList<>();
    found.forEach(
        (pair, where) -> {
          if (!listed.has(pair)) {
            unlisted.add(pair + " in " + where);
          }
        });
    System.out.println(found.size() + " pairs of rules at one place, all of them listed");
    assertThat(unlisted).as("pairs that neither yield nor are listed").isEmpty();
    assertThat(listed.unused()).as("listed, but met nowhere").isEmpty();
  }

  private static Map<Pair, String> ofExamples() throws IOException {
    Map<Pair, String> found = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    List<Rule> usual = RULES.usualRules();
    for (RuleExamples.Named one : RuleExamples.read().chosen()) {
      if (one.rule().profile() == null) {
        ExampleSetup files = new ExampleSetup(one.example(), Parameters.load());
        List<Finding> findings = new Linter(usual, files.settings()).lint(files.build()).findings();
        pairs(one.name(), findings).forEach(found::putIfAbsent);
      }
    }
    return found;
  }

  private static Map<Pair, String> ofSamples() throws IOException {
    List<String> options = List.of("--now", "2026-06-01T12:00:00Z");
    return check("samples", options, Path.of("samples"));
  }

  private static Map<Pair, String> ofCases(List<Case> cases) throws IOException {
    Map<Pair, String> found = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    for (Case one : cases) {
      check(one.name(), one.options(), one.root()).forEach(found::putIfAbsent);
    }
    return found;
  }

  private static Map<Pair, String> check(String name, List<String> options, Path place)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("check", "--format", "json"));
    words.addAll(options);
    words.add(place.toString());
    Cli.Run run = Cli.run(words.toArray(String[]::new));
    List<Finding> findings = new ArrayList<>();
    for (JsonNode one : new ObjectMapper().readTree(run.out()).path("findings")) {
      findings.add(finding(one));
    }
    assertThat(run.out()).as(name + ": " + run.err()).contains("findings");
    return pairs(name, findings);
  }

  private static Finding finding(JsonNode json) {
    Rule rule = RULES.find(json.path("rule").asText());
    assertThat(rule).isNotNull();
    List<String> services = new ArrayList<>();
    json.path("services").forEach(service -> services.add(service.asText()));
    Span span =
        new Span(
            json.path("path").asText(),
            json.path("line").asInt(),
            json.path("column").asInt(),
            json.path("endLine").asInt(),
            json.path("endColumn").asInt());
    String parameter = json.path("parameter").isNull() ? null : json.path("parameter").asText();
    return new Finding(rule, rule.severity(), "", "", span, parameter, services, List.of(), null);
  }
}
