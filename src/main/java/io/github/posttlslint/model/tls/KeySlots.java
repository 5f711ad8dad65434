package io.github.posttlslint.model.tls;

import io.github.posttlslint.pki.ChainElement;
import io.github.posttlslint.pki.ChainLoader;
import io.github.posttlslint.pki.Key;
import io.github.posttlslint.pki.KeyAlgorithm;
import io.github.posttlslint.pki.LoadProblem;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.pki.LoadedChain;
import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.PublicKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What pairs of certificate and key come to that are loaded one after another. OpenSSL has a slot
 * for each algorithm (ssl_rsa.c). A certificate goes into that of its own; a key there that is not
 * its key is dropped. A key goes into that of its own, and is refused only if the certificate there
 * is not the key's, or if there is none. So a key of another certificate, loaded before, is taken,
 * and the certificate that it was to be for stays without one: it is never sent.
 *
 * <p>Where a file has certificates and key, both go into their slot at once, and only into an empty
 * one (tls_certkey.c, load_mixed_file; ssl_rsa.c, "not replacing certificate").
 */
final class KeySlots {

  /** A certificate, whose load it is of, and its key if that is there. */
  private record Slot(int load, LoadedChain chain, @Nullable PublicKey key) {

    PublicKey wanted() {
      return chain.certificate().publicKey();
    }
  }

  private final List<ChainLoad> loads;
  private final Map<KeyAlgorithm, Slot> slots = new EnumMap<>(KeyAlgorithm.class);

  /** Whether the pair at a place has a key of another algorithm than its certificate's. */
  private final boolean[] crossed;

  private KeySlots(List<ChainLoad> loads) {
    this.loads = new ArrayList<>(loads);
    this.crossed = new boolean[loads.size()];
  }

  /** The same loads with what becomes of them. */
  static List<ChainLoad> fill(List<ChainLoad> loads) {
    KeySlots slots = new KeySlots(loads);
    slots.fill();
    return List.copyOf(slots.loads);
  }

  private void fill() {
    String unseen = null;
    boolean anyCrossed = false;
    for (int i = 0; i < loads.size(); i++) {
      ChainLoad load = loads.get(i);
      PublicKey key = crossedKey(load);
      if (key != null) {
        anyCrossed = true;
        cross(i, key, unseen);
      } else {
        refuseTaken(i);
        for (LoadedChain chain : loads.get(i).result().chains()) {
          PublicKey own = chain.certificate().publicKey();
          slots.put(own.algorithm(), new Slot(i, chain, own));
        }
      }
      if (load.result() instanceof LoadResult.Unknown unknown && unseen == null) {
        unseen = unknown.unseen();
      }
    }
    for (int i = 0; i < loads.size() && anyCrossed; i++) {
      settle(i);
    }
  }

  /** Refuses a file with certificates and key if an earlier load has a certificate of its kind. */
  private void refuseTaken(int at) {
    ChainLoad load = loads.get(at);
    if (load.loader() != ChainLoad.Loader.MIXED
        || !(load.result() instanceof LoadResult.Accepted accepted)) {
      return;
    }
    for (LoadedChain chain : accepted.chains()) {
      KeyAlgorithm algorithm = chain.certificate().publicKey().algorithm();
      Slot taken = slots.get(algorithm);
      if (taken != null) {
        LoadProblem cause =
            new LoadProblem(
                LoadProblem.Kind.DUPLICATE_ALGORITHM,
                LoadProblem.Effect.FATAL,
                chain.leaf().beginLine(),
                taken.chain.leaf().beginLine(),
                chain.leaf(),
                "there is a chain with a key of algorithm " + algorithm.words() + " already");
        List<LoadProblem> all = new ArrayList<>(accepted.problems());
        all.add(cause);
        loads.set(at, load.with(new LoadResult.Rejected(cause, all)));
        return;
      }
    }
  }

  /** The key of a pair that is refused for its key's sake, if that has an algorithm of its own. */
  private static @Nullable PublicKey crossedKey(ChainLoad load) {
    if (load.loader() != ChainLoad.Loader.PAIR
        || !(load.result() instanceof LoadResult.Rejected rejected)
        || rejected.cause().kind() != LoadProblem.Kind.KEY_DOES_NOT_MATCH) {
      return null;
    }
    PemBlock block = rejected.cause().block();
    Key key = block == null ? null : block.key();
    PublicKey half = key == null ? null : key.publicKey();
    LoadedChain chain = certificates(load);
    return half != null
            && chain != null
            && half.algorithm() != chain.certificate().publicKey().algorithm()
        ? half
        : null;
  }

  /** The certificates of a pair, as if its key were not seen; null if there are none. */
  private static @Nullable LoadedChain certificates(ChainLoad load) {
    ChainElement key = new ChainElement.Unseen("");
    List<LoadedChain> chains = ChainLoader.pair(load.files().get(0).file().element(), key).chains();
    return chains.isEmpty() ? null : chains.get(0);
  }

  private void cross(int at, PublicKey key, @Nullable String unseen) {
    ChainLoad load = loads.get(at);
    LoadedChain chain = certificates(load);
    if (chain == null) {
      return;
    }
    PublicKey own = chain.certificate().publicKey();
    Slot before = slots.get(own.algorithm());
    PublicKey kept = before != null && own.equals(before.key) ? own : null;
    slots.put(own.algorithm(), new Slot(at, chain, kept));
    Slot other = slots.get(key.algorithm());
    if (other != null && other.wanted().equals(key)) {
      slots.put(key.algorithm(), new Slot(other.load, other.chain, key));
      crossed[at] = true;
      loads.set(at, load.with(withoutKey(load.result())));
    } else if (unseen != null) {
      loads.set(at, load.with(new LoadResult.Unknown(List.of(), List.of(), unseen)));
    }
  }

  private static LoadResult withoutKey(LoadResult result) {
    List<LoadProblem> all = new ArrayList<>();
    for (LoadProblem problem : result.problems()) {
      all.add(
          problem.kind() == LoadProblem.Kind.KEY_DOES_NOT_MATCH
              ? new LoadProblem(
                  LoadProblem.Kind.KEY_OF_OTHER_CERTIFICATE,
                  LoadProblem.Effect.SILENT,
                  problem.where(),
                  problem.related(),
                  problem.block(),
                  "the key is that of an earlier certificate")
              : problem);
    }
    return new LoadResult.Accepted(List.of(), all);
  }

  /** What a load has in the end: a later certificate may have taken its place, or given a key. */
  private void settle(int at) {
    ChainLoad load = loads.get(at);
    if (crossed[at]) {
      for (Slot slot : slots.values()) {
        if (slot.load == at && slot.key != null) {
          loads.set(at, load.with(new LoadResult.Accepted(List.of(slot.chain), List.of())));
        }
      }
    } else if (load.result() instanceof LoadResult.Accepted accepted) {
      List<LoadedChain> left = new ArrayList<>();
      for (LoadedChain chain : accepted.chains()) {
        Slot slot = slots.get(chain.certificate().publicKey().algorithm());
        if (slot == null || !crossed[slot.load]) {
          left.add(chain);
        }
      }
      loads.set(at, load.with(new LoadResult.Accepted(left, accepted.problems())));
    }
  }
}
