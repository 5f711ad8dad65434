package io.github.posttlslint.pki;

import io.github.posttlslint.input.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;

/** Reads a PKCS#12 file (RFC 7292): its keys and certificates in their order. */
final class Pkcs12Reader {

  /** Bags may hold bags; nobody's do. */
  private static final int MOST_DEPTH = 8;

  private final char[] password;
  private final Span place;
  private final PasswordCipher cipher = new PasswordCipher();
  private final List<HeldItem> items = new ArrayList<>();

  private Pkcs12Reader(String name, char[] password) {
    this.place = Span.startOf(name);
    this.password = password;
  }

  /**
   * Reads the file.
   *
   * @param name the file's name, as spans give it
   * @throws PasswordException if the password is wrong or the encryption is not supported
   * @throws IOException if the file's structure is broken; the message is a clause
   */
  static List<HeldItem> read(String name, byte[] bytes, char[] password)
      throws PasswordException, IOException {
    Pkcs12Reader reader = new Pkcs12Reader(name, password);
    try {
      reader.read(Pfx.getInstance(bytes));
    } catch (RuntimeException e) {
      // the exception's text may quote the content
      throw new IOException("its structure is broken");
    }
    return reader.items;
  }

  private void read(Pfx pfx) throws PasswordException, IOException {
    ContentInfo outer = pfx.getAuthSafe();
    if (!outer.getContentType().equals(PKCSObjectIdentifiers.data)) {
      throw new IOException("it is signed with a public key, which is not read here");
    }
    byte[] safe = ASN1OctetString.getInstance(outer.getContent()).getOctets();
    if (pfx.getMacData() != null) {
      check(pfx.getMacData(), safe);
    }
    for (ContentInfo part : AuthenticatedSafe.getInstance(safe).getContentInfo()) {
      if (part.getContentType().equals(PKCSObjectIdentifiers.data)) {
        bags(ASN1OctetString.getInstance(part.getContent()).getOctets(), 0);
      } else if (part.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
        EncryptedData data = EncryptedData.getInstance(part.getContent());
        byte[] plain =
            cipher.decrypt(data.getEncryptionAlgorithm(), data.getContent().getOctets(), password);
        bags(plain, 0);
        Arrays.fill(plain, (byte) 0);
      } else {
        throw PasswordException.unsupported(part.getContentType().getId());
      }
    }
  }

  /** The password's check sum (RFC 7292, section 5.1); of other kinds decryption has to tell. */
  private void check(MacData mac, byte[] safe) throws PasswordException {
    Digest digest = PasswordCipher.digest(mac.getMac().getAlgorithmId().getAlgorithm().getId());
    if (digest == null) {
      return;
    }
    byte[] secret = PasswordCipher.pkcs12Bytes(password);
    PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(digest);
    generator.init(secret, mac.getSalt(), cipher.rounds(mac.getIterationCount()));
    HMac hmac = new HMac(digest);
    hmac.init(generator.generateDerivedMacParameters(8 * digest.getDigestSize()));
    hmac.update(safe, 0, safe.length);
    byte[] found = new byte[hmac.getMacSize()];
    hmac.doFinal(found, 0);
    Arrays.fill(secret, (byte) 0);
    if (!Arrays.equals(found, mac.getMac().getDigest())) {
      throw PasswordException.wrong();
    }
  }

  private void bags(byte[] der, int depth) throws PasswordException, IOException {
    for (ASN1Encodable element : ASN1Sequence.getInstance(der)) {
      bag(SafeBag.getInstance(element), depth);
    }
  }

  private void bag(SafeBag bag, int depth) throws PasswordException, IOException {
    ASN1Encodable value = bag.getBagValue();
    if (bag.getBagId().equals(PKCSObjectIdentifiers.keyBag)) {
      addKey(value.toASN1Primitive().getEncoded("DER"), false);
    } else if (bag.getBagId().equals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag)) {
      EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(value);
      addKey(
          cipher.decrypt(info.getEncryptionAlgorithm(), info.getEncryptedData(), password), true);
    } else if (bag.getBagId().equals(PKCSObjectIdentifiers.certBag)) {
      CertBag certificate = CertBag.getInstance(value);
      if (certificate.getCertId().equals(PKCSObjectIdentifiers.x509Certificate)) {
        byte[] der = ASN1OctetString.getInstance(certificate.getCertValue()).getOctets();
        items.add(HeldItem.of(BlockType.CERTIFICATE, place, der));
      }
    } else if (bag.getBagId().equals(PKCSObjectIdentifiers.safeContentsBag) && depth < MOST_DEPTH) {
      bags(value.toASN1Primitive().getEncoded("DER"), depth + 1);
    } else {
      items.add(HeldItem.of(BlockType.OTHER, place, new byte[0]));
    }
  }

  private void addKey(byte[] der, boolean encrypted) {
    Key key = KeyReader.read(BlockType.PRIVATE_KEY, der);
    Arrays.fill(der, (byte) 0);
    items.add(HeldItem.ofKey(BlockType.PRIVATE_KEY, place, encrypted ? key.asEncrypted() : key));
  }
}
