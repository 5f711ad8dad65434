package io.github.posttlslint.lsp;

import io.github.posttlslint.input.SetupFinder;
import io.github.posttlslint.input.SetupFinder.Location;
import io.github.posttlslint.pki.PemCache;
import io.github.posttlslint.run.EditedSetups;
import io.github.posttlslint.run.EditedSetups.Loaded;
import io.github.posttlslint.run.Report.SetupReport;
import io.github.posttlslint.run.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.jspecify.annotations.Nullable;

/**
 * The set-ups that open files belong to: keeps them as the editor has them, judges them, and tells
 * the client. For the thread of {@link Work} alone.
 */
final class Judgements {

  /** So many set-ups are searched for one that names an open file. */
  private static final int SEARCHED = 32;

  /** So many directories above an open file can be that of its set-up. */
  private static final int ABOVE = 4;

  private static final Set<String> LANGUAGES = Set.of("postfix-main", "postfix-master");

  private final OpenTexts texts;
  private final PemCache pems;
  private final Function<Path, Desk> desks;
  private final Function<Desk, EditedSetups> readers;
  private final Consumer<PublishDiagnosticsParams> client;
  private final Map<Path, EditedSetups> byFolder = new HashMap<>();
  private final Map<List<Object>, EditedSetup> known = new LinkedHashMap<>();
  private final Map<String, List<EditedSetup>> byUri = new HashMap<>();
  private final Map<Path, List<Diagnostic>> told = new HashMap<>();

  /** The texts that what was told last is of. */
  private final Map<Path, OpenText> toldOf = new HashMap<>();

  /**
   * Makes them.
   *
   * @param pems what the readers keep of certificates
   * @param desks the folder that a file is edited in
   * @param readers reads the set-ups of a folder
   * @param client is told what was found
   */
  Judgements(
      OpenTexts texts,
      PemCache pems,
      Function<Path, Desk> desks,
      Function<Desk, EditedSetups> readers,
      Consumer<PublishDiagnosticsParams> client) {
    this.texts = texts;
    this.pems = pems;
    this.desks = desks;
    this.readers = readers;
    this.client = client;
  }

  /** The set-up of an open file, as its files are now; null if it belongs to none. */
  @Nullable EditedSetup of(OpenText text) {
    takeChanges();
    List<EditedSetup> all = all(text);
    return all.isEmpty() ? null : all.get(0);
  }

  /** Judges what has changed, and tells the client; an interrupt ends it. */
  void judge() {
    takeChanges();
    Set<EditedSetup> wanted = new LinkedHashSet<>();
    for (OpenText text : texts.all()) {
      wanted.addAll(all(text));
    }
    for (EditedSetup one : wanted) {
      if (!one.isJudged()) {
        one.setPublished(diagnostics(one));
      }
    }
    if (known.values().removeIf(one -> !wanted.contains(one))) {
      pems.forget(); // no key of what is closed stays in memory
    }
    byUri.keySet().removeIf(uri -> texts.find(uri) == null);
    tell();
  }

  /** Whether files on disk have changed, so that there is something to judge. */
  boolean hasChangedOnDisk() {
    for (EditedSetups setups : byFolder.values()) {
      if (setups.haveSettingsChanged()) {
        forgetSettings();
        return true;
      }
    }
    boolean any = false;
    for (EditedSetup one : known.values()) {
      if (one.isStale()) {
        one.forget();
        any = true;
      }
    }
    if (any) {
      forgetPlaces();
    }
    return any;
  }

  /** Files may have come or gone: the set-ups of open files are searched anew. */
  void forgetPlaces() {
    byUri.clear();
  }

  /** Settings, or the folders that are open, have changed: all is read anew. */
  void forgetSettings() {
    byFolder.values().forEach(EditedSetups::forgetSettings);
    known.values().forEach(EditedSetup::forget);
    byUri.clear();
  }

  private void takeChanges() {
    Set<Path> changed = texts.takeChanges();
    if (changed.isEmpty()) {
      return;
    }
    for (Path path : changed) {
      if (isOfSettings(path)) {
        forgetSettings();
        return;
      }
    }
    boolean any = false;
    for (EditedSetup one : known.values()) {
      any |= one.change(changed);
    }
    if (!any) {
      byUri.clear(); // perhaps a file that is new
    }
  }

  /** Whether a file can be a configuration file or a rule file. */
  private static boolean isOfSettings(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private List<EditedSetup> all(OpenText text) {
    List<EditedSetup> all = byUri.get(text.uri());
    if (all == null) {
      all = find(text);
      byUri.put(text.uri(), all);
    }
    for (EditedSetup one : all) {
      known.putIfAbsent(key(one.desk(), one.location()), one);
    }
    return all;
  }

  private List<EditedSetup> find(OpenText text) {
    Desk desk = desks.apply(text.path());
    EditedSetups setups = byFolder.computeIfAbsent(desk.current(), path -> readers.apply(desk));
    Path name = text.path().getFileName();
    if (name == null || isOfSettings(text.path())) {
      return List.of();
    }
    if (SetupFinder.isNamedLikeOne(name.toString()) || LANGUAGES.contains(text.language())) {
      Location location = setups.ofFile(text.path());
      return location == null ? List.of() : List.of(setup(desk, setups, location));
    }
    Path up = text.path().getParent();
    for (int i = 0; i < ABOVE && up != null; i++, up = up.getParent()) {
      Location location = setups.ofDirectory(up);
      if (location != null) {
        return List.of(setup(desk, setups, location));
      }
      if (up.equals(desk.current())) {
        break;
      }
    }
    return findByNames(text, desk, setups);
  }

  /** The set-ups of the folder that look at a file. */
  private List<EditedSetup> findByNames(OpenText text, Desk desk, EditedSetups setups) {
    List<EditedSetup> naming = new ArrayList<>();
    Path real = texts.realPath(text);
    if (real == null || !text.path().startsWith(desk.current())) {
      return naming;
    }
    for (Location location : setups.below(desk.current(), SEARCHED)) {
      EditedSetup one = setup(desk, setups, location);
      try {
        one.judge();
      } catch (UsageException e) {
        continue; // said where a file of its own is open
      }
      if (one.hasLookedAt(real)) {
        naming.add(one);
      }
    }
    pems.forget(); // of the others, too
    return naming;
  }

  private EditedSetup setup(Desk desk, EditedSetups setups, Location location) {
    EditedSetup one = known.get(key(desk, location));
    return one == null ? new EditedSetup(desk, setups, location) : one;
  }

  private static List<Object> key(Desk desk, Location location) {
    return List.of(desk.current(), location);
  }

  private Map<Path, List<Diagnostic>> diagnostics(EditedSetup one) {
    try {
      Loaded loaded = one.load();
      SetupReport report = one.judge();
      return Diagnostics.of(one, loaded, report, texts);
    } catch (UsageException e) {
      return Diagnostics.of(one, e.lines());
    }
  }

  /** Tells the client what is new, and of texts that nothing was told of yet. */
  @SuppressWarnings("ReferenceEquality") // the same text opened again is to be told of again
  private void tell() {
    Map<Path, Set<Diagnostic>> now = new LinkedHashMap<>();
    for (EditedSetup one : known.values()) {
      one.published()
          .forEach(
              (path, some) -> now.computeIfAbsent(path, key -> new LinkedHashSet<>()).addAll(some));
    }
    Set<Path> files = new HashSet<>(told.keySet());
    files.addAll(now.keySet());
    for (OpenText text : texts.all()) {
      files.add(text.path());
    }
    for (Path path : files) {
      List<Diagnostic> all = new ArrayList<>(now.getOrDefault(path, Set.of()));
      OpenText open = texts.find(path);
      List<Diagnostic> before = told.get(path);
      if (open == toldOf.get(path) && all.equals(before == null ? List.of() : before)) {
        continue;
      }
      if (open == null) {
        toldOf.remove(path);
      } else {
        toldOf.put(path, open);
      }
      if (all.isEmpty()) {
        told.remove(path);
      } else {
        told.put(path, all);
      }
      Integer version = open == null ? null : Integer.valueOf(open.version());
      client.accept(new PublishDiagnosticsParams(Places.uri(path, texts), all, version));
    }
  }
}
