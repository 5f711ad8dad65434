package io.github.posttlslint.language;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A kind of thing that rules judge: a table of its facts, which conditions and messages name, and
 * of its anchors, which are places of its parts.
 *
 * @param <T> the things of this kind
 */
public final class Kind<T extends Thing> {

  /**
   * A fact of the kind.
   *
   * @param name as conditions name it; of a family, what stands before the dot
   * @param type what it is, where there is one
   * @param choices all that a text, or a word of a list, can be, besides what is wrong and of no
   *     use in a condition; empty if it can be anything
   * @param documentation what it tells, in a line
   * @param argument what stands behind the dot of a family; {@link Argument#NONE} for one fact
   * @param words the words of a family of {@link Argument#WORD}
   * @param find finds it for a thing; the text is what stands behind the dot
   */
  public record Definition<T>(
      String name,
      FactType type,
      List<String> choices,
      String documentation,
      Argument argument,
      List<String> words,
      BiFunction<T, String, Fact> find) {

    /** The name as documentation shows it, such as {@code origin.PARAMETER}. */
    public String shown() {
      return argument == Argument.NONE ? name : name + "." + argument.name();
    }
  }

  /** What stands behind the dot of a family of facts, such as {@code origin.PARAMETER}. */
  public enum Argument {
    NONE,
    /** The name of a parameter. */
    PARAMETER,
    /** One of a few words. */
    WORD
  }

  /**
   * An anchor.
   *
   * @param documentation which place it is, in a line
   * @param find the place; null where the thing has no such part
   * @param parameter the parameter that is set there; null where the anchor does not tell
   */
  public record Anchor<T>(
      String name,
      String documentation,
      Function<T, @Nullable Span> find,
      Function<T, @Nullable String> parameter) {}

  /**
   * Another kind whose facts this one has too.
   *
   * @param of the thing of that kind
   */
  private record Included<T, U extends Thing>(Kind<U> kind, Function<T, U> of) {

    @Nullable Fact fact(T thing, String name, Subjects subjects) {
      return subjects.of(kind, of.apply(thing)).fact(name);
    }
  }

  private final String name;
  private final String documentation;
  private final Map<String, Definition<T>> facts = new LinkedHashMap<>();
  private final Map<String, Anchor<T>> anchors = new LinkedHashMap<>();
  private final Map<String, String> renamed = new LinkedHashMap<>();
  private final List<Included<T, ?>> included = new ArrayList<>();
  private @Nullable Function<T, @Nullable Doubt> doubt;
  private @Nullable Predicate<T> condition;

  /**
   * Begins a kind.
   *
   * @param name what {@code judges} of a rule says
   * @param documentation what things these are, in a line
   */
  public Kind(String name, String documentation) {
    this.name = name;
    this.documentation = documentation;
  }

  // --- declaring -------------------------------------------------------------------------------

  /** A text; null where there is none. */
  public Kind<T> text(String fact, String means, Function<T, @Nullable String> find) {
    return fact(fact, FactType.TEXT, means, thing -> Fact.ofNullable(find.apply(thing)));
  }

  /** The text of a part; null where there is no such part, or none of its text. */
  public <U> Kind<T> text(
      String fact,
      String means,
      Function<T, @Nullable U> part,
      Function<U, @Nullable String> find) {
    return text(fact, means, thing -> ofPart(part.apply(thing), find));
  }

  /** A text that may be hidden; empty where nothing is set. */
  public Kind<T> known(String fact, String means, Function<T, Known<String>> find) {
    return fact(fact, FactType.TEXT, means, thing -> Fact.of(find.apply(thing)));
  }

  /** The same for a text that, where it is right, is one of a few words. */
  public Kind<T> known(
      String fact, List<String> choices, String means, Function<T, Known<String>> find) {
    return choices(fact, FactType.TEXT, choices, means, thing -> Fact.of(find.apply(thing)));
  }

  /** A text that may be hidden; absent where nothing is set. */
  public Kind<T> textIfSet(String fact, String means, Function<T, Known<String>> find) {
    return fact(fact, FactType.TEXT, means, thing -> Fact.orAbsent(find.apply(thing), Fact::of));
  }

  /** A text of something that may be hidden; absent where that is not set, or has none. */
  public <U> Kind<T> textIfSet(
      String fact, String means, Function<T, Known<U>> find, Function<U, @Nullable String> text) {
    Function<U, Fact> make = one -> Fact.ofNullable(text.apply(one));
    return fact(fact, FactType.TEXT, means, thing -> Fact.orAbsent(find.apply(thing), make));
  }

  /** One of a few words; null where there is none. */
  public Kind<T> choice(
      String fact, List<String> choices, String means, Function<T, @Nullable String> find) {
    return choices(fact, FactType.TEXT, choices, means, one -> Fact.ofNullable(find.apply(one)));
  }

  /** One of a few constants, by its label; null where there is none. */
  public <E extends Enum<E>> Kind<T> choice(
      String fact, E[] choices, String means, Function<T, @Nullable E> find) {
    return choice(
        fact, labels(List.of(choices)), means, one -> ofPart(find.apply(one), Kind::label));
  }

  /** One of a few constants that may be hidden, by its label; absent where nothing is set. */
  public <E extends Enum<E>> Kind<T> choiceIfSet(
      String fact, E[] choices, String means, Function<T, Known<E>> find) {
    return choiceIfSet(fact, choices, means, find, one -> one);
  }

  /** That of something that may be hidden; absent where that is not set, or has none. */
  public <U, E extends Enum<E>> Kind<T> choiceIfSet(
      String fact,
      E[] choices,
      String means,
      Function<T, Known<U>> find,
      Function<U, @Nullable E> choice) {
    Function<U, Fact> make = one -> Fact.ofNullable(ofPart(choice.apply(one), Kind::label));
    return choices(
        fact,
        FactType.TEXT,
        labels(List.of(choices)),
        means,
        thing -> Fact.orAbsent(find.apply(thing), make));
  }

  /** Yes or no. */
  public Kind<T> truth(String fact, String means, Predicate<T> find) {
    return fact(fact, FactType.TRUTH, means, thing -> Fact.of(find.test(thing)));
  }

  /** Yes or no, or it cannot be told. */
  public Kind<T> told(String fact, String means, Function<T, Truth> find) {
    return fact(fact, FactType.TRUTH, means, thing -> Fact.of(find.apply(thing)));
  }

  /** Yes or no, which may be hidden; absent where it does not apply. */
  public Kind<T> truthIfSet(String fact, String means, Function<T, Known<Boolean>> find) {
    return fact(fact, FactType.TRUTH, means, thing -> Fact.orAbsent(find.apply(thing), Fact::of));
  }

  /** Whether something that may be hidden is so; absent where that is not set. */
  public <U> Kind<T> truthIfSet(
      String fact, String means, Function<T, Known<U>> find, Predicate<U> predicate) {
    Function<U, Fact> make = one -> Fact.of(predicate.test(one));
    return fact(fact, FactType.TRUTH, means, thing -> Fact.orAbsent(find.apply(thing), make));
  }

  /** A number. */
  public Kind<T> number(String fact, String means, ToLongFunction<T> find) {
    return fact(fact, FactType.NUMBER, means, thing -> Fact.of(find.applyAsLong(thing)));
  }

  /** A number that may be hidden; absent where nothing is set. */
  public <N extends Number> Kind<T> numberIfSet(
      String fact, String means, Function<T, Known<N>> find) {
    return numberIfSet(fact, means, find, Number::longValue);
  }

  /** A number of something that may be hidden; absent where that is not set. */
  public <U> Kind<T> numberIfSet(
      String fact, String means, Function<T, Known<U>> find, ToLongFunction<U> number) {
    Function<U, Fact> make = one -> Fact.of(number.applyAsLong(one));
    return fact(fact, FactType.NUMBER, means, thing -> Fact.orAbsent(find.apply(thing), make));
  }

  /** A release of Postfix; null where there is none. */
  public Kind<T> release(String fact, String means, Function<T, @Nullable PostfixVersion> find) {
    return fact(
        fact,
        FactType.RELEASE,
        means,
        thing -> {
          PostfixVersion release = find.apply(thing);
          return release == null ? Fact.absent() : new Fact.Release(release);
        });
  }

  /** A list. */
  public Kind<T> words(String fact, String means, Function<T, List<String>> find) {
    return fact(fact, FactType.WORDS, means, thing -> Fact.of(find.apply(thing)));
  }

  /** The list of a part; absent where there is no such part. */
  public <U> Kind<T> words(
      String fact, String means, Function<T, @Nullable U> part, Function<U, List<String>> find) {
    return fact(
        fact,
        FactType.WORDS,
        means,
        thing -> {
          U one = part.apply(thing);
          return one == null ? Fact.absent() : Fact.of(find.apply(one));
        });
  }

  /** A list that may be hidden; empty where nothing is set. */
  public Kind<T> knownWords(String fact, String means, Function<T, Known<List<String>>> find) {
    return fact(fact, FactType.WORDS, means, thing -> Fact.ofWords(find.apply(thing)));
  }

  /** A list that may be hidden; absent where nothing is set. */
  public Kind<T> wordsIfSet(String fact, String means, Function<T, Known<List<String>>> find) {
    return fact(fact, FactType.WORDS, means, thing -> Fact.orAbsent(find.apply(thing), Fact::of));
  }

  /** A list of a few constants, by their labels, as {@link #choiceIfSet} has one. */
  public <U, E extends Enum<E>> Kind<T> choicesIfSet(
      String fact,
      E[] choices,
      String means,
      Function<T, Known<U>> find,
      Function<U, List<E>> chosen) {
    Function<U, Fact> make = one -> Fact.of(labels(chosen.apply(one)));
    return choices(
        fact,
        FactType.WORDS,
        labels(List.of(choices)),
        means,
        thing -> Fact.orAbsent(find.apply(thing), make));
  }

  /** A fact that can be absent, or that cannot always be told. */
  public Kind<T> fact(String fact, FactType type, String means, Function<T, Fact> find) {
    return choices(fact, type, List.of(), means, find);
  }

  /** The same for one of a few words, or a list of such words. */
  public Kind<T> choices(
      String fact, FactType type, List<String> choices, String means, Function<T, Fact> find) {
    return add(
        fact, type, choices, means, Argument.NONE, List.of(), (thing, none) -> find.apply(thing));
  }

  /** Facts {@code fact.PARAMETER}, one for each parameter. */
  public Kind<T> family(
      String fact, FactType type, String means, BiFunction<T, String, Fact> find) {
    return add(fact, type, List.of(), means, Argument.PARAMETER, List.of(), find);
  }

  /** The same for texts that are one of a few words. */
  public Kind<T> family(
      String fact, List<String> choices, String means, BiFunction<T, String, Fact> find) {
    return add(fact, FactType.TEXT, choices, means, Argument.PARAMETER, List.of(), find);
  }

  /** Facts {@code fact.WORD}, one for each of these words. */
  public Kind<T> family(
      String fact,
      List<String> words,
      FactType type,
      String means,
      BiFunction<T, String, Fact> find) {
    return add(fact, type, List.of(), means, Argument.WORD, words, find);
  }

  private Kind<T> add(
      String fact,
      FactType type,
      List<String> choices,
      String means,
      Argument argument,
      List<String> words,
      BiFunction<T, String, Fact> find) {
    Predicate<T> applies = condition;
    BiFunction<T, String, Fact> conditional =
        applies == null
            ? find
            : (thing, word) -> applies.test(thing) ? find.apply(thing, word) : Fact.absent();
    Definition<T> definition =
        new Definition<>(fact, type, choices, means, argument, words, conditional);
    String key = argument == Argument.NONE ? fact : fact + ".";
    if (facts.put(key, definition) != null) {
      throw new IllegalStateException(name + " has two facts " + fact);
    }
    return this;
  }

  /** The place of a part. */
  public Kind<T> anchor(String anchor, String means, Function<T, @Nullable Span> find) {
    return anchorOf(anchor, means, thing -> null, find);
  }

  /** The place where a parameter is set, another one for each thing. */
  public Kind<T> anchorOf(
      String anchor,
      String means,
      Function<T, @Nullable String> parameter,
      Function<T, @Nullable Span> find) {
    anchors.put(anchor, new Anchor<>(anchor, means, find, parameter));
    return this;
  }

  /** The place of something; null where there is no such thing. */
  public <U> Kind<T> anchor(
      String anchor,
      String means,
      Function<T, @Nullable U> part,
      Function<U, @Nullable Span> find) {
    return anchor(anchor, means, thing -> ofPart(part.apply(thing), find));
  }

  /**
   * The parameter that is set at an anchor; null if that is not told, or there is no such anchor.
   */
  @Nullable String parameterAt(String anchor, T thing) {
    return ofPart(anchors.get(anchor), known -> known.parameter().apply(thing));
  }

  private static <U, R> @Nullable R ofPart(@Nullable U part, Function<U, @Nullable R> find) {
    return part == null ? null : find.apply(part);
  }

  /** The words by which rules call the constants of an enum: in lower case, with hyphens. */
  public static List<String> labels(List<? extends Enum<?>> constants) {
    List<String> labels = new ArrayList<>();
    constants.forEach(constant -> labels.add(label(constant)));
    return labels;
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All facts of another kind, which the thing belongs to, too; its own ones come first. */
  public <U extends Thing> Kind<T> including(Kind<U> kind, Function<T, U> of) {
    included.add(new Included<>(kind, of));
    return this;
  }

  /**
   * A doubt about the thing as a whole, null where there is none: with it none of the kind's own
   * facts can be told, and those of the kinds that it includes can.
   */
  public Kind<T> unless(Function<T, @Nullable Doubt> find) {
    doubt = find;
    return this;
  }

  /** The facts that are declared from here on are absent for all but some things. */
  public Kind<T> onlyFor(Predicate<T> some) {
    condition = some;
    return this;
  }

  /** A name that a fact had, so that rules which still have it are told the new one. */
  public Kind<T> renamed(String before, String now) {
    renamed.put(before, now);
    return this;
  }

  // --- asking ----------------------------------------------------------------------------------

  /** What {@code judges} of a rule says. */
  public String name() {
    return name;
  }

  /** What things these are, in a line. */
  public String documentation() {
    return documentation;
  }

  /** Its own facts, in their order. */
  public Collection<Definition<T>> facts() {
    return facts.values();
  }

  /** Its own facts, and after them those of the kinds that it includes. */
  public List<Definition<?>> allFacts() {
    List<Definition<?>> all = new ArrayList<>(facts.values());
    included.forEach(one -> all.addAll(one.kind().allFacts()));
    return all;
  }

  /** Its own anchors, in their order. */
  public Collection<Anchor<T>> anchors() {
    return anchors.values();
  }

  /** The kinds whose facts it has, too. */
  public List<Kind<?>> includes() {
    List<Kind<?>> kinds = new ArrayList<>();
    included.forEach(one -> kinds.add(one.kind()));
    return kinds;
  }

  /** The new name of a fact; null if there was none of the old name. */
  public @Nullable String newName(String before) {
    String now = renamed.get(before);
    for (int i = 0; i < included.size() && now == null; i++) {
      now = included.get(i).kind().newName(before);
    }
    return now;
  }

  /** The fact of a name, its own or of a kind that it includes; null if there is none. */
  public @Nullable Definition<?> definition(String fact) {
    Definition<?> found = own(fact);
    for (int i = 0; i < included.size() && found == null; i++) {
      found = included.get(i).kind().definition(fact);
    }
    return found;
  }

  /** One of its own facts, or of its families. */
  private @Nullable Definition<T> own(String fact) {
    Definition<T> found = facts.get(fact);
    if (found == null) {
      int dot = fact.indexOf('.');
      found = dot < 0 ? null : facts.get(fact.substring(0, dot + 1));
    }
    return found;
  }

  /** Finds a fact for a thing, its own or of the kinds that it includes; null if none has it. */
  @Nullable Fact find(String fact, T thing, Subjects subjects) {
    Definition<T> definition = own(fact);
    if (definition == null) {
      return included(fact, thing, subjects);
    }
    Doubt found = doubt == null ? null : doubt.apply(thing);
    if (found != null) {
      return Fact.unknown(found);
    }
    int dot = fact.indexOf('.'); // what a family of facts is asked for stands behind it
    return definition.find().apply(thing, fact.substring(dot + 1));
  }

  /** The place of a part of a thing; null if there is none, or no anchor of the name. */
  @Nullable Span place(String anchor, T thing) {
    return ofPart(anchors.get(anchor), known -> known.find().apply(thing));
  }

  private @Nullable Fact included(String fact, T thing, Subjects subjects) {
    Fact found = null;
    for (int i = 0; i < included.size() && found == null; i++) {
      found = included.get(i).fact(thing, fact, subjects);
    }
    return found;
  }
}
