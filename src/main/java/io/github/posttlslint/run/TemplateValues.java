package io.github.posttlslint.run;

import io.github.posttlslint.cf.TemplateNames;
import io.github.posttlslint.cf.TemplateNames.Entry;
import io.github.posttlslint.cf.TemplateNames.Form;
import io.github.posttlslint.cf.TemplateNames.Layer;
import io.github.posttlslint.input.DirectoryTree;
import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.Gate.Purpose;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.run.Settings.Given;
import io.github.posttlslint.run.Surroundings.Ground;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what files say of the names in a template: those that {@code template-values} names, and
 * the defaults of the Ansible role that the template belongs to, but for what its vars set
 * (Ansible, "Understanding variable precedence"). What cannot be read makes unknown what it could
 * say.
 */
final class TemplateValues implements Function<BiPredicate<String, String>, TemplateNames> {

  private static final String TEMPLATES = "templates";

  private final SetupLoader.Options options;
  private final Gate gate;
  private final @Nullable Ground ground;
  private final String unread;

  /**
   * Makes a reader.
   *
   * @param ground the directory of the template; null if it came by itself, or in an archive
   * @param unread why the defaults of its role are not read there; empty if it is of none
   */
  TemplateValues(SetupLoader.Options options, Gate gate, @Nullable Ground ground, String unread) {
    this.unread = unread;
    this.options = options;
    this.gate = gate;
    this.ground = ground;
  }

  @Override
  public TemplateNames apply(BiPredicate<String, String> secret) {
    Path role = role();
    return new TemplateNames(
        named(), role == null ? new Layer(Map.of(), unread) : ofRole(role), secret);
  }

  private Layer named() {
    Map<String, Entry> entries = new HashMap<>();
    String unread = "";
    for (Given given : options.templateValues()) {
      try {
        Path file = given.path(gate);
        Map<String, Entry> more = read(gate.enter(file).real(), file);
        entries.keySet().removeIf(name -> more.containsKey(root(name)));
        entries.putAll(more);
      } catch (IOException e) {
        entries.clear();
        unread = given.label() + ": " + e.getMessage();
      } catch (UsageException e) {
        entries.clear();
        unread = String.valueOf(e.getMessage());
      }
    }
    return new Layer(entries, unread);
  }

  private static String root(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private Map<String, Entry> read(Path real, Path typed) throws IOException {
    byte[] bytes = gate.read(real, Limits.CONFIGURATION_SIZE, Purpose.TEMPLATE_VALUES);
    String shown = DirectoryTree.shown(gate.absolute(typed), options.current());
    return VariableFile.read(Gate.text(bytes), shown);
  }

  /** The role that the template belongs to, as it was typed; null if it is in none. */
  private @Nullable Path role() {
    Path up = ground == null ? null : ground.typed();
    while (up != null && !up.endsWith(TEMPLATES)) {
      up = up.getParent();
    }
    return up == null ? null : up.getParent();
  }

  private Layer ofRole(Path role) {
    Map<String, Entry> entries = new HashMap<>();
    String unread = readMain(role.resolve("defaults"), entries);
    Map<String, Entry> set = new HashMap<>();
    String other = readMain(role.resolve("vars"), set);
    set.forEach(
        (name, one) -> {
          if (root(name).equals(name)) {
            entries.put(name, new Entry(Form.OTHER, "", one.file(), one.line()));
          }
        });
    return unread.isEmpty() && other.isEmpty()
        ? new Layer(entries, "")
        : new Layer(Map.of(), unread.isEmpty() ? other : unread);
  }

  /**
   * Reads the file that Ansible takes. Of others than the usual ones nothing is read.
   *
   * @return why it is not read; empty if it is, or there is none
   */
  private String readMain(Path folder, Map<String, Entry> to) {
    for (String name : List.of("main", "main.yml", "main.yaml", "main.json")) {
      Path file = folder.resolve(name);
      if (gate.kind(file) != Gate.Kind.NOTHING) {
        try {
          if (ground == null || !name.contains(".y")) {
            throw new IOException("not a YAML file");
          }
          to.putAll(read(gate.follow(file, ground.place()), file));
          return "";
        } catch (IOException e) {
          return DirectoryTree.shown(gate.absolute(file), options.current())
              + ": "
              + e.getMessage();
        }
      }
    }
    return "";
  }
}
