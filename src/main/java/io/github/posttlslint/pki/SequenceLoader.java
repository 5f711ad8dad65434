package io.github.posttlslint.pki;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.pki.LoadProblem.Effect;
import io.github.posttlslint.pki.LoadProblem.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys and certificates one after another, as {@code load_pem_bio} of Postfix does: strictly
 * for a list of files, or with the key anywhere for a single ("mixed") file.
 */
final class SequenceLoader {

  private enum State {
    /** Nothing was read yet. */
    START,
    /** A key waits for its leaf. */
    KEY,
    /** A leaf was read: after its key, or in a mixed file before it. */
    LEAF,
    /** A mixed file's key and leaf were read. */
    BOTH,
    /** A file that is not seen may have held anything. */
    UNSEEN
  }

  private final boolean mixed;
  private final LoadLog log = new LoadLog();
  private final List<LoadedChain> chains = new ArrayList<>();
  private final Map<KeyAlgorithm, PemBlock> taken = new EnumMap<>(KeyAlgorithm.class);
  private State state = State.START;
  private @Nullable PemBlock key;
  private @Nullable PemBlock leaf;
  private List<PemBlock> issuers = new ArrayList<>();
  private @Nullable String unseen;

  SequenceLoader(boolean mixed) {
    this.mixed = mixed;
  }

  LoadResult load(List<ChainElement> files) {
    for (ChainElement file : files) {
      if (file instanceof ChainElement.Missing) {
        return missing(file.name());
      }
      if (file instanceof ChainElement.Unseen) {
        skipUnseen(file.name());
      } else if (file instanceof ChainElement.Present present) {
        read(present.file());
      }
      if (log.hasFailed()) {
        return log.rejected();
      }
    }
    finish(files);
    if (log.hasFailed()) {
      return log.rejected();
    }
    return unseen == null
        ? new LoadResult.Accepted(chains, log.problems())
        : new LoadResult.Unknown(chains, log.problems(), unseen);
  }

  /** Postfix gives up on a list without failing: what was finished before stays. */
  private LoadResult missing(String name) {
    String detail = "the file cannot be opened";
    if (mixed) {
      log.fail(Kind.FILE_NOT_OPENED, name, detail);
      return log.rejected();
    }
    log.add(
        new LoadProblem(
            Kind.FILE_NOT_OPENED, Effect.LOGGED, Span.startOf(name), null, null, detail));
    return unseen == null
        ? new LoadResult.Accepted(chains, log.problems())
        : new LoadResult.Unknown(chains, log.problems(), unseen);
  }

  private void skipUnseen(String name) {
    if (state == State.LEAF || state == State.BOTH) {
      useChain();
    }
    unseen = unseen == null ? name : unseen;
    key = null;
    leaf = null;
    issuers = new ArrayList<>();
    state = State.UNSEEN;
  }

  private void read(PemFile file) {
    for (PemBlock block : file.blocks()) {
      if (block.reach() != PemBlock.Reach.OPEN) {
        return;
      }
      if (block.problem() != null) {
        log.failText(block);
      } else {
        readBlock(block);
      }
      if (log.hasFailed()) {
        return;
      }
    }
  }

  private void readBlock(PemBlock block) {
    switch (block.type()) {
      case CERTIFICATE -> readCertificate(block);
      case PRIVATE_KEY, RSA_PRIVATE_KEY, EC_PRIVATE_KEY, DSA_PRIVATE_KEY -> readKey(block);
      default -> log.passOver(block, mixed ? Effect.SILENT : Effect.LOGGED);
    }
  }

  private void readCertificate(PemBlock block) {
    if (state == State.START && !mixed) {
      log.fail(Kind.KEY_NOT_FIRST, block, null, "a certificate stands where the first key has to");
      return;
    }
    Certificate certificate = block.certificate();
    if (certificate == null) {
      log.fail(Kind.CORRUPT, block, null, "the block's content is not a certificate");
      return;
    }
    if (certificate.hasExcessData()) {
      log.fail(Kind.EXCESS_DATA, block, null, "bytes follow the certificate inside its block");
      return;
    }
    switch (state) {
      case START, KEY -> {
        leaf = block;
        state = mixed && state == State.KEY ? State.BOTH : State.LEAF;
      }
      case LEAF, BOTH -> issuers.add(block);
      case UNSEEN -> {
        if (leaf != null) {
          issuers.add(block);
        } else if (!certificate.isAuthority()) {
          leaf = block;
        }
      }
    }
  }

  private void readKey(PemBlock block) {
    if (state == State.KEY || state == State.BOTH) {
      secondKey(block);
      return;
    }
    if (!mixed && (state == State.LEAF || state == State.UNSEEN)) {
      useChain();
      if (log.hasFailed()) {
        return;
      }
    }
    if (isGood(block)) {
      key = block;
      state = mixed && state == State.LEAF ? State.BOTH : State.KEY;
    }
  }

  private void secondKey(PemBlock block) {
    PemBlock first = key;
    if (mixed || first == null) {
      log.note(
          Kind.SECOND_KEY_IGNORED,
          Effect.LOGGED,
          block,
          "only the first key of the file counts; this one is ignored");
    } else {
      log.fail(
          Kind.KEYS_BACK_TO_BACK, first, block, "a second key follows where a certificate has to");
    }
  }

  private boolean isGood(PemBlock block) {
    Key facts = block.key();
    if (facts == null || facts.encrypted()) {
      log.fail(Kind.ENCRYPTED_KEY, block, null, "the key is encrypted");
      return false;
    }
    if (facts.problem() != null) {
      log.fail(Kind.CORRUPT, block, null, "the key cannot be read: " + facts.problem());
      return false;
    }
    if (facts.excessData()) {
      log.fail(Kind.EXCESS_DATA, block, null, "bytes follow the key inside its block");
      return false;
    }
    return true;
  }

  /** Loads what was collected, as {@code SSL_CTX_use_cert_and_key} without replacing. */
  private void useChain() {
    PemBlock own = leaf;
    if (own != null) {
      LoadProblem problem = key == null ? null : PairCheck.check(key, own, issuers);
      if (problem == null && key != null) {
        problem = duplicate(key, own);
      }
      if (problem != null) {
        log.add(problem);
        return;
      }
      chains.add(new LoadedChain(key, own, issuers));
    }
    key = null;
    leaf = null;
    issuers = new ArrayList<>();
  }

  private @Nullable LoadProblem duplicate(PemBlock keyBlock, PemBlock own) {
    Certificate certificate = own.certificate();
    if (certificate == null) {
      return null;
    }
    KeyAlgorithm algorithm = certificate.publicKey().algorithm();
    PemBlock earlier = taken.putIfAbsent(algorithm, keyBlock);
    return earlier == null
        ? null
        : LoadProblem.fatal(
            Kind.DUPLICATE_ALGORITHM,
            keyBlock,
            earlier,
            "there is a chain with a key of algorithm " + algorithm.words() + " already");
  }

  private void finish(List<ChainElement> files) {
    switch (state) {
      case START -> noData(files);
      case KEY -> {
        if (key != null) {
          log.fail(Kind.KEY_WITHOUT_CERTIFICATE, key, null, "no certificate follows the key");
        }
      }
      case LEAF -> {
        if (mixed && leaf != null) {
          log.fail(
              Kind.NO_PRIVATE_KEY,
              leaf.beginLine().file(),
              "the file has certificates but no key that can be read");
        } else {
          useChain();
        }
      }
      case BOTH, UNSEEN -> useChain();
    }
  }

  private void noData(List<ChainElement> files) {
    String name = files.isEmpty() ? "" : files.get(0).name();
    log.fail(Kind.NO_PEM_DATA, name, "there is neither a key nor a certificate in PEM form");
  }
}
