package io.github.posttlslint.rule;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Thing;
import io.github.posttlslint.setup.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thing that rules judge, by the table of its kind. Each fact is found once: many rules ask for
 * the same ones.
 *
 * @param <T> the things of the kind
 */
public final class KindSubject<T extends Thing> implements Subject {

  private final Kind<T> kind;
  private final T thing;
  private final Subjects subjects;
  private final @Nullable Fact[] found;
  private @Nullable Map<String, Fact> ofFamilies;

  KindSubject(Kind<T> kind, T thing, Subjects subjects) {
    this.kind = kind;
    this.thing = thing;
    this.subjects = subjects;
    this.found = new Fact[kind.facts().size()];
  }

  /** The thing. */
  public T thing() {
    return thing;
  }

  @Override
  public @Nullable Fact fact(String name) {
    return find(name);
  }

  /** A fact of the thing; null if its kind has none of the name. */
  @Nullable Fact find(String name) {
    Kind.Definition<T> definition = kind.own(name);
    if (definition == null) {
      return kind.included(thing, name, subjects);
    }
    if (definition.argument() != Kind.Argument.NONE) {
      return ofFamily(definition, name);
    }
    Fact fact = found[definition.number()];
    if (fact == null) {
      fact = kind.find(definition, thing, "");
      found[definition.number()] = fact;
    }
    return fact;
  }

  private Fact ofFamily(Kind.Definition<T> definition, String name) {
    Map<String, Fact> known = ofFamilies;
    if (known == null) {
      known = new HashMap<>();
      ofFamilies = known;
    }
    Fact fact = known.get(name);
    if (fact == null) {
      fact = kind.find(definition, thing, name.substring(definition.name().length() + 1));
      known.put(name, fact);
    }
    return fact;
  }

  @Override
  public @Nullable Span place(String anchor) {
    Kind.Anchor<T> found = kind.anchor(anchor);
    return found == null ? null : found.find().apply(thing);
  }

  @Override
  public Setup setup() {
    return thing.setup();
  }

  @Override
  public List<Service> services() {
    return thing.concerned();
  }

  @Override
  public Value value(String parameter) {
    return thing.value(parameter);
  }

  @Override
  public Span place() {
    return thing.place();
  }

  @Override
  public @Nullable String parameter() {
    return thing.parameter();
  }

  @Override
  public String quoted(String fact, String text) {
    return thing.quoted(fact, text);
  }
}
