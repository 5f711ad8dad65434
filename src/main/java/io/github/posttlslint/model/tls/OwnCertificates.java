package io.github.posttlslint.model.tls;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All the certificates and keys that services present, as a whole.
 *
 * @param ofServers the files that servers of the setup load, and in which order
 */
public record OwnCertificates(TlsFiles files, Map<String, Integer> ofServers) implements TlsThing {

  /** Those of all services. */
  public static List<OwnCertificates> all(List<TlsFiles> all) {
    List<OwnCertificates> own = new ArrayList<>();
    Map<String, Integer> ofServers = pathsOfServers(all);
    for (TlsFiles files : all) {
      own.add(new OwnCertificates(files, ofServers));
    }
    return own;
  }

  private static Map<String, Integer> pathsOfServers(List<TlsFiles> all) {
    Map<String, Integer> paths = new HashMap<>();
    for (TlsFiles files : all) {
      for (String path : files.isServer() ? paths(files) : List.<String>of()) {
        if (!path.isEmpty()) {
          paths.putIfAbsent(path, paths.size());
        }
      }
    }
    return paths;
  }

  private static List<String> paths(TlsFiles files) {
    List<String> paths = new ArrayList<>();
    for (ChainLoad load : files.loads()) {
      for (FileReference file : load.files()) {
        paths.add(file.path());
      }
    }
    return paths;
  }

  /** The first file, or a key that has no certificate; null if there is neither. */
  @Override
  public @Nullable FileReference reference() {
    return files.loads().isEmpty() ? files.unusedKey() : files.loads().get(0).files().get(0);
  }

  /** The names of all files. */
  public List<String> paths() {
    return paths(files);
  }

  /** Of a client, the files that are a server's, too. */
  public List<String> pathsOfServers() {
    Set<String> same = new HashSet<>(files.isServer() ? List.of() : paths());
    same.retainAll(ofServers.keySet());
    List<String> inOrder = new ArrayList<>(same);
    inOrder.sort((a, b) -> ofServers.getOrDefault(a, 0) - ofServers.getOrDefault(b, 0));
    return inOrder;
  }

  // --- names of files that were not seen -------------------------------------------------------

  /** Whether the first of two is called like a certificate, and the second like a key. */
  public boolean isSwapped() {
    List<FileReference> named = unseenFiles();
    return files.source() == TlsFiles.Source.LIST
        && named.size() == 2
        && isCertificateName(named.get(0))
        && isKeyName(named.get(1));
  }

  /** The value with its two files the other way round; null where they are not two words of it. */
  public @Nullable String turnedValue() {
    List<FileReference> named = unseenFiles();
    List<String> words =
        named.isEmpty() ? List.of() : ListText.words(value(named.get(0)).raw(), ", \t\r\n");
    return isSwapped() && words.size() == 2 ? words.get(1) + ", " + words.get(0) : null;
  }

  /** The first one whose name tells that it has the certificate alone; null if none has. */
  public @Nullable LeafFile leafFile() {
    for (FileReference file : unseenFiles()) {
      LeafFile leaf = LeafFile.of(file);
      if (leaf != null) {
        return leaf;
      }
    }
    return null;
  }

  /** Where that file is named; null if there is none. */
  public @Nullable Span leafFileValue() {
    LeafFile leaf = leafFile();
    return leaf == null ? null : value(leaf.file()).valueSpan();
  }

  /** The parameter's value with the file of all certificates instead; null if there is none. */
  public @Nullable String completedValue() {
    LeafFile leaf = leafFile();
    return leaf == null ? null : leaf.file().valueWith(concerned().get(0), leaf.whole());
  }

  private Value value(FileReference file) {
    return concerned().get(0).value(file.parameter());
  }

  /** Whether the file of trusted CAs is the system's, which has roots and no other CAs. */
  public boolean trustsSystemFile() {
    FileReference file = files.caFile();
    return file != null && SystemAuthorities.isFile(file.path());
  }

  /**
   * The files of the first load, if none of them was seen: names can lie, so that they count only
   * where nothing else is known.
   */
  private List<FileReference> unseenFiles() {
    List<FileReference> named = files.loads().isEmpty() ? List.of() : files.loads().get(0).files();
    for (FileReference file : named) {
      if (file.file().state() != SeenFile.State.UNSEEN || file.path().indexOf('\u2026') >= 0) {
        return List.of();
      }
    }
    return named;
  }

  private static boolean isKeyName(FileReference file) {
    return Paths.name(file.path()).toLowerCase(Locale.ROOT).contains("key");
  }

  private static boolean isCertificateName(FileReference file) {
    String name = Paths.name(file.path()).toLowerCase(Locale.ROOT);
    boolean certificate = name.contains("cert") || name.contains("chain") || name.endsWith(".crt");
    return certificate && !name.contains("key");
  }

  // --- what loads ------------------------------------------------------------------------------

  /** Whether loading fails for one of them. */
  public Truth isBroken() {
    return ofOneLoad(result -> result instanceof LoadResult.Rejected);
  }

  /** Whether loading fails for one of them, and another surely loads. */
  public Truth isPartlyBroken() {
    return brokenFile() == null ? isBroken() : ofOneLoad(result -> !result.chains().isEmpty());
  }

  private Truth ofOneLoad(Predicate<LoadResult> holds) {
    return Truth.any(
        files.loads(),
        load ->
            load.result() instanceof LoadResult.Unknown unknown
                ? Truth.unknown(unseen(load, unknown))
                : Truth.of(holds.test(load.result())));
  }

  private static Doubt unseen(ChainLoad load, LoadResult.Unknown unknown) {
    for (FileReference file : load.files()) {
      if (file.file().shown().equals(unknown.unseen())) {
        return file.unseen();
      }
    }
    return new Doubt(unknown.unseen(), "it was not seen", "");
  }

  /** The first file for which loading fails; null if it fails for none. */
  public @Nullable FileReference brokenFile() {
    for (ChainLoad load : files.loads()) {
      if (load.result() instanceof LoadResult.Rejected) {
        return load.files().get(0);
      }
    }
    return null;
  }

  /** Known only if every file is seen: one more may change what the others mean. */
  private Known<List<LoadedChain>> chains() {
    List<LoadedChain> chains = new ArrayList<>();
    for (ChainLoad load : files.loads()) {
      List<LoadedChain> loaded = load.result().chains();
      if (load.result() instanceof LoadResult.Unknown unknown && loaded.isEmpty()) {
        return Known.unknown(unseen(load, unknown));
      }
      chains.addAll(loaded);
    }
    return Known.of(chains);
  }

  /** The algorithms of the keys that load. */
  public Known<List<KeyAlgorithm>> algorithms() {
    return ofKeys(PublicKey::algorithm);
  }

  /** The curves of the EC keys that load. */
  public Known<List<String>> curves() {
    return ofKeys(PublicKey::curve);
  }

  /** What the keys that load have; those that have nothing are left out. */
  private <T> Known<List<T>> ofKeys(Function<PublicKey, @Nullable T> find) {
    return chains().map(all -> ofKeys(all, find));
  }

  private static <T> List<T> ofKeys(
      List<LoadedChain> chains, Function<PublicKey, @Nullable T> find) {
    List<T> found = new ArrayList<>();
    for (LoadedChain chain : chains) {
      T one = find.apply(chain.certificate().publicKey());
      if (one != null) {
        found.add(one);
      }
    }
    return found;
  }

  /**
   * What loads a second certificate for an algorithm, of which only the last counts; null if
   * nothing does.
   */
  public @Nullable ChainLoad repeated() {
    Set<KeyAlgorithm> seen = new HashSet<>();
    for (ChainLoad load : files.loads()) {
      List<LoadedChain> chains = load.result().chains();
      if (load.loader() != ChainLoad.Loader.LIST
          && !chains.isEmpty()
          && !seen.add(chains.get(0).certificate().publicKey().algorithm())) {
        return load;
      }
    }
    return null;
  }
}
