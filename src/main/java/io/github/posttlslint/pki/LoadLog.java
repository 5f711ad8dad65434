package io.github.posttlslint.pki;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.pki.LoadProblem.Effect;
import io.github.posttlslint.pki.LoadProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The problems of one load, and the judgement that follows from the fatal one. */
final class LoadLog {

  private final List<LoadProblem> problems = new ArrayList<>();

  List<LoadProblem> problems() {
    return problems;
  }

  boolean hasFailed() {
    return !problems.isEmpty() && problems.get(problems.size() - 1).isFatal();
  }

  void note(Kind kind, Effect effect, PemBlock block, String detail) {
    problems.add(new LoadProblem(kind, effect, block.beginLine(), null, block, detail));
  }

  void fail(Kind kind, PemBlock block, @Nullable PemBlock related, String detail) {
    problems.add(LoadProblem.fatal(kind, block, related, detail));
  }

  void fail(Kind kind, String file, String detail) {
    problems.add(new LoadProblem(kind, Effect.FATAL, Span.startOf(file), null, null, detail));
  }

  void add(LoadProblem problem) {
    problems.add(problem);
  }

  /** Notes a block that the loader passes over; an encrypted key is the one that people ask for. */
  void passOver(PemBlock block, Effect effect) {
    boolean encrypted = block.type() == BlockType.ENCRYPTED_PRIVATE_KEY;
    String detail =
        encrypted
            ? "the key is encrypted and is passed over"
            : "the block " + block.label() + " is passed over";
    note(encrypted ? Kind.ENCRYPTED_KEY : Kind.IGNORED_PEM_TYPE, effect, block, detail);
  }

  /** Fails because of a block whose text cannot be decoded. */
  void failText(PemBlock block) {
    PemProblem text = block.problem();
    String detail = text == null ? "the block cannot be decoded" : text.detail();
    Span where = text == null ? block.beginLine() : text.span();
    problems.add(
        new LoadProblem(Kind.CORRUPT, Effect.FATAL, where, block.beginLine(), block, detail));
  }

  LoadResult.Rejected rejected() {
    return new LoadResult.Rejected(cause(), problems);
  }

  /** The fatal problem, or the block that was passed over where the wanted one should be. */
  private LoadProblem cause() {
    LoadProblem fatal = problems.get(problems.size() - 1);
    for (int i = problems.size() - 2; i >= 0; i--) {
      LoadProblem earlier = problems.get(i);
      PemBlock block = earlier.block();
      boolean explains = block != null && explains(block, earlier, fatal);
      if (explains) {
        return earlier;
      }
    }
    return fatal;
  }

  private static boolean standsBeforeLeaf(PemBlock block, LoadProblem fatal) {
    Span leaf = fatal.kind() == Kind.LEAF_NOT_FIRST ? fatal.where() : fatal.related();
    return leaf != null
        && leaf.file().equals(block.beginLine().file())
        && block.beginLine().compareTo(leaf) < 0;
  }

  private static boolean explains(PemBlock block, LoadProblem earlier, LoadProblem fatal) {
    boolean keyLost = block.type().isPrivateKey() && earlier.kind() != Kind.SECOND_KEY_IGNORED;
    boolean certificateLost =
        switch (block.type()) {
          case TRUSTED_CERTIFICATE, CERTIFICATE_REQUEST, PKCS7 -> true;
          default -> false;
        };
    return switch (fatal.kind()) {
      case KEY_NOT_FIRST, NO_PRIVATE_KEY -> keyLost;
      case KEY_WITHOUT_CERTIFICATE, KEYS_BACK_TO_BACK, NO_CERTIFICATE -> certificateLost;
      // a request or a bundle may stand beside its certificate, so it explains no wrong one
      case KEY_DOES_NOT_MATCH, LEAF_NOT_FIRST ->
          block.type() == BlockType.TRUSTED_CERTIFICATE && standsBeforeLeaf(block, fatal);
      case NO_PEM_DATA -> keyLost || certificateLost;
      default -> false;
    };
  }
}
