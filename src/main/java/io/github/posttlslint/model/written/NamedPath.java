package io.github.posttlslint.model.written;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.NearMiss;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.postfix.TableTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A file or directory that a setting in force names: certificates, keys, CAs, DH parameters, and
 * the tables of TLS and SASL parameters.
 *
 * @param form of the setting's value
 * @param path after expansion; of a table without its type; unknown where the value is
 * @param files those of which one is enough: the path itself, or what a table is compiled to
 * @param opened what services try to open, so that they are told of what is missing
 */
public record NamedPath(
    Setting setting,
    ValueForm form,
    Known<String> path,
    List<String> files,
    Predicate<String> opened)
    implements SettingPart {

  /**
   * All of a setup, in the order of its files.
   *
   * @param opened what services try to open
   */
  public static List<NamedPath> all(Settings settings, Predicate<String> opened) {
    List<NamedPath> all = new ArrayList<>();
    for (Setting setting : settings.all()) {
      if (setting.isInForce() || setting.service() != null) {
        all.addAll(of(setting, opened));
      }
    }
    return all;
  }

  private static List<NamedPath> of(Setting setting, Predicate<String> opened) {
    ValueForm form = setting.form();
    if (!form.namesFiles()) {
      return List.of();
    }
    Known<String> value = setting.value(setting.parameter()).known();
    if (value.isHidden()) {
      return List.of(new NamedPath(setting, form, value, List.of(), opened));
    }
    List<NamedPath> paths = new ArrayList<>();
    for (List<String> files : files(form, value.or("", ""))) {
      String path = files.isEmpty() ? "" : files.get(0);
      if (!path.isEmpty() && !path.equals("none") && !path.equals("auto")) {
        paths.add(new NamedPath(setting, form, Known.of(path), files, opened));
      }
    }
    return paths;
  }

  /** The files of each path in a value, one of which is enough. */
  private static List<List<String>> files(ValueForm form, String value) {
    if (!form.isSplit()) {
      return List.of(List.of(value));
    }
    List<List<String>> all = new ArrayList<>();
    boolean tables = form != ValueForm.FILES;
    for (LogicalText word : ListText.split(LogicalText.of("", value), tables)) {
      all.add(tables ? tableFiles(word.text()) : List.of(word.text()));
    }
    return all;
  }

  /** The source of a table and the files that it is compiled to; empty for types without files. */
  private static List<String> tableFiles(String word) {
    String table = word.startsWith("proxy:") ? word.substring("proxy:".length()) : word;
    int colon = table.indexOf(':');
    TableType type = colon < 0 ? null : TableTypes.load().find(table.substring(0, colon));
    String path = table.substring(colon + 1);
    if (type == null || !type.namesFile() || !path.startsWith("/")) {
      return List.of();
    }
    List<String> files = new ArrayList<>();
    files.add(path);
    for (String suffix : type.compiledSuffixes()) {
      files.add(path + suffix);
    }
    return files;
  }

  // --- its form --------------------------------------------------------------------------------

  /** Whether it is all capitals, digits and underscores, as of a placeholder. */
  public Truth isCapitals() {
    return path.is(NamedPath::isCapitals);
  }

  private static boolean isCapitals(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '_') {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether it does not begin with a slash. What begins with another sign is rather a placeholder,
   * such as {@code @CERT@}.
   */
  public Truth isRelative() {
    return path.is(
        text -> {
          char first = text.charAt(0);
          return (first != '_' && Chars.isName(first)) || first == '.' || first == '~';
        });
  }

  /** Whether it is several paths, where one is expected. */
  public Truth isList() {
    return path.is(text -> !form.isSplit() && hasSecondPath(text));
  }

  /** Two words of which the second looks like a path, too. */
  private static boolean hasSecondPath(String text) {
    for (int i = 1; i + 1 < text.length(); i++) {
      char c = text.charAt(i);
      boolean separator = c == ' ' || c == ',' || c == '\t';
      if (separator && (text.charAt(i + 1) == '/' || text.charAt(i + 1) == '$')) {
        return true;
      }
    }
    return false;
  }

  // --- the file --------------------------------------------------------------------------------

  /** Whether there is no such file. */
  public Truth isMissing() {
    return path.isSet().and(this::isNoneThere);
  }

  private Truth isNoneThere() {
    Truth missing = Truth.YES;
    for (String file : files) {
      if (!file.startsWith("/")) {
        missing = unseen("the path is relative");
        continue;
      }
      FileTree.Entry entry = setup().tree().look(file);
      if (entry instanceof FileTree.Found) {
        return Truth.NO;
      }
      if (entry instanceof FileTree.Unseen unseen) {
        missing = unseen(unseen.reason());
      }
    }
    return missing;
  }

  private Truth unseen(String reason) {
    return Truth.unknown(new Doubt(reason, parameter()));
  }

  /** Whether a service that tries to open it is known to find nothing there. */
  public boolean isTold() {
    return isMissing().ifUnknown(false) && path.is(opened).ifUnknown(false);
  }

  /** What is there and has nearly the same name, where this is not; unset if nothing is. */
  public Known<NearMiss> near() {
    return path.then(
        text ->
            text.startsWith("/") && isMissing().ifUnknown(true)
                ? Known.ofNullable(setup().nearMiss(text))
                : Known.unset());
  }

  /** The setting's value with the other name; unset unless the wrong one stands in it once. */
  public Known<String> withNear() {
    return near().then(this::with);
  }

  private Known<String> with(NearMiss near) {
    return with(near.instead(), near.name());
  }

  /** The setting's value with another text for one that stands in it once; unset else. */
  private Known<String> with(String wrong, String right) {
    LogicalText raw = setting.line().value();
    String text = raw.text();
    int at = text.indexOf(wrong);
    boolean once = at >= 0 && text.indexOf(wrong, at + 1) < 0;
    return once && !raw.isOpaque()
        ? Known.of(text.substring(0, at) + right + text.substring(at + wrong.length()))
        : Known.unset();
  }

  /** A relative path with the directory of main.cf before it, if it is found there; unset else. */
  public Known<String> inConfiguration() {
    return path.then(
        text -> {
          String there = Paths.join(setup().configDirectory(), text);
          boolean isThere =
              Chars.isName(text.charAt(0))
                  && isRelative().ifUnknown(false)
                  && setup().tree().look(there) instanceof FileTree.Found;
          return isThere ? Known.of("$config_directory/" + text) : Known.unset();
        });
  }

  /** The setting's value with that path; unset unless the relative one stands in it once. */
  public Known<String> withConfiguration() {
    return inConfiguration().then(there -> path.then(text -> with(text, there)));
  }
}
