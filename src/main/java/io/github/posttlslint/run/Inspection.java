package io.github.posttlslint.run;

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
import io.github.posttlslint.pki.PemFile;
import io.github.posttlslint.pki.PublicKey;
import io.github.posttlslint.pki.TrustAnchors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be told of files of certificates and keys, seen together. */
public final class Inspection {

  private final Settings settings;
  private final List<HeldFile> files;
  private final Map<PublicKey, Pairs> pairs = new HashMap<>();

  /**
   * Looks at files together.
   *
   * @param settings how they are looked at
   * @param files the files, in the order in which they were named
   */
  public Inspection(Settings settings, List<HeldFile> files) {
    this.settings = settings;
    this.files = List.copyOf(files);
    for (HeldFile file : files) {
      for (int i = 0; i < file.items().size(); i++) {
        HeldItem item = file.items().get(i);
        if (item.publicKey() != null) {
          Pairs known = pairs.computeIfAbsent(item.publicKey(), key -> new Pairs());
          (item.key() == null ? known.others : known.keys).add(new Place(file, i + 1));
        }
      }
    }
  }

  /** What has the same public key. */
  private static final class Pairs {
    final List<Place> keys = new ArrayList<>();
    final List<Place> others = new ArrayList<>();
  }

  /** How the files are looked at. */
  public Settings settings() {
    return settings;
  }

  /** The files, in the order in which they were named. */
  public List<HeldFile> files() {
    return files;
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
   * The chains of a file.
   *
   * @param told the chains, in the order of their leaves
   * @param more how many further ones are not told, as that would take too long
   */
  public record Chains(List<Chain> told, int more) {
    public Chains {
      told = List.copyOf(told);
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
    PublicKey key = item.publicKey();
    Pairs known = key == null ? null : pairs.get(key);
    if (known == null) {
      return List.of();
    }
    return Collections.unmodifiableList(item.key() == null ? known.keys : known.others);
  }

  /** The chains of a file, one for each certificate that is a host's or that a key fits. */
  public Chains chains(HeldFile file) {
    return new ChainSearch(this, file).all();
  }

  boolean isLeaf(Certificate certificate, HeldItem item) {
    return !certificate.maySignCertificates() || !partners(item).isEmpty();
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
