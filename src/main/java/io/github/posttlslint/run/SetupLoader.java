package io.github.posttlslint.run;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.MasterEntry;
import io.github.posttlslint.cf.TemplateNames;
import io.github.posttlslint.input.Archive;
import io.github.posttlslint.input.DirectoryTree;
import io.github.posttlslint.input.DirectoryTree.Mapping;
import io.github.posttlslint.input.Entrance;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Kind;
import io.github.posttlslint.input.Gate;
import io.github.posttlslint.input.Gate.Purpose;
import io.github.posttlslint.input.GitIndexes;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Manifest;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.input.SetupFinder.Location;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.SetupFiles;
import io.github.posttlslint.pki.PemCache;
import io.github.posttlslint.postfix.OpenSslReleases;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.run.Report.Problem;
import io.github.posttlslint.run.Settings.Given;
import io.github.posttlslint.run.Surroundings.Ground;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the configurations that were found, and lays the tree of files that belongs to each. */
public final class SetupLoader {

  /** The configuration directory of a Postfix that says nothing else. */
  public static final String USUAL_DIRECTORY = "/etc/postfix";

  private static final String BINARY = "binary data; expected the text of a Postfix configuration";

  private final Parameters parameters;
  private final Options options;
  private final PemCache pems;
  private final Entrance entrance;
  private final Surroundings surroundings;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * How setups are loaded.
   *
   * @param current the directory that relative paths start at, and below which reports name files
   *     relatively
   * @param root directory of this machine that is the judged system's {@code /}; null if not given
   * @param complete whether absent files are missing; null to decide by where the setup lies
   * @param version the release to judge by; null to find out
   * @param openSsl the OpenSSL to judge by; null to find out
   * @param mappings directories of the judged system and where they lie on this machine, besides
   *     those that are found out
   * @param notHere paths of the judged system that are not among the given files, with all below
   * @param templateValues files with values of the names in templates, later ones before earlier
   */
  public record Options(
      Path current,
      @Nullable Path root,
      @Nullable Boolean complete,
      @Nullable PostfixVersion version,
      @Nullable OpenSslReleases openSsl,
      List<Mapping> mappings,
      List<String> notHere,
      List<Given> templateValues) {}

  /**
   * Makes a loader, for one thread.
   *
   * @param pems reads PEM files; other loaders may have the same
   * @param entrance leads to directories and opens files; other loaders may have the same
   * @param gits tells what git has; other loaders may have the same
   */
  public SetupLoader(
      Parameters parameters, Options options, PemCache pems, Entrance entrance, GitIndexes gits) {
    this.parameters = parameters;
    this.options = options;
    this.pems = pems;
    this.entrance = entrance;
    this.surroundings = new Surroundings(options, entrance, gits);
  }

  /** Reads a configuration; null, with a problem noted, if nothing of it can be read. */
  public @Nullable Setup load(Location location) {
    Ground ground = ground(location.directory());
    if (ground == null) {
      return null;
    }
    FileTree tree = surroundings.tree(ground, Manifest.EMPTY);
    Manifest manifest = manifest(ground, tree);
    tree = manifest == Manifest.EMPTY ? tree : surroundings.tree(ground, manifest);
    if (location.beside() != null) {
      return loadOverrides(location, location.beside(), ground, manifest, tree);
    }
    MainCf main = main(read(location.main(), tree, ground));
    MasterCf master = master(read(location.master(), tree, ground));
    String shown = DirectoryTree.shown(ground.typed(), options.current());
    return setup(tree, ground.path(), shown, main, master, names(ground, "", main, master));
  }

  /** What other files say of the names in a template, to be read if it is judged; null for none. */
  private @Nullable Function<BiPredicate<String, String>, TemplateNames> names(
      @Nullable Ground ground, String unread, @Nullable MainCf main, @Nullable MasterCf master) {
    boolean isTemplate =
        (main != null && Linter.isTemplate(main.source()))
            || (master != null && Linter.isTemplate(master.source()));
    return isTemplate || !options.templateValues().isEmpty()
        ? new TemplateValues(options, entrance.gate(), ground, unread)
        : null;
  }

  /**
   * Reads files with the names of docker-mailserver's. Elsewhere main.cf is a part of one: nobody
   * calls a whole one so.
   */
  private @Nullable Setup loadOverrides(
      Location location, List<String> beside, Ground ground, Manifest manifest, FileTree tree) {
    SourceText main = read(location.main(), tree, ground);
    SourceText master = read(location.master(), tree, ground);
    if ((main == null) != (location.main() == null)
        || (master == null) != (location.master() == null)) {
      return null;
    }
    String shown = DirectoryTree.shown(ground.typed(), options.current());
    if (!DockerMailserver.isMeant(ground.place().real(), beside, master)) {
      MainCf part = main(main);
      MainCf ofPart = part == null ? null : part.asPart();
      MasterCf services = master(master);
      return setup(
          tree, ground.path(), shown, ofPart, services, names(ground, "", ofPart, services));
    }
    DockerMailserver image = new DockerMailserver(options.version(), options.openSsl());
    MainCf settings = main == null ? image.main().asStock() : over(image.main(), main(main));
    MasterCf services = image.master().asStock();
    services = master == null ? services : bounded(services.with(master));
    if (settings == null || services == null) {
      return null;
    }
    Ground there =
        options.root() == null
            ? new Ground(ground.typed(), ground.place(), DockerMailserver.DIRECTORY)
            : ground;
    SetupFiles files =
        new SetupFiles(
            surroundings.tree(there, manifest), USUAL_DIRECTORY, shown, settings, services, pems);
    return new Setup(files, parameters, image.platform());
  }

  private static @Nullable MainCf over(MainCf image, @Nullable MainCf main) {
    return main == null ? null : main.over(image);
  }

  private @Nullable Ground ground(Path directory) {
    Path typed = directory.toAbsolutePath().normalize();
    try {
      return surroundings.ground(typed);
    } catch (IOException e) {
      String shown = DirectoryTree.shown(typed, options.current());
      problems.add(new Problem(shown, 0, String.valueOf(e.getMessage())));
      return null;
    }
  }

  /**
   * Makes a setup of a main.cf that came by itself, such as the output of {@code postconf -n}. None
   * of the files that it names is seen.
   *
   * @param name how reports name it
   */
  public @Nullable Setup load(String name, byte[] bytes) {
    FileTree tree = new MemoryTree(USUAL_DIRECTORY, false);
    MainCf main = main(text(name, bytes, null));
    return setup(tree, USUAL_DIRECTORY, ".", main, null, names(null, "", main, null));
  }

  /** The configurations in an archive, by path; none, with a problem noted, if it has none. */
  public List<Archive.Setup> findInArchive(Path file) {
    String shown = DirectoryTree.shown(file, options.current());
    List<Archive.Setup> setups;
    try {
      setups =
          Archive.read(file, shown, entrance.gate())
              .setups(Boolean.TRUE.equals(options.complete()));
    } catch (IOException e) {
      problems.add(new Problem(shown, 0, String.valueOf(e.getMessage())));
      return List.of();
    }
    if (setups.isEmpty()) {
      problems.add(new Problem(shown, 0, "no main.cf found in it"));
    } else if (setups.size() > Limits.SETUPS) {
      problems.add(
          new Problem(shown, 0, "only the first " + Limits.SETUPS + " of its set-ups are judged"));
      return setups.subList(0, Limits.SETUPS);
    }
    return setups;
  }

  /** Reads a configuration of an archive; null, with a problem noted, if it cannot be read. */
  public @Nullable Setup load(Archive.Setup found) {
    MainCf main = main(read(found.main(), found.tree()));
    MasterCf master = master(read(found.master(), found.tree()));
    boolean isOfRole = found.shownDirectory().concat("/").contains("/templates/");
    String unread = isOfRole ? "defaults of a role are not read in an archive" : "";
    return setup(
        found.tree(),
        found.directory(),
        found.shownDirectory(),
        main,
        master,
        names(null, unread, main, master));
  }

  private @Nullable Setup setup(
      FileTree tree,
      String directory,
      String shown,
      @Nullable MainCf main,
      @Nullable MasterCf master,
      @Nullable Function<BiPredicate<String, String>, TemplateNames> names) {
    if (main == null && master == null) {
      return null;
    }
    SetupFiles files = new SetupFiles(tree, directory, shown, main, master, pems, names);
    return new Setup(
        files,
        parameters,
        PlatformFinder.find(files, parameters, options.version(), options.openSsl()));
  }

  private @Nullable SourceText read(@Nullable String path, FileTree tree) {
    if (path == null) {
      return null;
    }
    String shown = tree.displayName(path);
    try {
      if (tree.look(path) instanceof FileTree.Found found && found.kind() == Kind.SPECIAL) {
        throw new IOException("a device, FIFO or socket; expected a regular file");
      }
      return text(shown, tree.read(path), null);
    } catch (IOException e) {
      problems.add(new Problem(shown, 0, String.valueOf(e.getMessage())));
      return null;
    }
  }

  /** A configuration file's text; null, with a problem noted, if it is none. */
  private @Nullable SourceText text(String shown, byte[] bytes, @Nullable Path place) {
    if (bytes.length > Limits.CONFIGURATION_SIZE) {
      String most = Limits.shown(Limits.CONFIGURATION_SIZE);
      problems.add(new Problem(shown, 0, bytes.length + " bytes; at most " + most + " are read"));
      return null;
    }
    if (isBinary(bytes)) {
      problems.add(new Problem(shown, 1, BINARY));
      return null;
    }
    SourceText text = SourceText.of(shown, bytes, place);
    if (text.text().contains("PRIVATE KEY-----")) {
      problems.add(new Problem(shown, 0, "a private key in it; the file is not judged"));
      return null;
    }
    int line = text.lineLongerThan(Limits.LINE_LENGTH);
    if (line > 0) {
      String most = "more than " + Limits.LINE_LENGTH + " characters in a line";
      problems.add(new Problem(shown, line, most + "; the file is not judged"));
      return null;
    }
    return text;
  }

  private @Nullable MainCf main(@Nullable SourceText text) {
    if (text == null) {
      return null;
    }
    MainCf main = MainCf.parse(text);
    if (main.entries().size() > Limits.SETTINGS) {
      refuse(text, Limits.SETTINGS + " settings");
      return null;
    }
    return main;
  }

  private void refuse(SourceText text, String most) {
    problems.add(new Problem(text.file(), 0, "more than " + most + "; the file is not judged"));
  }

  private @Nullable MasterCf master(@Nullable SourceText text) {
    if (text == null) {
      return null;
    }
    return bounded(MasterCf.parse(text));
  }

  private @Nullable MasterCf bounded(MasterCf master) {
    SourceText text = master.source();
    if (master.entries().size() > Limits.SERVICES) {
      refuse(text, Limits.SERVICES + " services");
      return null;
    }
    int options = 0;
    for (MasterEntry entry : master.entries()) {
      options += entry.overrides().size();
    }
    if (options > Limits.OPTIONS) {
      refuse(text, Limits.OPTIONS + " options -o");
      return null;
    }
    return master;
  }

  private @Nullable SourceText read(@Nullable Path file, FileTree tree, Ground ground) {
    if (file == null) {
      return null;
    }
    String shown = DirectoryTree.shown(file, options.current());
    try {
      Path place = place(file, tree, ground);
      byte[] bytes = entrance.gate().read(place, Limits.FILE_SIZE, Purpose.SETUP);
      return text(shown, bytes, place);
    } catch (IOException e) {
      problems.add(new Problem(shown, 0, String.valueOf(e.getMessage())));
      return null;
    }
  }

  /**
   * Where a file beside main.cf really is. A symbolic link is followed as the judged system would,
   * or inside the bound of the directory: no link of a stranger makes the tool show, or mend, what
   * lies elsewhere. Below a root, it is followed as the judged system would alone.
   */
  private Path place(Path file, FileTree tree, Ground ground) throws IOException {
    String name = String.valueOf(file.getFileName());
    Path real = ground.place().real().resolve(name);
    Gate gate = entrance.gate();
    if (gate.kind(real) != Gate.Kind.LINK) {
      return real;
    }
    Path inTree = tree.place(Paths.join(ground.path(), name));
    if (inTree != null) {
      return inTree;
    }
    if (options.root() != null) {
      throw new IOException(Gate.LEADS_OUT);
    }
    return gate.follow(real, ground.place());
  }

  /** Text has few control characters; a stray null byte is a finding, not a reason to give up. */
  private static boolean isBinary(byte[] bytes) {
    int looked = Math.min(bytes.length, 8192);
    int control = 0;
    for (int i = 0; i < looked; i++) {
      byte b = bytes[i];
      control += b >= 0 && b < 32 && b != '\n' && b != '\r' && b != '\t' && b != '\f' ? 1 : 0;
    }
    return control > 8 && control * 20 > looked;
  }

  private Manifest manifest(Ground ground, FileTree tree) {
    Gate gate = entrance.gate();
    Gate.Kind kind = gate.kind(ground.place().real().resolve(Manifest.FILE_NAME));
    if (kind == Gate.Kind.NOTHING || kind == Gate.Kind.DIRECTORY) {
      return Manifest.EMPTY;
    }
    Path file = ground.typed().resolve(Manifest.FILE_NAME);
    String shown = DirectoryTree.shown(file, options.current());
    try {
      byte[] bytes = gate.read(place(file, tree, ground), Limits.FILE_SIZE, Purpose.MODES);
      String text = new String(bytes, StandardCharsets.UTF_8);
      Manifest manifest = Manifest.parse(text, shown, ground.path());
      for (String problem : manifest.problems()) {
        problems.add(new Problem(shown, 0, problem));
      }
      return manifest;
    } catch (IOException e) {
      problems.add(new Problem(shown, 0, String.valueOf(e.getMessage())));
      return Manifest.EMPTY;
    }
  }

  /** What could not be read, in order. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }
}
