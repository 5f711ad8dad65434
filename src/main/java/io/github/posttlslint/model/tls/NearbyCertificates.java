package io.github.posttlslint.model.tls;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.FileTree.Kind;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.PemBlock;
import io.github.posttlslint.pki.PemFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The certificates in the configuration directory and the directories in it, to tell whose
 * fingerprints a table has. Files are read when first asked for.
 */
public final class NearbyCertificates {

  private static final List<String> ENDINGS = List.of(".pem", ".crt", ".cer", ".cert");

  private final Setup setup;
  private @Nullable List<Nearby> certificates;

  /** By digest, the certificates by the fingerprints of themselves and of their keys. */
  private final Map<String, Map<String, Nearby>> byFingerprint = new HashMap<>();

  /** The certificates near a setup. */
  public NearbyCertificates(Setup setup) {
    this.setup = setup;
  }

  /**
   * A certificate.
   *
   * @param file as reports name it
   */
  public record Nearby(String file, Certificate certificate) {}

  /** The first certificate with the fingerprint, of itself or of its key; null if none has it. */
  public @Nullable Nearby find(String fingerprint, String digest) {
    return byFingerprint
        .computeIfAbsent(digest, this::fingerprints)
        .get(fingerprint.toLowerCase(Locale.ROOT));
  }

  /** Those by which smtpd(8) would find a client that presents one of the certificates. */
  private Map<String, Nearby> fingerprints(String digest) {
    Map<String, Nearby> found = new HashMap<>();
    List<Nearby> known = certificates;
    if (known == null) {
      known = read();
      certificates = known;
    }
    for (Nearby one : known) {
      add(one, one.certificate().fingerprint(digest), found);
      add(one, one.certificate().publicKey().fingerprint(digest), found);
    }
    return found;
  }

  private static void add(Nearby one, @Nullable String fingerprint, Map<String, Nearby> found) {
    if (fingerprint != null) {
      found.putIfAbsent(fingerprint.toLowerCase(Locale.ROOT), one);
    }
  }

  private List<Nearby> read() {
    List<Nearby> all = new ArrayList<>();
    String directory = setup.configDirectory();
    addAll(directory, all);
    for (String name : setup.tree().list(directory)) {
      String below = directory + "/" + name;
      if (setup.tree().look(below) instanceof Found found && found.kind() == Kind.DIRECTORY) {
        addAll(below, all);
      }
    }
    return all;
  }

  private void addAll(String directory, List<Nearby> to) {
    FileTree tree = setup.tree();
    for (String name : tree.list(directory)) {
      String path = directory + "/" + name;
      if (hasEnding(name.toLowerCase(Locale.ROOT))
          && tree.look(path) instanceof Found found
          && found.kind() == Kind.FILE) {
        PemFile pem = setup.see(path).pem();
        if (pem != null) {
          addAll(pem, to);
        }
      }
    }
  }

  private static boolean hasEnding(String name) {
    for (String ending : ENDINGS) {
      if (name.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  private static void addAll(PemFile file, List<Nearby> to) {
    for (PemBlock block : file.certificateBlocks()) {
      Certificate certificate = block.certificate();
      if (certificate != null) {
        to.add(new Nearby(file.name(), certificate));
      }
    }
  }
}
