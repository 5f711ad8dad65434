package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.Paths;
import io.github.posttlslint.model.SeenFile;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.PathFinder;
import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.SignatureCheck;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A file beside that of a lone leaf, which has the certificate of the leaf's issuer, and that is no
 * root: certbot's fullchain.pem and chain.pem, the ca-bundle that a CA hands out.
 *
 * @param path its name, in the directory of the leaf's file as the parameter names it, if it is
 *     there; else in that where links lead
 * @param isWhole whether it begins with the leaf, so that it can take the place of the leaf's file
 */
record IssuerFile(String path, boolean isWhole) {

  private static final int MOST_FILES = 100;

  private static final List<String> ENDINGS =
      List.of(".pem", ".crt", ".cer", ".cert", ".ca-bundle", ".bundle", ".chain", ".ca");

  private static final List<String> LIKELY = List.of("chain", "bundle", "ca", "int", "full");

  /**
   * Looks for one.
   *
   * @param file that of the leaf
   * @return one that begins with the leaf where there is one; null if there is none at all
   */
  static @Nullable IssuerFile find(Setup setup, SeenFile file, Certificate leaf) {
    IssuerFile found = null;
    for (String path : besides(setup, file)) {
      PemFile pem = setup.see(path).pem();
      if (pem != null && hasIssuer(pem, leaf)) {
        List<Certificate> certificates = pem.certificates();
        IssuerFile one = new IssuerFile(path, certificates.get(0).equals(leaf));
        if (one.isWhole && pem.keyBlocks().isEmpty()) {
          return one;
        }
        found = found == null ? new IssuerFile(path, false) : found;
      }
    }
    return found;
  }

  private static boolean hasIssuer(PemFile pem, Certificate leaf) {
    for (PemBlock block : pem.withSubject(leaf.issuer())) {
      Certificate issuer = block.certificate();
      if (issuer != null
          && !PathFinder.isRoot(issuer)
          && issuer.maySignCertificates()
          && leaf.signedBy(issuer.publicKey()) != SignatureCheck.Result.INVALID) {
        return true;
      }
    }
    return false;
  }

  /** The files beside it that are called like certificates, the most likely ones first. */
  private static List<String> besides(Setup setup, SeenFile file) {
    String real = file.realPath();
    Set<String> directories = new LinkedHashSet<>();
    directories.add(Paths.parent(Paths.normalise(file.path())));
    if (real != null) {
      directories.add(Paths.parent(real));
    }
    List<String> likely = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String directory : directories) {
      for (String name : setup.tree().list(directory)) {
        String path = Paths.join(directory, name);
        String lower = name.toLowerCase(Locale.ROOT);
        if (has(ENDINGS, lower::endsWith) && !path.equals(file.path())) {
          (has(LIKELY, lower::contains) ? likely : others).add(path);
        }
      }
    }
    likely.addAll(others);
    return likely.subList(0, Math.min(likely.size(), MOST_FILES));
  }

  private static boolean has(List<String> parts, Predicate<String> isIn) {
    for (String part : parts) {
      if (isIn.test(part)) {
        return true;
      }
    }
    return false;
  }
}
