package io.github.posttlslint.language;

import io.github.posttlslint.postfix.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a rule can name: the facts and anchors of its kind, and parameters.
 *
 * @param kind null if it is not known, so that nothing can be said of its facts and anchors
 */
public record RuleNames(@Nullable Kind<?> kind, ParameterNames parameters) {

  /** The same for things of another kind. */
  RuleNames of(@Nullable Kind<?> other) {
    return new RuleNames(other, parameters);
  }

  /**
   * The fact of a name.
   *
   * @return null if there is none, which is told, or the kind is not known
   */
  Kind.@Nullable Definition<?> fact(String name, TextFaults faults) {
    Kind<?> known = kind;
    if (known == null) {
      return null;
    }
    Kind.Definition<?> definition = known.definition(name);
    if (definition == null) {
      faults.add(0, noFact(known, name));
    } else if (definition.argument() != Kind.Argument.NONE) {
      int start = definition.name().length() + 1;
      String argument = name.substring(start);
      String fault =
          definition.argument() == Kind.Argument.PARAMETER
              ? parameters.fault(argument)
              : noWord(definition, argument);
      if (fault != null) {
        faults.add(start, fault);
      }
    }
    return definition;
  }

  private static @Nullable String noWord(Kind.Definition<?> family, String word) {
    return family.words().isEmpty() || family.words().contains(word)
        ? null
        : "no " + family.shown() + " is '" + word + "'" + Suggestion.of(word, family.words());
  }

  private String noFact(Kind<?> kind, String name) {
    String now = kind.newName(name);
    if (now != null) {
      return "'" + name + "' is called '" + now + "' now";
    }
    Set<String> known = new TreeSet<>();
    kind.allFacts().forEach(fact -> known.add(fact.shown()));
    List<String> all = List.copyOf(known);
    String what = "kind " + kind.name() + " has no fact '" + name + "'";
    if (parameters.isOfPostfix(name)) {
      return what + "; the parameter is $" + name;
    }
    String end = Nearest.word(name, all) == null ? "; a text stands in quotes" : "";
    return what
        + Suggestion.of(name, all)
        + end
        + "; see 'posttls-lint explain "
        + kind.name()
        + "'";
  }

  /** What is wrong with a placeholder of a text; null if nothing. */
  public void placeholder(String name, TextFaults faults) {
    if (name.startsWith("$")) {
      String fault = parameters.fault(name.substring(1));
      if (fault != null) {
        faults.add(1, fault);
      }
    } else if (name.isEmpty()) {
      faults.add(0, "a placeholder without name; a brace itself is written {{");
    } else {
      fact(name, faults);
    }
  }

  /**
   * Checks an anchor.
   *
   * @param more what can stand there besides
   */
  public void anchor(String anchor, List<String> more, TextFaults faults) {
    if (anchor.startsWith("$")) {
      parameterAnchor(anchor, more, faults);
      return;
    }
    Kind<?> known = kind;
    if (known == null || more.contains(anchor)) {
      return;
    }
    List<String> names = new ArrayList<>();
    known.anchors().forEach(one -> names.add(one.name()));
    if (!names.contains(anchor)) {
      String what = "kind " + known.name() + " has no anchor '" + anchor + "'";
      names.addAll(more);
      names.add("$parameter");
      faults.add(
          0,
          parameters.isOfPostfix(anchor)
              ? what + "; the parameter is $" + anchor
              : what + Suggestion.of(anchor, names));
    }
  }

  private void parameterAnchor(String anchor, List<String> more, TextFaults faults) {
    int dot = anchor.indexOf('.');
    String fault = parameters.fault(dot < 0 ? anchor.substring(1) : anchor.substring(1, dot));
    if (fault != null) {
      faults.add(1, fault);
    }
    List<String> parts = new ArrayList<>(List.of(".value"));
    for (String one : more) {
      if (one.indexOf('.') >= 0) {
        parts.add(one.substring(one.indexOf('.')));
      }
    }
    if (dot >= 0 && !parts.contains(anchor.substring(dot))) {
      String part = anchor.substring(dot);
      faults.add(dot, "a parameter has no part '" + part + "'" + Suggestion.of(part, parts));
    }
  }
}
