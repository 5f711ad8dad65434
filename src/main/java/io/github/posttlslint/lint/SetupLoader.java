package io.github.posttlslint.lint;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.MasterEntry;
import io.github.posttlslint.input.Archive;
import io.github.posttlslint.input.BoundedFile;
import io.github.posttlslint.input.DirectoryTree;
import io.github.posttlslint.input.DirectoryTree.Mapping;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.GitIndexes;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Manifest;
import io.github.posttlslint.input.MemoryTree;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.input.SetupFinder.Location;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.lint.Report.Problem;
import io.github.posttlslint.pki.CipherSuite;
import io.github.posttlslint.pki.PemCache;
import io.github.posttlslint.postfix.Parameters;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.SetupFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the configurations that were found, and lays the tree of files that belongs to each. */
public final class SetupLoader {

  /** The configuration directory of a Postfix that says nothing else. */
  public static final String USUAL_DIRECTORY = "/etc/postfix";

  private static final String BINARY = "binary data; expected the text of a Postfix configuration";

  private final Parameters parameters;
  private final Options options;
  private final PemCache pems;
  private final GitIndexes gits;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * How setups are loaded.
   *
   * @param current the directory that relative paths start at, and below which reports name files
   *     relatively
   * @param root directory of this machine that is the judged system's {@code /}; null if not given
   * @param complete whether absent files are missing; null to decide by where the setup lies
   * @param version the release to judge by; null to find out
   * @param openSsl the OpenSSL to judge by
   * @param mappings directories of the judged system and where they lie on this machine, besides
   *     those that are found out
   * @param notHere paths of the judged system that are not among the given files, with all below
   */
  public record Options(
      Path current,
      @Nullable Path root,
      @Nullable Boolean complete,
      @Nullable PostfixVersion version,
      CipherSuite.Build openSsl,
      List<Mapping> mappings,
      List<String> notHere) {

    /** Options without a map of files. */
    public Options(
        Path current,
        @Nullable Path root,
        @Nullable Boolean complete,
        @Nullable PostfixVersion version,
        CipherSuite.Build openSsl) {
      this(current, root, complete, version, openSsl, List.of(), List.of());
    }
  }

  /** A loader that shares nothing with others. */
  public SetupLoader(Parameters parameters, Options options) {
    this(parameters, options, new PemCache(), new GitIndexes());
  }

  /**
   * Makes a loader, for one thread.
   *
   * @param pems reads PEM files; other loaders may have the same
   * @param gits tells what git has; other loaders may have the same
   */
  public SetupLoader(Parameters parameters, Options options, PemCache pems, GitIndexes gits) {
    this.parameters = parameters;
    this.options = options;
    this.pems = pems;
    this.gits = gits;
  }

  /** Reads a configuration; null, with a problem noted, if nothing of it can be read. */
  public @Nullable Setup load(Location location) {
    Path directory = location.directory().toAbsolutePath().normalize();
    String virtual = virtualDirectory(directory);
    FileTree tree = tree(directory, virtual);
    MainCf main = main(read(location.main(), tree, virtual));
    MasterCf master = master(read(location.master(), tree, virtual));
    if (main == null && master == null) {
      return null;
    }
    SetupFiles files =
        new SetupFiles(
            tree, virtual, DirectoryTree.shown(directory, options.current()), main, master, pems);
    return new Setup(files, parameters, version(files), options.openSsl());
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
    if (main == null) {
      return null;
    }
    SetupFiles files = new SetupFiles(tree, USUAL_DIRECTORY, ".", main, null);
    return new Setup(files, parameters, version(files), options.openSsl());
  }

  /** The configurations in an archive, by path; none, with a problem noted, if it has none. */
  public List<Archive.Setup> findInArchive(Path file) {
    String shown = DirectoryTree.shown(file, options.current());
    List<Archive.Setup> setups;
    try {
      setups = Archive.read(file, shown).setups(isComplete(false));
    } catch (IOException e) {
      problems.add(new Problem(shown, 0, String.valueOf(e.getMessage())));
      return List.of();
    }
    if (setups.isEmpty()) {
      problems.add(new Problem(shown, 0, "no main.cf found in it"));
    } else if (setups.size() > Limits.SETUPS) {
      problems.add(
          new Problem(shown, 0, "only the first " + Limits.SETUPS + " of its setups are judged"));
      return setups.subList(0, Limits.SETUPS);
    }
    return setups;
  }

  /** Reads a configuration of an archive; null, with a problem noted, if it cannot be read. */
  public @Nullable Setup load(Archive.Setup found) {
    MainCf main = main(read(found.main(), found.tree()));
    MasterCf master = master(read(found.master(), found.tree()));
    if (main == null && master == null) {
      return null;
    }
    SetupFiles files =
        new SetupFiles(found.tree(), found.directory(), found.shownDirectory(), main, master, pems);
    return new Setup(files, parameters, version(files), options.openSsl());
  }

  private boolean isComplete(boolean usually) {
    Boolean said = options.complete();
    return said != null ? said : usually;
  }

  private @Nullable SourceText read(@Nullable String path, FileTree tree) {
    if (path == null) {
      return null;
    }
    String shown = tree.displayName(path);
    try {
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
    MasterCf master = MasterCf.parse(text);
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

  private @Nullable SourceText read(@Nullable Path file, FileTree tree, String virtual) {
    if (file == null) {
      return null;
    }
    String shown = DirectoryTree.shown(file, options.current());
    try {
      Path place = place(file, tree, virtual);
      return text(shown, BoundedFile.readReal(place, Limits.FILE_SIZE), place);
    } catch (IOException e) {
      problems.add(new Problem(shown, 0, String.valueOf(e.getMessage())));
      return null;
    }
  }

  /**
   * Where a file beside main.cf really is. A symbolic link is followed as the judged system would,
   * or inside the current directory: no link of a stranger makes the tool show, or mend, what lies
   * elsewhere. Below a root, that is so for links on the way to it, too.
   */
  private Path place(Path file, FileTree tree, String virtual) throws IOException {
    boolean rooted = options.root() != null;
    try {
      if (!rooted && !Files.isSymbolicLink(file)) {
        return file.toRealPath();
      }
      String path = Paths.join(virtual, String.valueOf(file.getFileName()));
      Path inTree = tree.place(path);
      if (inTree != null) {
        return inTree.toRealPath();
      }
      Path real = file.toRealPath();
      if (!rooted && real.startsWith(options.current().toRealPath())) {
        return real;
      }
    } catch (NoSuchFileException e) {
      throw new IOException("no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied", e);
    }
    throw new IOException("a symbolic link that leads out of what was given; it is not followed");
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

  /** The directory as the judged system names it. */
  private String virtualDirectory(Path directory) {
    for (Mapping mapping : options.mappings()) {
      if (directory.startsWith(mapping.host())) {
        return Paths.normalise(mapping.path() + "/" + mapping.host().relativize(directory));
      }
    }
    Path root = options.root();
    if (root != null) {
      Path base = root.toAbsolutePath().normalize();
      return directory.startsWith(base)
          ? Paths.normalise("/" + base.relativize(directory))
          : USUAL_DIRECTORY;
    }
    return isLive(directory) ? Paths.normalise(directory.toString()) : USUAL_DIRECTORY;
  }

  /** {@code /etc/postfix} and its siblings of further instances, {@code /etc/postfix-NAME}. */
  private boolean isLive(Path directory) {
    String path = Paths.normalise(directory.toString().replace('\\', '/'));
    return options.root() == null
        && (path.equals(USUAL_DIRECTORY) || path.startsWith(USUAL_DIRECTORY + "-"));
  }

  private FileTree tree(Path directory, String virtual) {
    boolean live = isLive(directory);
    boolean complete = isComplete(live || options.root() != null);
    List<Mapping> mappings = new ArrayList<>(options.mappings());
    Path root = options.root();
    if (root != null) {
      mappings.add(new Mapping("/", root.toAbsolutePath().normalize()));
    } else if (live) {
      mappings.add(new Mapping("/", directory.getRoot()));
    } else {
      addCheckout(directory, complete, mappings);
    }
    mappings.add(new Mapping(virtual, directory));
    DirectoryTree bare =
        new DirectoryTree(
            mappings, complete, options.current(), Manifest.EMPTY, options.notHere(), gits);
    Manifest manifest = manifest(directory, virtual, bare);
    return manifest == Manifest.EMPTY
        ? bare
        : new DirectoryTree(
            mappings, complete, options.current(), manifest, options.notHere(), gits);
  }

  private static void addCheckout(Path directory, boolean complete, List<Mapping> mappings) {
    mappings.add(new Mapping(Paths.normalise(directory.toString()), directory));
    Path root = directory.endsWith(Path.of("etc", "postfix")) ? above(directory, 2) : null;
    if (root != null) {
      mappings.add(new Mapping("/", root));
    } else if (complete) {
      mappings.add(new Mapping("/", directory.getRoot()));
    }
  }

  private static @Nullable Path above(Path directory, int levels) {
    Path up = directory;
    for (int i = 0; i < levels && up != null; i++) {
      up = up.getParent();
    }
    return up;
  }

  private Manifest manifest(Path directory, String virtual, FileTree tree) {
    Path file = directory.resolve(Manifest.FILE_NAME);
    if (!Files.isRegularFile(file)) {
      return Manifest.EMPTY;
    }
    String shown = DirectoryTree.shown(file, options.current());
    try {
      String text =
          new String(
              BoundedFile.read(place(file, tree, virtual), Limits.FILE_SIZE),
              StandardCharsets.UTF_8);
      Manifest manifest = Manifest.parse(text, virtual);
      for (String problem : manifest.problems()) {
        problems.add(new Problem(shown, 0, problem));
      }
      return manifest;
    } catch (IOException e) {
      problems.add(new Problem(shown, 0, String.valueOf(e.getMessage())));
      return Manifest.EMPTY;
    }
  }

  private PostfixVersion version(SetupFiles files) {
    PostfixVersion given = options.version();
    return given != null ? given : ReleaseFinder.find(files, parameters);
  }

  /** What could not be read, in order. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }
}
