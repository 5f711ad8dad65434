package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.ParameterOverride;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.postfix.TableTypes;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.Service;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code path}: a file or directory that a setting in force names: certificates, keys, CAs, DH
 * parameters, and the tables of TLS and SASL parameters.
 *
 * <p>Facts: {@code name} (of the parameter), {@code form} (file, directory, files or tables),
 * {@code path} (expanded; of a table without its type), {@code relative} (does not begin with a
 * slash), {@code blank} (has a blank or comma in it), {@code list} (several paths, where one is
 * expected), {@code missing} (there is no such file; unknown where that cannot be seen), {@code
 * near} (the name of a file or directory that is there and nearly the same), {@code near.path} (the
 * path with that name), {@code near.raw} (the value with that name). Anchors: {@code name}, {@code
 * value}.
 */
final class PathSubject implements Subject {

  private final Setup setup;
  private final @Nullable Service service;
  private final String name;
  private final LogicalText raw;
  private final Span nameSpan;
  private final Span valueSpan;
  private final String form;
  private final @Nullable String hidden;
  private final String path;
  private final List<String> files;
  private final Set<String> referenced;

  private PathSubject(
      Finder finder, Setting setting, @Nullable String hidden, String path, List<String> files) {
    this.setup = finder.setup;
    this.service = setting.service;
    this.name = setting.name;
    this.raw = setting.raw;
    this.nameSpan = setting.nameSpan;
    this.valueSpan = setting.valueSpan;
    this.form = setting.form;
    this.hidden = hidden;
    this.path = path;
    this.files = files;
    this.referenced = finder.referenced;
  }

  static List<PathSubject> all(Setup setup) {
    return new Finder(setup).all();
  }

  private record Setting(
      @Nullable Service service,
      String name,
      LogicalText raw,
      Span nameSpan,
      Span valueSpan,
      String form) {}

  /** Goes through the settings of a setup. */
  private static final class Finder {
    private final Setup setup;
    private final List<PathSubject> all = new ArrayList<>();

    /** All paths that are named, so that none of them is proposed in place of another. */
    private final Set<String> referenced = new HashSet<>();

    private @Nullable TableTypes types;

    Finder(Setup setup) {
      this.setup = setup;
    }

    List<PathSubject> all() {
      MainCf main = setup.main();
      if (main != null) {
        for (MainCfEntry entry : main.entries()) {
          if (main.isInForce(entry)) {
            add(
                new Setting(
                    null,
                    entry.name(),
                    entry.value(),
                    entry.nameSpan(),
                    entry.valueSpan(),
                    ValueForm.of(setup, entry.name())));
          }
        }
      }
      for (Service service : setup.services()) {
        for (ParameterOverride override : service.entry().overrides()) {
          add(
              new Setting(
                  service,
                  override.name(),
                  override.value(),
                  override.nameSpan(),
                  override.valueSpan(),
                  ValueForm.of(setup, override.name())));
        }
      }
      return all;
    }

    private void add(Setting setting) {
      boolean single = setting.form.equals("file") || setting.form.equals("directory");
      boolean many = setting.form.equals("files");
      boolean tables = setting.form.startsWith("table");
      if (!single && !many && !tables) {
        return;
      }
      Service service = setting.service;
      Value value = service == null ? setup.value(setting.name) : service.value(setting.name);
      if (value.isUnknown()) {
        all.add(new PathSubject(this, setting, value.reason(), "", List.of()));
      } else if (single) {
        addPath(setting, value.text(), List.of(value.text()));
      } else {
        for (LogicalText word : ListText.split(LogicalText.of("", value.text()))) {
          if (many) {
            addPath(setting, word.text(), List.of(word.text()));
          } else {
            addTable(setting, word.text());
          }
        }
      }
    }

    private void addPath(Setting setting, String path, List<String> files) {
      if (!path.isEmpty() && !path.equals("none") && !path.equals("auto")) {
        referenced.addAll(files);
        all.add(new PathSubject(this, setting, null, path, files));
      }
    }

    private void addTable(Setting setting, String word) {
      String table = word.startsWith("proxy:") ? word.substring("proxy:".length()) : word;
      int colon = table.indexOf(':');
      TableTypes known = types == null ? TableTypes.load() : types;
      types = known;
      TableType type = colon < 0 ? null : known.find(table.substring(0, colon));
      String path = table.substring(colon + 1);
      if (type == null || !type.namesFile() || !path.startsWith("/")) {
        return;
      }
      List<String> files = new ArrayList<>(List.of(path));
      for (String suffix : type.compiledSuffixes()) {
        files.add(path + suffix);
      }
      addPath(setting, path, files);
    }
  }

  @Override
  public Setup setup() {
    return setup;
  }

  @Override
  public List<Service> services() {
    return service == null ? List.of() : List.of(service);
  }

  @Override
  public Value value(String parameter) {
    return service == null ? setup.value(parameter) : service.value(parameter);
  }

  @Override
  public @Nullable Fact fact(String fact) {
    return switch (fact) {
      case "name" -> Fact.of(name);
      case "form" -> Fact.of(form);
      case "path",
          "relative",
          "capitals",
          "blank",
          "list",
          "missing",
          "near",
          "near.path",
          "near.raw" ->
          hidden == null ? ofPath(fact) : new Fact.Unknown(hidden, name);
      default -> SetupFacts.of(setup, fact);
    };
  }

  private Fact ofPath(String fact) {
    return switch (fact) {
      case "path" -> Fact.of(path);
      case "relative" -> Fact.of(isRelative());
      case "capitals" -> Fact.of(isCapitals());
      case "blank" -> Fact.of(path.indexOf(' ') >= 0 || path.indexOf(',') >= 0);
      case "list" -> Fact.of(isList());
      case "missing" -> missing();
      default -> near(fact);
    };
  }

  private boolean isCapitals() {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '_') {
        return false;
      }
    }
    return true;
  }

  /** What begins with another sign is rather a placeholder, such as {@code @CERT@}. */
  private boolean isRelative() {
    char first = path.charAt(0);
    return (first >= 'a' && first <= 'z')
        || (first >= 'A' && first <= 'Z')
        || (first >= '0' && first <= '9')
        || first == '.'
        || first == '~';
  }

  /** Two words of which the second looks like a path, too. */
  private boolean isList() {
    for (int i = 1; i + 1 < path.length(); i++) {
      char c = path.charAt(i);
      boolean separator = c == ' ' || c == ',' || c == '\t';
      if (separator && (path.charAt(i + 1) == '/' || path.charAt(i + 1) == '$')) {
        return !form.equals("files") && !form.startsWith("table");
      }
    }
    return false;
  }

  private Fact missing() {
    Fact.Unknown unseen = null;
    for (String file : files) {
      FileTree.Entry entry =
          file.startsWith("/")
              ? setup.tree().look(file)
              : new FileTree.Unseen("the path is relative");
      if (entry instanceof FileTree.Found) {
        return Fact.of(false);
      }
      if (entry instanceof FileTree.Unseen u) {
        unseen = new Fact.Unknown(u.reason(), name);
      }
    }
    return unseen == null ? Fact.of(true) : unseen;
  }

  private Fact near(String fact) {
    if (!path.startsWith("/") || missing().isFalse()) {
      return Fact.absent();
    }
    NearMiss near = NearMiss.find(setup.tree(), path, referenced);
    if (near == null) {
      return Fact.absent();
    }
    return switch (fact) {
      case "near.path" -> Fact.of(near.path());
      case "near.raw" -> replaced(near);
      default -> Fact.of(near.name());
    };
  }

  /** Absent unless the wrong name stands in the value exactly once. */
  private Fact replaced(NearMiss near) {
    String text = raw.text();
    int at = text.indexOf(near.instead());
    boolean once = at >= 0 && text.indexOf(near.instead(), at + 1) < 0;
    return once && !raw.isOpaque()
        ? Fact.of(
            text.substring(0, at) + near.name() + text.substring(at + near.instead().length()))
        : Fact.absent();
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "name" -> nameSpan;
      case "value" -> valueSpan;
      default -> null;
    };
  }

  @Override
  public Span place() {
    return nameSpan.to(valueSpan);
  }

  @Override
  public String parameter() {
    return name;
  }
}
