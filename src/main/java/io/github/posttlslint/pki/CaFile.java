package io.github.posttlslint.pki;

import io.github.posttlslint.pki.LoadProblem.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A file of CA certificates as OpenSSL loads it ({@code X509_load_cert_crl_file}): one block that
 * cannot be decoded, and nothing of the file is trusted.
 */
public final class CaFile {

  private CaFile() {}

  /**
   * Why OpenSSL refuses the file.
   *
   * @param file the file; null for one that cannot be opened
   * @param name the file's name
   * @return null if it loads
   */
  public static @Nullable LoadProblem problem(@Nullable PemFile file, String name) {
    LoadLog log = new LoadLog();
    if (file == null) {
      log.fail(Kind.FILE_NOT_OPENED, name, "the file cannot be opened");
      return log.problems().get(0);
    }
    int objects = 0;
    for (PemBlock block : file.blocks()) {
      if (block.reach() != PemBlock.Reach.OPEN) {
        break;
      }
      if (block.problem() != null) {
        log.failText(block);
      } else {
        objects += count(block, log);
      }
      if (log.hasFailed()) {
        return log.problems().get(0);
      }
    }
    if (objects == 0) {
      log.fail(
          Kind.NO_CERTIFICATE, name, "the file holds neither a certificate nor a revocation list");
      return log.problems().get(0);
    }
    return null;
  }

  /**
   * 1 for a certificate or a revocation list; keys of the older labels are decoded, but do not
   * count.
   */
  private static int count(PemBlock block, LoadLog log) {
    boolean isRead =
        switch (block.type()) {
          case CERTIFICATE, TRUSTED_CERTIFICATE, CRL -> true;
          case RSA_PRIVATE_KEY, EC_PRIVATE_KEY, DSA_PRIVATE_KEY -> true;
          default -> false;
        };
    if (isRead && block.hasHeaders() && !block.hasEncryptedHeader()) {
      log.fail(Kind.HEADERS, block, null, "header lines stand before the block's content");
      return 0;
    }
    switch (block.type()) {
      case CERTIFICATE, TRUSTED_CERTIFICATE -> {
        if (block.certificate() == null) {
          log.fail(Kind.CORRUPT, block, null, "the block's content is not a certificate");
        }
        return 1;
      }
      case CRL -> {
        return 1;
      }
      case RSA_PRIVATE_KEY, EC_PRIVATE_KEY, DSA_PRIVATE_KEY -> {
        Key key = block.key();
        if (key != null && key.problem() != null) {
          log.fail(Kind.CORRUPT, block, null, "the key cannot be read: " + key.problem());
        }
        return 0;
      }
      default -> {
        return 0;
      }
    }
  }
}
