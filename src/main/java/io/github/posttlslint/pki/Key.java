package io.github.posttlslint.pki;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about a private key without showing it. None of its private values is in here.
 *
 * @param algorithm the algorithm; {@link KeyAlgorithm#UNKNOWN} if encryption or damage hides it
 * @param encrypted whether a password is needed to read it
 * @param publicKey the public half, which the certificate must have; null if it cannot be told
 * @param problem why OpenSSL's key readers do not take it, as a clause; null if they do or if a
 *     password would make them
 * @param excessData whether bytes follow the key inside the block, which some readers refuse
 */
public record Key(
    KeyAlgorithm algorithm,
    boolean encrypted,
    @Nullable PublicKey publicKey,
    @Nullable String problem,
    boolean excessData) {

  private static final byte[] OPENSSH = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

  /** The facts of a private key block. */
  static Key of(PemBlock block) {
    PemProblem text = block.problem();
    if (text != null) {
      return unreadable(text.detail());
    }
    if (block.type() == BlockType.ENCRYPTED_PRIVATE_KEY) {
      return new Key(KeyAlgorithm.UNKNOWN, true, null, null, false);
    }
    if (block.type() == BlockType.OPENSSH_PRIVATE_KEY) {
      String problem = "it is in OpenSSH's own format";
      return new Key(KeyAlgorithm.UNKNOWN, isEncryptedOpenSsh(block), null, problem, false);
    }
    if (block.type() == BlockType.OTHER_PRIVATE_KEY) {
      return unreadable("its label is not one that OpenSSL reads");
    }
    if (block.hasEncryptedHeader()) {
      return new Key(labelled(block.type()), true, null, null, false);
    }
    return KeyReader.read(block.type(), block.der());
  }

  /** Whether an OpenSSH key has a passphrase: its cipher's name is not {@code none}. */
  static boolean isEncryptedOpenSsh(PemBlock block) {
    byte[] bytes = block.der();
    int at = OPENSSH.length;
    if (block.type() != BlockType.OPENSSH_PRIVATE_KEY
        || bytes.length < at + 8
        || !Arrays.equals(bytes, 0, at, OPENSSH, 0, at)) {
      return false;
    }
    boolean none =
        bytes[at + 3] == 4
            && new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1).equals("none");
    return !none;
  }

  static Key unreadable(String problem) {
    return new Key(KeyAlgorithm.UNKNOWN, false, null, problem, false);
  }

  /** The algorithm that an older label names; unknown for others. */
  static KeyAlgorithm labelled(BlockType type) {
    return switch (type) {
      case RSA_PRIVATE_KEY -> KeyAlgorithm.RSA;
      case EC_PRIVATE_KEY -> KeyAlgorithm.EC;
      case DSA_PRIVATE_KEY -> KeyAlgorithm.DSA;
      default -> KeyAlgorithm.UNKNOWN;
    };
  }

  /** The same key as it lies in its file: behind a password. */
  Key asEncrypted() {
    return new Key(algorithm, true, publicKey, problem, excessData);
  }
}
