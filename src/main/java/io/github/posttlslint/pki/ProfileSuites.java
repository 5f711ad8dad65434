package io.github.posttlslint.pki;

import java.util.ArrayList;
import java.util.List;

/**
 * The cipher suites for TLS 1.2 and older that policy documents allow, by OpenSSL's names; the
 * rules in {@code rules/profiles} cite the documents.
 */
public final class ProfileSuites {

  /** More names would make a message long without telling more. */
  private static final int SHOWN = 3;

  /** The documents. */
  public static final List<String> DOCUMENTS = List.of("mozilla", "ncsc", "bsi", "nist", "rfc9325");

  private ProfileSuites() {}

  /** The first few of the suites that a document does not allow. */
  public static List<String> outside(String document, List<CipherSuite> suites) {
    List<String> outside = new ArrayList<>();
    for (CipherSuite suite : suites) {
      if (!allows(document, suite.name()) && outside.size() < SHOWN) {
        outside.add(suite.name());
      }
    }
    return outside;
  }

  private static boolean allows(String document, String name) {
    boolean ephemeral = name.startsWith("ECDHE-ECDSA-") || name.startsWith("ECDHE-RSA-");
    boolean gcm = ephemeral && name.contains("-AES") && name.contains("-GCM-");
    boolean ccm = name.startsWith("ECDHE-ECDSA-AES") && name.endsWith("-CCM");
    boolean chacha = name.contains("CHACHA20");
    return switch (document) {
      case "mozilla" -> gcm || (ephemeral && chacha);
      case "ncsc" -> gcm || ccm || (ephemeral && chacha);
      case "bsi" -> gcm || ccm || isBsi(name, ephemeral);
      case "nist" ->
          !chacha
              && !name.contains("CAMELLIA")
              && !name.contains("ARIA")
              && !name.contains("DES-CBC3");
      case "rfc9325" -> ephemeral;
      default -> throw new IllegalArgumentException(document);
    };
  }

  /** AES in CBC mode with SHA-2, and what DHE has of that and of GCM and CCM. */
  private static boolean isBsi(String name, boolean ephemeral) {
    boolean dhe = name.startsWith("DHE-RSA-AES") || name.startsWith("DHE-DSS-AES");
    boolean aead = name.contains("-GCM-") || name.endsWith("-CCM");
    boolean cbc =
        name.contains("-AES")
            && !name.contains("-GCM-")
            && (name.endsWith("-SHA256") || name.endsWith("-SHA384"));
    return (ephemeral && cbc) || (dhe && (aead || cbc));
  }
}
