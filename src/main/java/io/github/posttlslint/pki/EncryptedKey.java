package io.github.posttlslint.pki;

import java.util.Arrays;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;

/** Opens private keys of which the password is known, to learn their public half. */
final class EncryptedKey {

  /** All that can be said of a key of which the password is not known. */
  static final Key CLOSED = new Key(KeyAlgorithm.UNKNOWN, true, null, null, false);

  private EncryptedKey() {}

  /** Opens a PEM block; one in the older form, encrypted by header lines, stays closed. */
  static Key open(PemBlock block, PasswordCipher cipher, char[] password) throws PasswordException {
    Key closed = block.key();
    return block.type() == BlockType.ENCRYPTED_PRIVATE_KEY
        ? open(block.der(), cipher, password)
        : closed == null ? CLOSED : closed;
  }

  /** Opens an EncryptedPrivateKeyInfo in DER (RFC 5958, section 3). */
  static Key open(byte[] der, PasswordCipher cipher, char[] password) throws PasswordException {
    EncryptedPrivateKeyInfo info;
    try {
      info = EncryptedPrivateKeyInfo.getInstance(der);
    } catch (RuntimeException e) {
      return CLOSED;
    }
    byte[] plain = cipher.decrypt(info.getEncryptionAlgorithm(), info.getEncryptedData(), password);
    Key key = KeyReader.read(BlockType.PRIVATE_KEY, plain);
    Arrays.fill(plain, (byte) 0);
    if (key.problem() != null) {
      // the padding was right by chance
      throw PasswordException.wrong();
    }
    return key.asEncrypted();
  }
}
