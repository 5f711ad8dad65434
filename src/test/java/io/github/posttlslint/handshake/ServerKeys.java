package io.github.posttlslint.handshake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What decrypts the server's half of a handshake of TLS 1.3 (RFC 8446, sections 5.2 and 7). */
final class ServerKeys {

  private static final int TAG_BITS = 128;
  private static final int NONCE = 12;

  private final boolean chacha;
  private final SecretKeySpec key;
  private final byte[] nonce;
  private long number;

  private ServerKeys(boolean chacha, SecretKeySpec key, byte[] nonce) {
    this.chacha = chacha;
    this.key = key;
    this.nonce = nonce;
  }

  /** The hash of a suite, as Java names it. */
  static String hash(int suite) {
    return suite == 0x1302 ? "SHA-384" : "SHA-256";
  }

  /**
   * Derives them.
   *
   * @param suite 0x1301, 0x1302 or 0x1303
   * @param agreed the secret of the key shares
   * @param transcript the hash of all messages up to ServerHello
   */
  static ServerKeys derive(int suite, byte[] agreed, byte[] transcript)
      throws GeneralSecurityException {
    if (suite < 0x1301 || suite > 0x1303) {
      throw new GeneralSecurityException("suite 0x%04x is not known here".formatted(suite));
    }
    String hash = hash(suite);
    int size = MessageDigest.getInstance(hash).getDigestLength();
    byte[] none = MessageDigest.getInstance(hash).digest();
    byte[] early = mac(hash, new byte[size], new byte[size]);
    byte[] derived = expand(hash, early, "derived", none, size);
    byte[] handshake = mac(hash, derived, agreed);
    byte[] traffic = expand(hash, handshake, "s hs traffic", transcript, size);
    boolean chacha = suite == 0x1303;
    byte[] key = expand(hash, traffic, "key", new byte[0], suite == 0x1301 ? 16 : 32);
    return new ServerKeys(
        chacha,
        new SecretKeySpec(key, chacha ? "ChaCha20" : "AES"),
        expand(hash, traffic, "iv", new byte[0], NONCE));
  }

  /** HKDF-Expand-Label for at most one block of the hash. */
  private static byte[] expand(String hash, byte[] secret, String label, byte[] context, int size)
      throws GeneralSecurityException {
    byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
    byte[] info =
        new HelloBytes.Output()
            .number(size, 2)
            .vector(name, 1)
            .vector(context, 1)
            .number(1, 1)
            .bytes();
    return Arrays.copyOf(mac(hash, secret, info), size);
  }

  private static byte[] mac(String hash, byte[] key, byte[] text) throws GeneralSecurityException {
    String algorithm = "Hmac" + hash.replace("-", "");
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key, algorithm));
    return mac.doFinal(text);
  }

  /**
   * Decrypts the next record.
   *
   * @param header its first five bytes
   * @return content, content type, and perhaps zeros
   */
  byte[] decrypt(byte[] header, byte[] body) throws GeneralSecurityException {
    byte[] once = nonce.clone();
    for (int i = 0; i < 8; i++) {
      once[NONCE - 1 - i] ^= (byte) (number >>> (8 * i));
    }
    number++;
    Cipher cipher = Cipher.getInstance(chacha ? "ChaCha20-Poly1305" : "AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        key,
        chacha ? new IvParameterSpec(once) : new GCMParameterSpec(TAG_BITS, once));
    cipher.updateAAD(header);
    return cipher.doFinal(body);
  }
}
