package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.pki.FileForm;
import io.github.posttlslint.pki.LoadProblem;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.ChainLoad;
import io.github.posttlslint.setup.FileReference;
import io.github.posttlslint.setup.TlsFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code load-problem}: one thing that Postfix and OpenSSL meet while they load certificates
 * and keys, in the order in which they meet it.
 *
 * <p>Facts: {@code problem} (as {@link LoadProblem.Kind}, in lower case with hyphens), {@code
 * effect} (fatal, logged, silent), {@code cause} (loading fails, and this is why), {@code detail},
 * {@code loader} (list, mixed, pair), {@code file} (its name), {@code block} (type of the PEM
 * block), {@code index} (number of the block in its file), {@code odd} (a file of this load is
 * missing, a directory, or binary, which says more than this problem), and those of kind {@code
 * file} for the file that the problem is in, but for {@code expired}. Its place is in the file.
 * Anchors: {@code problem}, {@code other} (a second block that belongs to it), {@code reference},
 * {@code value}.
 */
final class LoadSubject extends TlsSubject {

  private final ChainLoad load;
  private final LoadProblem problem;
  private final FileReference reference;
  private final FileSubject inFile;

  private LoadSubject(
      TlsFiles files, ChainLoad load, LoadProblem problem, FileReference reference) {
    super(files, reference);
    this.inFile = new FileSubject(files, reference, Instant.MAX);
    this.load = load;
    this.problem = problem;
    this.reference = reference;
  }

  static List<LoadSubject> all(List<TlsFiles> all) {
    List<LoadSubject> subjects = new ArrayList<>();
    for (TlsFiles files : all) {
      for (ChainLoad load : files.loads()) {
        for (LoadProblem problem : load.result().problems()) {
          subjects.add(new LoadSubject(files, load, problem, reference(load, problem)));
        }
      }
    }
    return subjects;
  }

  /** The parameter that names the file that the problem is in. */
  private static FileReference reference(ChainLoad load, LoadProblem problem) {
    for (FileReference file : load.files()) {
      if (file.file().shown().equals(problem.where().file())) {
        return file;
      }
    }
    return load.files().get(0);
  }

  @Override
  @Nullable Fact own(String name) {
    PemBlock block = problem.block();
    return switch (name) {
      case "problem" -> Fact.of(label(problem.kind().name()));
      case "effect" -> Fact.of(label(problem.effect().name()));
      case "cause" ->
          Fact.of(
              load.result() instanceof LoadResult.Rejected rejected
                  && rejected.cause().equals(problem));
      case "detail" -> Fact.of(problem.detail());
      case "loader" -> Fact.of(load.loader().label());
      case "file" -> Fact.of(reference.file().shown());
      case "block" -> block == null ? Fact.absent() : Fact.of(label(block.type().name()));
      case "index" -> block == null ? Fact.absent() : Fact.of(block.index());
      case "odd" -> Fact.of(hasOddFile());
      default -> inFile.own(name);
    };
  }

  private static String label(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Other rules speak of files that are not PEM at all. */
  private boolean hasOddFile() {
    for (FileReference file : load.files()) {
      PemFile pem = file.file().pem();
      boolean gone =
          switch (file.file().state()) {
            case MISSING, DIRECTORY -> true;
            default -> false;
          };
      if (gone || (pem != null && isBinary(pem.form()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBinary(FileForm form) {
    return switch (form) {
      case DER_CERTIFICATE, DER_PRIVATE_KEY, DER_ENCRYPTED_PRIVATE_KEY, PKCS12, DER_PKCS7 -> true;
      default -> false;
    };
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "problem" -> problem.where();
      case "other" -> problem.related();
      default -> super.place(anchor);
    };
  }

  @Override
  public Span place() {
    return problem.where();
  }
}
