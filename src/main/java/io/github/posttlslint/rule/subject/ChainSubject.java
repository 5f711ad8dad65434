package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Paths;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.PublicKey;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.ChainLoad;
import io.github.posttlslint.setup.FileReference;
import io.github.posttlslint.setup.SeenFile;
import io.github.posttlslint.setup.TlsFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code chain}: all the certificates and keys that services present, as a whole.
 *
 * <p>Facts: {@code source} (none, anonymous, list, files), {@code loaders} (list, mixed, pair),
 * {@code loaded} (all of them load), {@code broken} (loading fails for one), {@code partly} (one
 * fails, another would load), {@code algorithms} (of the keys that load: rsa, ec, ed25519, ...),
 * {@code curves} (of EC keys), {@code repeated} (an algorithm that two of the {@code *_cert_file}
 * parameters use, of which only the last counts), {@code broken-file}, {@code key-file} (set
 * without a certificate), {@code like-server} (a client's files that are a server's too), {@code
 * path} (of the first file), {@code paths}, {@code swapped} (of two files that were not seen, the
 * first is called as a certificate and the second as a key), {@code leaf-alone} (a file that was
 * not seen has the name that certbot gives to the certificate without its issuers), {@code ca-file}
 * and {@code ca-directory} (trusted CAs). Anchors: {@code reference} and {@code value} (of the
 * first file, or of the key that has no certificate), {@code broken}, {@code repeated}.
 */
final class ChainSubject extends TlsSubject {

  private final Map<String, Integer> ofServers;

  private ChainSubject(TlsFiles files, Map<String, Integer> ofServers) {
    super(files, first(files));
    this.ofServers = ofServers;
  }

  static List<ChainSubject> all(List<TlsFiles> all) {
    List<ChainSubject> subjects = new ArrayList<>();
    Map<String, Integer> ofServers = pathsOfServers(all);
    for (TlsFiles files : all) {
      subjects.add(new ChainSubject(files, ofServers));
    }
    return subjects;
  }

  private static @Nullable FileReference first(TlsFiles files) {
    return files.loads().isEmpty() ? files.unusedKey() : files.loads().get(0).files().get(0);
  }

  @Override
  @Nullable Fact own(String name) {
    return switch (name) {
      case "source" -> Fact.of(files().source().label());
      case "loaders" -> loaders();
      case "loaded" -> loaded();
      case "broken" -> broken();
      case "partly" -> partly();
      case "algorithms" -> algorithms(false);
      case "curves" -> algorithms(true);
      case "repeated" -> repeated();
      case "broken-file" -> file(broken(files()));
      case "key-file" -> file(files().unusedKey());
      case "like-server" -> likeServer();
      case "path" -> file(first(files()));
      case "paths" -> paths();
      case "swapped" -> Fact.of(isSwapped());
      case "leaf-alone" -> Fact.of(isLeafAlone());
      case "ca-file" -> file(files().caFile());
      case "ca-directory" -> file(files().caDirectory());
      default -> null;
    };
  }

  private static Fact file(@Nullable FileReference reference) {
    return reference == null ? Fact.absent() : Fact.of(reference.path());
  }

  private Fact paths() {
    List<String> paths = new ArrayList<>();
    for (ChainLoad load : files().loads()) {
      for (FileReference file : load.files()) {
        paths.add(file.path());
      }
    }
    return Fact.of(paths);
  }

  /** Names can lie, so that they count only where nothing else is known. */
  private boolean isSwapped() {
    List<FileReference> named = unseenFiles();
    return files().source() == TlsFiles.Source.LIST
        && named.size() == 2
        && isCertificateName(named.get(0))
        && isKeyName(named.get(1));
  }

  private boolean isLeafAlone() {
    for (FileReference file : unseenFiles()) {
      if (file.path().contains("/letsencrypt/live/") && file.path().endsWith("/cert.pem")) {
        return true;
      }
    }
    return false;
  }

  /** The files of the first load, if none of them was seen. */
  private List<FileReference> unseenFiles() {
    List<FileReference> named = new ArrayList<>();
    for (ChainLoad load : files().loads().subList(0, Math.min(1, files().loads().size()))) {
      for (FileReference file : load.files()) {
        if (file.file().state() != SeenFile.State.UNSEEN || file.path().indexOf('\u2026') >= 0) {
          return List.of();
        }
        named.add(file);
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

  private Fact loaders() {
    List<String> loaders = new ArrayList<>();
    for (ChainLoad load : files().loads()) {
      loaders.add(load.loader().label());
    }
    return Fact.of(loaders);
  }

  private Fact loaded() {
    Fact outcome = Fact.of(true);
    for (ChainLoad load : files().loads()) {
      if (load.result() instanceof LoadResult.Rejected) {
        return Fact.of(false);
      }
      if (load.result() instanceof LoadResult.Unknown unknown) {
        outcome = unseen(load, unknown);
      }
    }
    return outcome;
  }

  private Fact broken() {
    Fact loaded = loaded();
    return loaded instanceof Fact.YesNo truth ? Fact.of(!truth.truth()) : loaded;
  }

  private static Fact unseen(ChainLoad load, LoadResult.Unknown unknown) {
    for (FileReference file : load.files()) {
      if (file.file().shown().equals(unknown.unseen())) {
        return new Fact.Unknown(
            file.file().shown() + ": " + file.file().reason(), file.parameter());
      }
    }
    return new Fact.Unknown(unknown.unseen() + " was not seen", "");
  }

  /** One fails, another surely loads. */
  private Fact partly() {
    if (broken(files()) == null) {
      return broken();
    }
    Fact outcome = Fact.of(false);
    for (ChainLoad load : files().loads()) {
      if (load.result() instanceof LoadResult.Accepted accepted && !accepted.chains().isEmpty()) {
        return Fact.of(true);
      }
      if (load.result() instanceof LoadResult.Unknown unknown) {
        outcome = unseen(load, unknown);
      }
    }
    return outcome;
  }

  private static @Nullable FileReference broken(TlsFiles files) {
    for (ChainLoad load : files.loads()) {
      if (load.result() instanceof LoadResult.Rejected) {
        return load.files().get(0);
      }
    }
    return null;
  }

  private static List<LoadedChain> chains(LoadResult result) {
    if (result instanceof LoadResult.Accepted accepted) {
      return accepted.chains();
    }
    return result instanceof LoadResult.Unknown unknown ? unknown.chains() : List.of();
  }

  /** Known only if every file is seen: one more algorithm may change what the others mean. */
  private Fact algorithms(boolean curves) {
    List<String> found = new ArrayList<>();
    for (ChainLoad load : files().loads()) {
      if (load.result() instanceof LoadResult.Unknown unknown && unknown.chains().isEmpty()) {
        return unseen(load, unknown);
      }
      for (LoadedChain chain : chains(load.result())) {
        PublicKey key = chain.certificate().publicKey();
        String curve = key.curve();
        if (!curves) {
          found.add(label(key.algorithm()));
        } else if (curve != null) {
          found.add(curve);
        }
      }
    }
    return Fact.of(found);
  }

  static String label(KeyAlgorithm algorithm) {
    return algorithm.words().toLowerCase(Locale.ROOT);
  }

  private Fact repeated() {
    ChainLoad second = repeatedLoad();
    return second == null
        ? Fact.absent()
        : Fact.of(chains(second.result()).get(0).certificate().publicKey().algorithm().words());
  }

  private @Nullable ChainLoad repeatedLoad() {
    List<KeyAlgorithm> seen = new ArrayList<>();
    for (ChainLoad load : files().loads()) {
      List<LoadedChain> chains = chains(load.result());
      if (load.loader() != ChainLoad.Loader.LIST && !chains.isEmpty()) {
        KeyAlgorithm algorithm = chains.get(0).certificate().publicKey().algorithm();
        if (seen.contains(algorithm)) {
          return load;
        }
        seen.add(algorithm);
      }
    }
    return null;
  }

  private Fact likeServer() {
    Set<String> same = new HashSet<>();
    for (ChainLoad load : files().isServer() ? List.<ChainLoad>of() : files().loads()) {
      for (FileReference file : load.files()) {
        if (ofServers.containsKey(file.path())) {
          same.add(file.path());
        }
      }
    }
    List<String> inOrder = new ArrayList<>(same);
    inOrder.sort((a, b) -> ofServers.getOrDefault(a, 0) - ofServers.getOrDefault(b, 0));
    return Fact.of(inOrder);
  }

  /** The files that servers load, and in which order. */
  private static Map<String, Integer> pathsOfServers(List<TlsFiles> all) {
    Map<String, Integer> paths = new HashMap<>();
    for (TlsFiles files : all) {
      for (ChainLoad load : files.isServer() ? files.loads() : List.<ChainLoad>of()) {
        for (FileReference file : load.files()) {
          if (!file.path().isEmpty()) {
            paths.putIfAbsent(file.path(), paths.size());
          }
        }
      }
    }
    return paths;
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "broken" -> span(broken(files()));
      case "repeated" -> {
        ChainLoad load = repeatedLoad();
        yield load == null ? null : span(load.files().get(0));
      }
      default -> super.place(anchor);
    };
  }

  private static @Nullable Span span(@Nullable FileReference reference) {
    return reference == null ? null : reference.span();
  }
}
