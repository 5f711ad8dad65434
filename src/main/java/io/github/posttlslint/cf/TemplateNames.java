package io.github.posttlslint.cf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What files besides a template say of the names in it. */
public final class TemplateNames {

  /** What Jinja takes for methods of a mapping before it looks for keys (Python, dict). */
  private static final Set<String> METHODS =
      Set.of(
          "clear",
          "copy",
          "fromkeys",
          "get",
          "items",
          "keys",
          "pop",
          "popitem",
          "setdefault",
          "update",
          "values");

  /** A value that is shown only under a name that says nothing of secrets. */
  private static final String ANY = "Xy7";

  private final Layer named;
  private final Layer role;
  private final BiPredicate<String, String> secret;

  /**
   * Makes them.
   *
   * @param named what the user has named, for templates of all languages
   * @param role the defaults of an Ansible role, for those of Jinja
   * @param secret tells of a name and a value whether that may not be shown
   */
  public TemplateNames(Layer named, Layer role, BiPredicate<String, String> secret) {
    this.named = named;
    this.role = role;
    this.secret = secret;
  }

  /** How a value is written. */
  public enum Form {
    TEXT,
    /** A number in decimal notation. */
    NUMBER,
    TRUE,
    FALSE,
    NOTHING,
    MAPPING,
    /** Something else: a list, an alias, what is encrypted. */
    OTHER
  }

  /**
   * What a name has.
   *
   * @param file where it is written, as reports name it
   * @param line from 1
   */
  public record Entry(Form form, String text, String file, int line) {}

  /**
   * What files of one kind say.
   *
   * @param entries by name; those of a mapping with a dot before them
   * @param unread a file that could not be read, and why: a name that is not among the entries may
   *     be set there; empty if all were read
   */
  public record Layer(Map<String, Entry> entries, String unread) {

    /** No file. */
    public static final Layer EMPTY = new Layer(Map.of(), "");
  }

  /** Files that could not be read, and why. */
  public List<String> unread() {
    List<String> unread = new ArrayList<>(List.of(named.unread(), role.unread()));
    unread.removeIf(String::isEmpty);
    return unread;
  }

  /** What a name of Jinja has: an entry, or one of the other meanings. */
  Found ofJinja(List<String> path) {
    Found found = find(named, path);
    boolean isUnset = found.entry() == null && found.other() == TemplateMeaning.Other.UNDEFINED;
    return shown(isUnset ? find(role, path) : found, path);
  }

  /** What a name of another language has. */
  Found of(List<String> path) {
    return shown(find(named, path), path);
  }

  /**
   * What was found.
   *
   * @param entry null if none was
   * @param other what counts then
   */
  record Found(@Nullable Entry entry, TemplateMeaning.Other other) {}

  private static Found none(TemplateMeaning.Other other) {
    return new Found(null, other);
  }

  private Found shown(Found found, List<String> path) {
    Entry entry = found.entry();
    boolean isTruth = entry != null && (entry.form() == Form.TRUE || entry.form() == Form.FALSE);
    for (String part : path) {
      if (!isTruth && secret.test(part, entry == null ? ANY : entry.text())) {
        return none(TemplateMeaning.Other.UNKNOWN);
      }
    }
    return found;
  }

  private static Found find(Layer layer, List<String> path) {
    String name = path.get(0);
    Entry entry = layer.entries().get(name);
    if (entry == null) {
      return none(
          layer.unread().isEmpty()
              ? TemplateMeaning.Other.UNDEFINED
              : TemplateMeaning.Other.UNKNOWN);
    }
    for (String part : path.subList(1, path.size())) {
      if (entry.form() != Form.MAPPING || METHODS.contains(part)) {
        return none(TemplateMeaning.Other.UNKNOWN);
      }
      name += "." + part;
      entry = layer.entries().get(name);
      if (entry == null) {
        return none(TemplateMeaning.Other.UNDEFINED);
      }
    }
    return entry.form() == Form.MAPPING || entry.form() == Form.OTHER
        ? none(TemplateMeaning.Other.UNKNOWN)
        : new Found(entry, TemplateMeaning.Other.UNKNOWN);
  }
}
