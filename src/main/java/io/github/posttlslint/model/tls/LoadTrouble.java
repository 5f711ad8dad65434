package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.pki.FileForm;
import io.github.posttlslint.pki.LoadProblem;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.pki.PemFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that Postfix and OpenSSL meet while they load certificates and keys.
 *
 * @param load the attempt to load
 * @param problem what they meet
 * @param file the file that it is in, as a parameter names it
 */
public record LoadTrouble(ChainLoad load, LoadProblem problem, NamedFile file) implements TlsThing {

  /** All of them, in the order in which they are met. */
  public static List<LoadTrouble> all(List<TlsFiles> all, Instant now) {
    List<LoadTrouble> troubles = new ArrayList<>();
    for (TlsFiles files : all) {
      for (ChainLoad load : files.loads()) {
        for (LoadProblem problem : load.result().problems()) {
          FileReference reference = load.reference(problem.where());
          troubles.add(new LoadTrouble(load, problem, new NamedFile(files, reference, now)));
        }
      }
    }
    return troubles;
  }

  @Override
  public TlsFiles files() {
    return file.files();
  }

  @Override
  public FileReference reference() {
    return file.reference();
  }

  @Override
  public Span place() {
    return problem.where();
  }

  /** Whether loading fails, and this is why. */
  public boolean isCause() {
    return load.result() instanceof LoadResult.Rejected rejected
        && rejected.cause().equals(problem);
  }

  /**
   * Whether a file of this load is missing, a directory, or binary, which says more than this
   * problem.
   */
  public boolean hasOddFile() {
    for (FileReference reference : load.files()) {
      PemFile pem = reference.file().pem();
      SeenFile.State state = reference.file().state();
      boolean gone = state == SeenFile.State.MISSING || state == SeenFile.State.DIRECTORY;
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
}
