package io.github.posttlslint.pki;

import io.github.posttlslint.pki.LoadProblem.Effect;
import io.github.posttlslint.pki.LoadProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads certificates from one file and the key from another, as {@code
 * SSL_CTX_use_certificate_chain_file}, {@code SSL_CTX_use_PrivateKey_file} and {@code
 * SSL_CTX_check_private_key} do one after another.
 */
final class PairLoader {

  private final ChainElement certificates;
  private final ChainElement keyFile;
  private final LoadLog log = new LoadLog();
  private final List<PemBlock> issuers = new ArrayList<>();
  private @Nullable PemBlock leaf;
  private @Nullable PemBlock key;

  PairLoader(ChainElement certificates, ChainElement keyFile) {
    this.certificates = certificates;
    this.keyFile = keyFile;
  }

  LoadResult load() {
    if (certificates instanceof ChainElement.Missing) {
      log.fail(Kind.FILE_NOT_OPENED, certificates.name(), "the file cannot be opened");
    } else if (certificates instanceof ChainElement.Present present) {
      readCertificates(present.file());
    }
    if (log.hasFailed()) {
      return log.rejected();
    }
    if (keyFile instanceof ChainElement.Missing) {
      log.fail(Kind.FILE_NOT_OPENED, keyFile.name(), "the file cannot be opened");
    } else if (keyFile instanceof ChainElement.Present present) {
      readKey(present.file());
    }
    PemBlock own = leaf;
    PemBlock half = key;
    if (!log.hasFailed() && own != null && half != null) {
      LoadProblem problem = PairCheck.check(half, own, issuers);
      if (problem != null) {
        log.add(problem);
      }
    }
    if (log.hasFailed()) {
      return log.rejected();
    }
    List<LoadedChain> chains =
        own == null ? List.of() : List.of(new LoadedChain(half, own, issuers));
    if (own == null || half == null) {
      String unseen = own == null ? certificates.name() : keyFile.name();
      return new LoadResult.Unknown(chains, log.problems(), unseen);
    }
    return new LoadResult.Accepted(chains, log.problems());
  }

  private void readCertificates(PemFile file) {
    for (PemBlock block : file.blocks()) {
      if (block.reach() != PemBlock.Reach.OPEN) {
        break;
      }
      if (block.problem() != null) {
        log.failText(block);
      } else if (block.type() == BlockType.CERTIFICATE
          || (block.type() == BlockType.TRUSTED_CERTIFICATE && leaf == null)) {
        readCertificate(block);
      } else {
        log.passOver(block, Effect.SILENT);
      }
      if (log.hasFailed()) {
        return;
      }
    }
    if (leaf == null) {
      log.fail(Kind.NO_CERTIFICATE, file.name(), "the file holds no certificate in PEM form");
    }
  }

  private void readCertificate(PemBlock block) {
    if (block.hasHeaders()) {
      log.fail(Kind.HEADERS, block, null, "header lines stand before the certificate's content");
      return;
    }
    Certificate certificate = block.certificate();
    if (certificate == null) {
      log.fail(Kind.CORRUPT, block, null, "the block's content is not a certificate");
    } else if (leaf != null) {
      issuers.add(block);
    } else if (certificate.hasExcessData() && !hasTrustSettings(block)) {
      log.fail(Kind.EXCESS_DATA, block, null, "bytes follow the certificate inside its block");
    } else {
      leaf = block;
    }
  }

  /** Behind the leaf the reader takes OpenSSL's trust settings, a SEQUENCE, under any label. */
  private static boolean hasTrustSettings(PemBlock block) {
    Der certificate = Der.at(block.der(), 0);
    Der after = certificate == null ? null : Der.at(block.der(), certificate.end());
    return after != null && after.tag() == Der.SEQUENCE;
  }

  /** The first key that can be read counts; encrypted ones end the search, damaged ones do not. */
  private void readKey(PemFile file) {
    for (PemBlock block : file.blocks()) {
      Key facts = isReadable(block) ? block.key() : null;
      if (facts == null) {
        log.passOver(block, Effect.SILENT);
      } else if (facts.encrypted()) {
        log.fail(Kind.ENCRYPTED_KEY, block, null, "the key is encrypted");
        return;
      } else if (block.problem() == null && block.hasHeaders()) {
        log.fail(Kind.HEADERS, block, null, "header lines stand before the key's content");
        return;
      } else if (facts.problem() != null) {
        log.note(Kind.CORRUPT, Effect.SILENT, block, "the key cannot be read: " + facts.problem());
      } else {
        key = block;
        return;
      }
    }
    log.fail(Kind.NO_PRIVATE_KEY, file.name(), "the file holds no key that can be read");
  }

  private static boolean isReadable(PemBlock block) {
    return switch (block.type()) {
      case OPENSSH_PRIVATE_KEY, OTHER_PRIVATE_KEY -> false;
      default -> block.reach() != PemBlock.Reach.INSIDE_BROKEN;
    };
  }
}
