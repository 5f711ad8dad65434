package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Expression;
import io.github.posttlslint.language.ExpressionParser;
import io.github.posttlslint.language.Kind;
import io.github.posttlslint.language.SyntaxException;
import io.github.posttlslint.language.Template;
import io.github.posttlslint.run.rule.Rule;
import io.github.posttlslint.run.rule.RuleFiles;
import io.github.posttlslint.run.rule.RuleYaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The facts and anchors that the built-in rules, or examples of a document, have a use for. */
final class UsedNames {

  private final Set<Object> used = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Kind<?> service = kind("service");

  /** Those of all rules, and of the facts that stand in a document as code. */
  UsedNames(String document) throws IOException {
    for (RuleYaml.Loaded loaded : RuleFiles.builtIn(Path.of("rules")).values()) {
      add(loaded.rule());
    }
    Matcher code = Pattern.compile("`([^`\n]+)`").matcher(document);
    while (code.find()) {
      try {
        addFacts(ExpressionParser.parse(code.group(1)).root(), service);
      } catch (SyntaxException e) {
        continue; // something else than a condition
      }
    }
  }

  Set<Object> all() {
    return used;
  }

  private static Kind<?> kind(String name) {
    return Objects.requireNonNull(Kinds.find(name));
  }

  private void add(Rule rule) {
    Kind<?> kind = kind(rule.judges());
    addFacts(rule.when(), kind);
    if (rule.milder() != null) {
      addFacts(rule.milder().when(), kind);
    }
    List<Template> texts = new ArrayList<>(rule.help());
    texts.add(rule.message());
    List<String> anchors = new ArrayList<>(rule.at());
    for (Rule.RelatedPlace place : rule.related()) {
      anchors.add(place.at());
      texts.add(place.message());
    }
    Rule.FixRecipe fix = rule.fix();
    if (fix != null) {
      texts.add(fix.description());
      anchors.addAll(fix.anchors());
      Stream.of(fix.words(), fix.with()).filter(Objects::nonNull).forEach(texts::add);
    }
    texts.forEach(text -> text.placeholders().forEach(one -> addFact(one, kind)));
    for (Kind.Anchor<?> anchor : kind.anchors()) {
      if (anchors.contains(anchor.name())) {
        used.add(anchor);
      }
    }
  }

  private void addFact(String name, Kind<?> kind) {
    Kind.Definition<?> fact = kind.definition(name);
    if (fact != null) {
      used.add(fact);
    }
  }

  private void addFacts(Expression part, Kind<?> kind) {
    if (part instanceof Expression.FactOf f) {
      addFact(f.name(), kind);
    } else if (part instanceof Expression.Call c) {
      addFacts(c.argument(), kind);
    } else if (part instanceof Expression.Compare c) {
      addFacts(c.left(), kind);
      addFacts(c.right(), kind);
    } else if (part instanceof Expression.ListOf l) {
      l.items().forEach(one -> addFacts(one, kind));
    } else if (part instanceof Expression.And a) {
      a.items().forEach(one -> addFacts(one, kind));
    } else if (part instanceof Expression.Or o) {
      o.items().forEach(one -> addFacts(one, kind));
    } else if (part instanceof Expression.Not n) {
      addFacts(n.item(), kind);
    } else if (part instanceof Expression.SomeService s) {
      addFacts(s.item(), service);
    }
  }
}
