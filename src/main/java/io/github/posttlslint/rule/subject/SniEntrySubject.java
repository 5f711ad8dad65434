package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.pki.ChainElement;
import io.github.posttlslint.pki.ChainLoader;
import io.github.posttlslint.pki.LoadProblem;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.SeenFile;
import io.github.posttlslint.setup.TableUse;
import io.github.posttlslint.setup.TableWords;
import io.github.posttlslint.table.TableFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code sni-entry}: an entry of tls_server_sni_maps, a server name with the files that hold
 * its key and certificates.
 *
 * <p>Facts: {@code key}, {@code value}, {@code missing} (the first file that is not there), {@code
 * problem} (why Postfix refuses the files' contents, as of kind {@code load-problem}; absent if it
 * does not), {@code detail} (the same for people), {@code renewed} (the first file that was changed
 * after the table was compiled). Anchors: {@code key}, {@code value}, {@code problem} (in the
 * file).
 */
final class SniEntrySubject extends TableUseSubject {

  private final SniTable.Entry entry;
  private final Map<String, Loaded> loads;

  private SniEntrySubject(TableUse use, SniTable.Entry entry, Map<String, Loaded> loads) {
    super(use);
    this.entry = entry;
    this.loads = loads;
  }

  /**
   * What came of loading the files of an entry.
   *
   * @param problem why Postfix refuses them; null if it does not, or that cannot be told
   * @param reason why it cannot be told; null if it can
   */
  private record Loaded(@Nullable LoadProblem problem, @Nullable String reason) {}

  static List<SniEntrySubject> all(List<TableUse> uses) {
    List<SniEntrySubject> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Map<String, Loaded> loads = new HashMap<>();
    for (TableUse use : uses) {
      if (use.purpose() == TableUse.Purpose.SNI && seen.add(use.reference().text())) {
        for (SniTable.Entry entry : new SniTable(use).entries()) {
          all.add(new SniEntrySubject(use, entry, loads));
        }
      }
    }
    return all;
  }

  @Override
  @Nullable Fact own(String name) {
    return switch (name) {
      case "key" -> Fact.of(entry.key().text());
      case "value" -> Fact.of(entry.value().text());
      case "missing" -> missing();
      case "problem", "detail" -> problem(name);
      case "renewed" -> renewed();
      default -> null;
    };
  }

  private Fact missing() {
    Fact outcome = Fact.absent();
    for (String file : entry.files()) {
      FileTree.Entry there = look(file);
      if (there instanceof FileTree.Missing) {
        return Fact.of(file);
      }
      outcome = there instanceof FileTree.Unseen unseen ? unknown(file, unseen.reason()) : outcome;
    }
    return outcome;
  }

  private FileTree.Entry look(String file) {
    return file.startsWith("/")
        ? setup().tree().look(file)
        : new FileTree.Unseen("the name depends on where postmap is run");
  }

  private Fact unknown(String file, String reason) {
    return new Fact.Unknown(
        TableWords.file(file, entry.isShown()) + ": " + reason, use().parameter());
  }

  private Fact problem(String name) {
    for (String file : entry.files()) {
      FileTree.Entry there = look(file);
      if (there instanceof FileTree.Unseen unseen) {
        return unknown(file, unseen.reason());
      }
      if (!(there instanceof Found found) || found.kind() != FileTree.Kind.FILE) {
        return Fact.absent();
      }
    }
    Loaded loaded = loaded();
    LoadProblem problem = loaded.problem();
    if (loaded.reason() != null) {
      return new Fact.Unknown(loaded.reason(), use().parameter());
    }
    if (problem == null) {
      return Fact.absent();
    }
    String kind = problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return Fact.of(name.equals("problem") ? kind : problem.detail());
  }

  /** The same for all entries that name the same files. */
  private Loaded loaded() {
    Loaded known = loads.get(entry.value().text());
    if (known == null) {
      known = load();
      loads.put(entry.value().text(), known);
    }
    return known;
  }

  /** The files are read as those of {@code *_chain_files} are (tls_certkey.c). */
  private Loaded load() {
    List<SeenFile> files = new ArrayList<>();
    for (String file : entry.files()) {
      files.add(setup().see(file));
    }
    if (!setup().spendOnFiles(files)) {
      return new Loaded(null, "too much to read");
    }
    List<ChainElement> elements = new ArrayList<>();
    files.forEach(file -> elements.add(file.element()));
    return new Loaded(
        ChainLoader.list(elements) instanceof LoadResult.Rejected rejected
            ? rejected.cause()
            : null,
        null);
  }

  private Fact renewed() {
    TableFiles files = use().files();
    Instant compiled =
        files != null && files.compiled() instanceof Found found
            ? found.metadata().modified()
            : null;
    if (files == null || files.compiledPath() == null) {
      return Fact.absent();
    }
    for (String file : entry.files()) {
      Instant changed = look(file) instanceof Found found ? found.metadata().modified() : null;
      if (compiled == null || changed == null) {
        return unknown(file, "the times of change are not known");
      }
      if (changed.getEpochSecond() > compiled.getEpochSecond()) {
        return Fact.of(file);
      }
    }
    return Fact.absent();
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "key" -> entry.inFile() ? entry.key().span() : use().span();
      case "value" -> entry.inFile() ? entry.value().span() : use().span();
      case "problem" -> {
        LoadProblem problem = loaded().problem();
        yield problem == null ? null : problem.where();
      }
      default -> null;
    };
  }

  @Override
  public Span place() {
    return entry.inFile() ? entry.key().span().to(entry.value().span()) : use().span();
  }

  @Override
  public String quoted(String fact, String text) {
    return switch (fact) {
      case "key" -> entry.inFile() ? TableWords.key(use().purpose(), text) : text;
      case "missing", "renewed" -> TableWords.file(text, entry.isShown());
      default -> text;
    };
  }
}
