package io.github.posttlslint.lsp;

import io.github.posttlslint.cf.Assignment;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.cf.MasterField;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.postfix.TableTypes;
import io.github.posttlslint.table.TableReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.jspecify.annotations.Nullable;

/** Where what a word stands for is made: a setting, a service, a file. */
final class Definitions {

  private final EditedSetup edited;
  private final Setup setup;
  private final OpenTexts texts;

  Definitions(EditedSetup edited, Setup setup, OpenTexts texts) {
    this.edited = edited;
    this.setup = setup;
    this.texts = texts;
  }

  /** Of what stands at a place. */
  List<Location> of(Spot spot) {
    List<Location> found = new ArrayList<>();
    if (spot instanceof Spot.Reference reference) {
      addSetting(reference.name(), reference.service(), found);
    } else if (spot instanceof Spot.Name name) {
      addSetting(name.name(), null, found);
    } else if (spot instanceof Spot.Word word) {
      ofWord(word, found);
    } else if (spot instanceof Spot.Field field && field.field() == MasterField.SERVICE) {
      addService(field.text(), found);
    }
    return found;
  }

  private void ofWord(Spot.Word word, List<Location> found) {
    String text = word.word();
    Path file = file(text);
    if (file != null) {
      Position start = new Position(0, 0);
      found.add(Places.location(file, new Range(start, start), texts));
      return;
    }
    MainCf main = setup.main();
    MainCfEntry own = main == null ? null : main.find(text);
    if (own != null) {
      add(own.nameSpan(), found);
      return;
    }
    int colon = text.indexOf(':');
    addService(colon < 0 ? text : text.substring(0, colon), found);
  }

  /** The file of this machine that a word names, a table or another; null if it names none. */
  @Nullable Path file(String word) {
    String path = path(setup, word);
    if (path == null) {
      return null;
    }
    FileTree tree = setup.tree();
    if (!(tree.look(path) instanceof FileTree.Found found)
        || found.kind() != FileTree.Kind.FILE
        || tree.place(path) == null) {
      return null;
    }
    return edited.path(tree.displayName(path));
  }

  /** The absolute path that a word names, a table's or another; null if it names none. */
  static @Nullable String path(Setup setup, String word) {
    String expanded = expanded(setup, word);
    if (expanded.startsWith("/")) {
      return expanded;
    }
    TableReference table = TableReference.parse(expanded, TableTypes.load());
    for (TableReference leaf : table.leaves()) {
      String path = leaf.hasType() ? leaf.path() : null;
      if (path != null && path.startsWith("/")) {
        return path;
      }
    }
    return null;
  }

  /** A word with the directory that many are written with. */
  private static String expanded(Setup setup, String word) {
    return word.replace("$config_directory", setup.configDirectory())
        .replace("${config_directory}", setup.configDirectory());
  }

  private void addSetting(String name, @Nullable Service service, List<Location> found) {
    Assignment assignment = service == null ? null : service.override(name);
    MainCf main = setup.main();
    Assignment setting = assignment != null || main == null ? assignment : main.find(name);
    if (setting != null) {
      add(setting.nameSpan(), found);
    }
  }

  private void addService(String name, List<Location> found) {
    for (Service service : setup.services()) {
      if (!service.isAssumed() && service.name().equals(name)) {
        add(service.entry().span(MasterField.SERVICE), found);
      }
    }
  }

  private void add(Span span, List<Location> found) {
    if (!setup.isStock(span)) {
      found.add(Places.location(edited.path(span), Places.range(span), texts));
    }
  }
}
