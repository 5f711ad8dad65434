package io.github.posttlslint.lint;

import io.github.posttlslint.pki.CaFile;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.ChainElement;
import io.github.posttlslint.pki.ChainLoader;
import io.github.posttlslint.pki.FileForm;
import io.github.posttlslint.pki.HeldFile;
import io.github.posttlslint.pki.HeldItem;
import io.github.posttlslint.pki.LoadProblem;
import io.github.posttlslint.pki.LoadResult;
import io.github.posttlslint.pki.Path;
import io.github.posttlslint.pki.PathFinder;
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.Purpose;
import io.github.posttlslint.pki.SignatureCheck;
import io.github.posttlslint.pki.TrustAnchors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of files of certificates and keys, seen together.
 *
 * @param settings how they are looked at
 * @param files the files, in the order in which they were named
 */
public record Inspection(Settings settings, List<HeldFile> files) {

  public Inspection {
    files = List.copyOf(files);
  }

  /**
   * How files are looked at.
   *
   * @param now the moment at which validity is judged
   * @param expiryDays days before its end that a certificate is said to expire soon
   * @param digests the digests of the fingerprints, as OpenSSL spells them
   * @param hosts names that the certificates are compared with
   * @param known the CAs that this system trusts; empty if that is not known
   */
  public record Settings(
      Instant now, int expiryDays, List<String> digests, List<String> hosts, TrustAnchors known) {
    public Settings {
      digests = List.copyOf(digests);
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * One of the things in one of the files.
   *
   * @param number its number in the file, from 1
   */
  public record Place(HeldFile file, int number) {}

  /** How a certificate stands in time. */
  public enum Validity {
    NOT_YET_VALID,
    VALID,
    EXPIRES_SOON,
    EXPIRED
  }

  /** Where the way from a leaf upwards ends. */
  public enum End {
    /** The leaf signed itself. */
    SELF_SIGNED,
    /** In a self-signed root in the file. */
    ROOT_IN_FILE,
    /** In a certificate that one of the CAs that this system trusts signed. */
    KNOWN_ROOT,
    /** In a certificate whose issuer is not at hand. */
    ISSUER_MISSING
  }

  /**
   * The way from one leaf upwards through the certificates of its file.
   *
   * @param numbers the certificates on it, by their numbers in the file, the leaf first
   * @param end where it ends
   * @param issuer the subject that signed the last one
   * @param ordered whether they stand in the file in this order, one after the other
   * @param problems what is wrong on the way, whoever trusts it
   */
  public record Chain(
      List<Integer> numbers, End end, String issuer, boolean ordered, List<Path.Problem> problems) {
    public Chain {
      numbers = List.copyOf(numbers);
      problems = List.copyOf(problems);
    }
  }

  /**
   * What happens when Postfix is given a file as the value of a parameter.
   *
   * @param parameter the parameter's name without its prefix, such as {@code cert_file}
   * @param problem why it is refused; null if it is accepted
   * @param keyElsewhere whether it is accepted with a key from another file only
   */
  public record Use(String parameter, @Nullable LoadProblem problem, boolean keyElsewhere) {}

  /** How a certificate stands in time. */
  public Validity validity(Certificate certificate) {
    if (certificate.isNotYetValid(settings.now)) {
      return Validity.NOT_YET_VALID;
    }
    if (certificate.isExpired(settings.now)) {
      return Validity.EXPIRED;
    }
    return daysLeft(certificate) <= settings.expiryDays ? Validity.EXPIRES_SOON : Validity.VALID;
  }

  /** Whole days until it expires; negative if it has. */
  public long daysLeft(Certificate certificate) {
    return Duration.between(settings.now, certificate.notAfter()).toDays();
  }

  /** What a private key fits, in any of the files, or the private keys that fit something else. */
  public List<Place> partners(HeldItem item) {
    List<Place> found = new ArrayList<>();
    for (HeldFile file : files) {
      for (int i = 0; i < file.items().size(); i++) {
        HeldItem other = file.items().get(i);
        boolean pair = (other.key() == null) != (item.key() == null);
        if (pair && other.publicKey() != null && other.publicKey().equals(item.publicKey())) {
          found.add(new Place(file, i + 1));
        }
      }
    }
    return found;
  }

  /** The chains of a file, one for each certificate that is a host's or that a key fits. */
  public List<Chain> chains(HeldFile file) {
    List<Chain> chains = new ArrayList<>();
    for (int i = 0; i < file.items().size(); i++) {
      Certificate certificate = file.items().get(i).certificate();
      if (certificate != null && isLeaf(certificate, file.items().get(i))) {
        chains.add(chain(file, i, certificate));
      }
    }
    return chains;
  }

  private boolean isLeaf(Certificate certificate, HeldItem item) {
    if (!certificate.maySignCertificates()) {
      return true;
    }
    for (Place place : partners(item)) {
      if (place.file.items().get(place.number - 1).key() != null) {
        return true;
      }
    }
    return false;
  }

  private Chain chain(HeldFile file, int leaf, Certificate certificate) {
    List<Certificate> others = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>(List.of(leaf + 1));
    for (int i = 0; i < file.items().size(); i++) {
      Certificate other = file.items().get(i).certificate();
      if (other != null && i != leaf) {
        others.add(other);
        numbers.add(i + 1);
      }
    }
    Path path =
        PathFinder.find(certificate, others, TrustAnchors.NONE, settings.now, Purpose.SERVER);
    List<Integer> way = new ArrayList<>();
    for (Path.Step step : path.steps()) {
      way.add(numbers.get(step.index()));
    }
    return new Chain(
        way, end(path), path.last().issuer().toString(), isOrdered(way, numbers), onPath(path));
  }

  private End end(Path path) {
    return switch (path.end()) {
      case SELF_SIGNED_LEAF -> End.SELF_SIGNED;
      case UNTRUSTED_ROOT, TRUST_ANCHOR -> End.ROOT_IN_FILE;
      case ISSUER_NOT_FOUND -> isKnown(path.last()) ? End.KNOWN_ROOT : End.ISSUER_MISSING;
    };
  }

  private boolean isKnown(Certificate last) {
    for (Certificate root : settings.known.withSubject(last.issuer())) {
      if (last.namesAsIssuer(root)
          && last.signedBy(root.publicKey()) != SignatureCheck.Result.INVALID) {
        return true;
      }
    }
    return false;
  }

  /** Whether no other certificate of the file stands between those of the way. */
  private static boolean isOrdered(List<Integer> way, List<Integer> numbers) {
    List<Integer> sorted = numbers.stream().sorted().toList();
    int at = sorted.indexOf(way.get(0));
    for (int i = 1; i < way.size(); i++) {
      if (at + i >= sorted.size() || !sorted.get(at + i).equals(way.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** What else lies in the file is told by the chains themselves, a purpose by the certificate. */
  private static List<Path.Problem> onPath(Path path) {
    List<Path.Problem> found = new ArrayList<>();
    for (Path.Problem problem : path.problems()) {
      switch (problem.kind()) {
        case UNRELATED, OUT_OF_ORDER, REPEATED, ROOT_SENT, WRONG_PURPOSE -> {}
        default -> found.add(problem);
      }
    }
    return found;
  }

  /** What Postfix makes of the file in each place that takes one; empty for what is not PEM. */
  public List<Use> uses(HeldFile file) {
    if (file.form() != FileForm.PEM) {
      return List.of();
    }
    PemFile pem = file.pem();
    ChainElement here = new ChainElement.Present(pem);
    ChainElement elsewhere = new ChainElement.Unseen("another file");
    LoadResult mixed = ChainLoader.mixed(here);
    LoadResult certificates = ChainLoader.pair(here, elsewhere);
    boolean alone = problem(mixed) == null;
    return List.of(
        new Use("chain_files", problem(ChainLoader.list(List.of(here))), false),
        new Use("cert_file", alone ? null : problem(certificates), !alone),
        new Use("key_file", problem(ChainLoader.pair(elsewhere, here)), false),
        new Use("CAfile", CaFile.problem(pem, pem.name()), false));
  }

  /** What Postfix makes of all the files, in this order, as {@code *_chain_files}. */
  public Use together() {
    List<ChainElement> elements = new ArrayList<>();
    for (HeldFile file : files) {
      elements.add(new ChainElement.Present(file.pem()));
    }
    return new Use("chain_files", problem(ChainLoader.list(elements)), false);
  }

  private static @Nullable LoadProblem problem(LoadResult result) {
    return result instanceof LoadResult.Rejected rejected ? rejected.cause() : null;
  }
}
