package io.github.posttlslint.model.tls;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.model.FileStore;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Lazy;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.pki.LoadedChain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The certificates, keys and CAs that one or several services load, all of them from the same files
 * (smtpd.c, smtp.c, tlsproxy.c: what they do before they enter the chroot jail).
 */
public final class TlsFiles {

  private static final List<List<String>> PAIRS =
      List.of(
          List.of("cert_file", "key_file"),
          List.of("dcert_file", "dkey_file"),
          List.of("eccert_file", "eckey_file"));

  private final List<Side> sides;
  private final TlsUsers users;
  private final Named named;
  private final List<ChainLoad> loads;
  private final Lazy<Known<String>> libraryProblem = new Lazy<>(() -> LibraryConfig.problem(this));

  /** Where certificates come from. */
  public enum Source {
    /** Nothing is configured. */
    NONE,
    /** {@code none}: the server shall do without certificate. */
    ANONYMOUS,
    /** {@code *_chain_files}. */
    LIST,
    /** {@code *_cert_file} and its siblings. */
    FILES
  }

  /** What is named for one side; equal for sides that name the same in the same place. */
  private record Named(
      boolean server,
      Source source,
      List<List<FileReference>> groups,
      @Nullable FileReference caFile,
      @Nullable FileReference caDirectory,
      @Nullable FileReference unusedKey,
      @Nullable FileReference dhParameters,
      @Nullable FileReference libraryConfig,
      List<FileReference> trustAnchors) {}

  private TlsFiles(Named named, List<Side> sides) {
    this.sides = List.copyOf(sides);
    this.users = new TlsUsers(sides);
    this.named = named;
    List<ChainLoad> all = new ArrayList<>();
    for (List<FileReference> group : named.groups) {
      all.add(load(group));
    }
    this.loads = all.size() < 2 ? List.copyOf(all) : KeySlots.fill(all);
  }

  /**
   * What the services of a setup load, in the order of master.cf. Sides whose TLS is off load
   * nothing and are left out.
   */
  public static List<TlsFiles> of(Setup setup) {
    FileStore store = setup.store();
    Map<Named, List<Side>> groups = new LinkedHashMap<>();
    for (Side side : setup.sides()) {
      if (side.opensFiles().ifUnknown(true)) {
        Named named = new Namer(side, store).named();
        groups.computeIfAbsent(named, key -> new ArrayList<>()).add(side);
      }
    }
    List<TlsFiles> all = new ArrayList<>();
    groups.forEach((named, sides) -> all.add(new TlsFiles(named, sides)));
    return all;
  }

  /** Where too much was read before, as if the files were not seen. */
  private static List<FileReference> affordable(List<FileReference> group, Setup setup) {
    List<SeenFile> files = new ArrayList<>();
    group.forEach(reference -> files.add(reference.file()));
    if (setup.spendOnFiles(files)) {
      return group;
    }
    List<FileReference> unseen = new ArrayList<>();
    for (FileReference reference : group) {
      SeenFile file = reference.file();
      unseen.add(reference.with(SeenFile.unseen(file.path(), file.shown(), "too much to read")));
    }
    return unseen;
  }

  private ChainLoad load(List<FileReference> files) {
    List<FileReference> group = affordable(files, setup());
    if (named.source == Source.LIST) {
      return ChainLoad.list(group);
    }
    FileReference certificates = group.get(0);
    if (group.size() == 2) {
      return ChainLoad.pair(certificates, group.get(1));
    }
    return sides.get(0).service().setup().version().isAtLeast(3, 4)
        ? ChainLoad.mixed(certificates)
        : ChainLoad.pair(certificates, certificates);
  }

  /** The setup that they belong to. */
  public Setup setup() {
    return sides.get(0).service().setup();
  }

  /** The sides that load them, at least one. */
  public List<Side> sides() {
    return sides;
  }

  /** The services that load them. */
  public TlsUsers users() {
    return users;
  }

  /** Whether a service is among those that load them. */
  public boolean isOf(Service service) {
    return users.services().contains(service);
  }

  /** Whether the sides are servers. */
  public boolean isServer() {
    return sides.get(0).isServer();
  }

  /** Where certificates come from. */
  public Source source() {
    return named.source;
  }

  /** What is loaded, in order; empty unless certificates come from files. */
  public List<ChainLoad> loads() {
    return loads;
  }

  /** The file of trusted CAs; null if none is set. */
  public @Nullable FileReference caFile() {
    return named.caFile;
  }

  /** The directory of trusted CAs; null if none is set. */
  public @Nullable FileReference caDirectory() {
    return named.caDirectory;
  }

  /** A key file that is set although there is no certificate for it; null if none is. */
  public @Nullable FileReference unusedKey() {
    return named.unusedKey;
  }

  /** The file of Diffie-Hellman parameters of a server; null if none is set. */
  public @Nullable FileReference dhParameters() {
    return named.dhParameters;
  }

  /** What tells OpenSSL how to start; null if it is the usual file, or none. */
  public @Nullable FileReference libraryConfig() {
    return named.libraryConfig;
  }

  /** Why OpenSSL refuses that; unset if it does not. */
  public Known<String> libraryProblem() {
    return libraryProblem.get();
  }

  /**
   * The kinds of keys of all certificates that load, each once; null where a file was not seen, so
   * that there may be more.
   */
  public @Nullable List<KeyAlgorithm> keyAlgorithms() {
    List<KeyAlgorithm> algorithms = new ArrayList<>();
    for (ChainLoad load : loads) {
      List<LoadedChain> chains = load.result().chains();
      if (load.result() instanceof LoadResult.Unknown && chains.isEmpty()) {
        return null;
      }
      for (LoadedChain chain : chains) {
        KeyAlgorithm algorithm = chain.certificate().publicKey().algorithm();
        if (!algorithms.contains(algorithm)) {
          algorithms.add(algorithm);
        }
      }
    }
    return algorithms;
  }

  /** Every file and directory that is opened for certificates, keys and trusted CAs. */
  public List<FileReference> references() {
    List<FileReference> all = new ArrayList<>();
    for (ChainLoad load : loads) {
      all.addAll(load.files());
    }
    if (named.caFile != null) {
      all.add(named.caFile);
    }
    if (named.caDirectory != null) {
      all.add(named.caDirectory);
    }
    all.addAll(named.trustAnchors);
    if (named.libraryConfig != null) {
      all.add(named.libraryConfig);
    }
    return all;
  }

  /** All that is opened as soon as a service begins, or a client that has to verify its server. */
  public List<FileReference> opened() {
    List<FileReference> all = references();
    if (!users.verifyPeers().ifUnknown(false)) {
      all.removeAll(named.trustAnchors);
    }
    if (named.dhParameters != null) {
      all.add(named.dhParameters);
    }
    return all;
  }

  /** Finds out what one side names. */
  private record Namer(Side side, FileStore store) {

    Named named() {
      boolean lists = side.service().setup().version().isAtLeast(3, 4);
      List<FileReference> list = lists ? list("chain_files", FileUse.CHAIN) : List.of();
      List<List<FileReference>> groups = new ArrayList<>();
      Source source = Source.LIST;
      if (!list.isEmpty()) {
        groups.add(list);
      } else if (isAnonymous()) {
        source = Source.ANONYMOUS;
        addPairs(1, groups);
      } else {
        addPairs(0, groups);
        source = groups.isEmpty() ? Source.NONE : Source.FILES;
      }
      return new Named(
          side.isServer(),
          groups.isEmpty() || !list.isEmpty() ? source : Source.FILES,
          groups,
          reference("CAfile", FileUse.CA_FILE),
          reference("CApath", FileUse.CA_DIRECTORY),
          groups.isEmpty() && source == Source.NONE ? reference("key_file", FileUse.KEY) : null,
          dhParameters(),
          libraryConfig(),
          side.isServer() ? List.of() : list("trust_anchor_file", FileUse.TRUST_ANCHOR));
    }

    /** {@code auto} leaves the choice to OpenSSL (tls_dh.c); it is a file up to 3.6. */
    private @Nullable FileReference dhParameters() {
      boolean isWord = side.service().setup().version().isAtLeast(3, 7);
      Truth auto = side.value("dh1024_param_file").known().is(to -> isWord && to.equals("auto"));
      return side.isServer() && !auto.ifUnknown(false)
          ? reference("dh1024_param_file", FileUse.DH_PARAMETERS)
          : null;
    }

    /** A relative path is refused before anything is opened (tls_misc.c, tls_library_init). */
    private @Nullable FileReference libraryConfig() {
      String parameter = "tls_config_file";
      if (!side.has(parameter)) {
        return null;
      }
      String path = side.service().value(parameter).known().or("", "");
      return path.startsWith("/")
          ? seen(FileUse.OPENSSL_CONFIG, side.writtenOf(parameter), path)
          : null;
    }

    /** Only the server knows the word, and only for the first of its files. */
    private boolean isAnonymous() {
      return side.isServer()
          && side.value("cert_file").known().is("none"::equalsIgnoreCase).ifUnknown(false);
    }

    private void addPairs(int from, List<List<FileReference>> groups) {
      for (List<String> pair : PAIRS.subList(from, PAIRS.size())) {
        FileReference certificates = reference(pair.get(0), FileUse.CERTIFICATE);
        FileReference key = reference(pair.get(1), FileUse.KEY);
        if (certificates != null) {
          FileReference beside = key == null ? nameless(pair.get(1)) : key;
          boolean same = beside.path().equals(certificates.path());
          groups.add(same ? List.of(certificates) : List.of(certificates, beside));
        }
      }
    }

    /** An empty name, unlike the default, is that of a file to open (set_cert_stuff). */
    private FileReference nameless(String ending) {
      return reference(FileUse.KEY, side.written(ending), "", SeenFile.missing("", ""));
    }

    private List<FileReference> list(String ending, FileUse use) {
      Side.Written written = side.written(ending);
      return references(ending, use, text -> list(text, written, use));
    }

    /** What a parameter names; of a hidden one a file that is not seen. */
    private List<FileReference> references(
        String ending, FileUse use, Function<String, List<FileReference>> named) {
      Value value = side.value(ending);
      String shown = value.shown();
      return value
          .known()
          .fold(
              named,
              List::of,
              doubt -> {
                SeenFile file = store.unseen(shown, doubt.reason());
                return List.of(reference(use, side.written(ending), shown, file));
              });
    }

    private List<FileReference> list(String text, Side.Written written, FileUse use) {
      List<String> names = ListText.words(text);
      if (names.size() > Limits.CHAIN_FILES) {
        String most = "more than " + Limits.CHAIN_FILES + " files in a list";
        return List.of(reference(use, written, text, store.unseen(written.parameter(), most)));
      }
      List<FileReference> files = new ArrayList<>();
      for (String name : names) {
        files.add(seen(use, written, name));
      }
      return files;
    }

    private @Nullable FileReference reference(String ending, FileUse use) {
      List<FileReference> one =
          references(ending, use, path -> List.of(seen(use, side.written(ending), path)));
      return one.isEmpty() ? null : one.get(0);
    }

    private FileReference seen(FileUse use, Side.Written written, String path) {
      return reference(use, written, path, store.see(side.service(), path));
    }

    private static FileReference reference(
        FileUse use, Side.Written written, String path, SeenFile file) {
      return new FileReference(use, written.parameter(), path, written.span(), file);
    }
  }
}
