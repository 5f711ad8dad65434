package io.github.posttlslint.language;

import io.github.posttlslint.postfix.AcceptedValues;
import io.github.posttlslint.postfix.DerivedNames;
import io.github.posttlslint.postfix.NameAdvice;
import io.github.posttlslint.postfix.NameAdvisor;
import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.ParameterType;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that one rule may name: those of some release of Postfix, those that a service
 * makes, such as {@code slow_destination_rate_delay}, and the site's own, which the rule declares.
 */
public final class ParameterNames {

  private static final Set<AcceptedValues.Kind> LISTS =
      EnumSet.of(AcceptedValues.Kind.FLAGS, AcceptedValues.Kind.PROTOCOLS);

  private final Parameters parameters;
  private final List<String> own;
  private final Set<String> used = new HashSet<>();

  /** Names that Postfix knows, and the site's own that a rule declares. */
  public ParameterNames(Parameters parameters, List<String> own) {
    this.parameters = parameters;
    this.own = own;
  }

  /** Whether Postfix has, or could have, a parameter of that name. */
  public boolean isOfPostfix(String name) {
    return parameters.find(name) != null || DerivedNames.load().typeOfAnyService(name) != null;
  }

  /** What is wrong with a name in a rule; null if nothing. */
  public @Nullable String fault(String name) {
    if (own.contains(name)) {
      used.add(name);
      return null;
    }
    if (isOfPostfix(name)) {
      return null;
    }
    if (name.isEmpty()) {
      return "expected the name of a parameter behind '$'";
    }
    String meant = meant(name);
    return "no release of Postfix has a parameter "
        + name
        + (meant == null ? "" : " (did you mean '" + meant + "'?)")
        + "; one of the site's own stands in own-parameters";
  }

  private @Nullable String meant(String name) {
    NameAdvice advice =
        new NameAdvisor(parameters, DerivedNames.load()).advise(name, PostfixVersion.NEWEST);
    return advice.suggestion();
  }

  /** The declared names that nothing of the rule has. */
  public List<String> unused() {
    List<String> unused = new ArrayList<>(own);
    unused.removeAll(used);
    return unused;
  }

  /** Whether the values of a parameter are whole numbers without unit. */
  boolean isNumber(String name) {
    ParameterType type = type(name);
    return type != null && type.isInteger();
  }

  /** Whether the values of a parameter are yes and no. */
  boolean isYesOrNo(String name) {
    ParameterType type = type(name);
    return type != null && type.isBoolean();
  }

  /**
   * The word that a parameter accepts, in any release, where a rule has one that is nearly so; null
   * if it accepts the rule's word, or anything, or the word is another one: rules look for wrong
   * values, too.
   *
   * @param inList whether the word is one of a list
   */
  @Nullable String nearWord(String name, String word, boolean inList) {
    Parameter parameter = parameters.find(name);
    AcceptedValues values = parameter == null ? null : parameter.values();
    if (values == null || !isWanted(values.kind(), inList)) {
      return null;
    }
    List<String> words = new ArrayList<>();
    values.values().forEach(value -> words.add(value.word()));
    String near = Nearest.word(word, words);
    return near == null || near.equalsIgnoreCase(word) ? null : near;
  }

  private static boolean isWanted(AcceptedValues.Kind kind, boolean inList) {
    return inList ? LISTS.contains(kind) : kind == AcceptedValues.Kind.ONE;
  }

  private @Nullable ParameterType type(String name) {
    Parameter parameter = parameters.find(name);
    return parameter == null
        ? DerivedNames.load().typeOfAnyService(name)
        : parameter.type(PostfixVersion.NEWEST);
  }
}
