package io.github.posttlslint.pki;

import io.github.posttlslint.input.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.jspecify.annotations.Nullable;

/**
 * A file of certificates and keys in any of the forms that they come in, and all that it holds.
 *
 * @param name the file's name
 * @param form what it is as a whole
 * @param items what it holds, in file order
 * @param pem the file as OpenSSL's PEM readers see it; without blocks if it is no PEM file
 */
public record HeldFile(String name, FileForm form, List<HeldItem> items, PemFile pem) {

  public HeldFile {
    items = List.copyOf(items);
  }

  /** Gives the passwords of files. */
  public interface Passwords {

    /**
     * The password.
     *
     * @param needed whether nothing of the file can be read without it; if not, nobody is to be
     *     bothered with a question
     * @return null if there is none
     */
    char @Nullable [] of(String file, boolean needed) throws IOException;
  }

  /** No password is given, so that the file stays closed. */
  public static final class PasswordMissingException extends IOException {
    PasswordMissingException() {
      super("a password is needed");
    }
  }

  /**
   * Reads a file.
   *
   * @param name the file's name, as spans give it
   * @throws PasswordMissingException if nothing can be read without a password, and there is none
   * @throws PasswordException if the password is wrong or the encryption is not supported
   * @throws IOException if the structure of a PKCS#12 file is broken; the message is a clause
   */
  public static HeldFile read(String name, byte[] bytes, Passwords passwords)
      throws IOException, PasswordException {
    PemFile pem = PemFile.parse(name, bytes);
    List<HeldItem> items = new ArrayList<>();
    if (pem.form() == FileForm.PEM) {
      PasswordCipher cipher = new PasswordCipher();
      for (PemBlock block : pem.blocks()) {
        addBlock(block, cipher, passwords, items);
      }
    } else if (pem.form() == FileForm.PKCS12) {
      items.addAll(pkcs12(name, bytes, passwords));
    } else {
      addWhole(pem, bytes, passwords, items);
    }
    return new HeldFile(name, pem.form(), items, pem);
  }

  /** Many files need no password, or an empty one, so that there is no need to ask. */
  private static List<HeldItem> pkcs12(String name, byte[] bytes, Passwords passwords)
      throws IOException, PasswordException {
    char[] given = passwords.of(name, false);
    try {
      return Pkcs12Reader.read(name, bytes, given == null ? new char[0] : given);
    } catch (PasswordException e) {
      if (given != null || !e.isWrongPassword()) {
        throw e;
      }
    }
    char[] typed = passwords.of(name, true);
    if (typed == null) {
      throw new PasswordMissingException();
    }
    return Pkcs12Reader.read(name, bytes, typed);
  }

  private static void addBlock(
      PemBlock block, PasswordCipher cipher, Passwords passwords, List<HeldItem> items)
      throws IOException, PasswordException {
    Key key = block.key();
    if (key != null && key.encrypted() && block.problem() == null) {
      char[] password = passwords.of(block.span().file(), false);
      Key open = password == null ? null : EncryptedKey.open(block, cipher, password);
      items.add(HeldItem.ofKey(block.type(), block.span(), open == null ? key : open));
    } else if (key != null) {
      items.add(HeldItem.ofKey(block.type(), block.span(), key));
    } else if (block.problem() != null) {
      items.add(HeldItem.unreadable(block.type(), block.span(), block.problem().detail()));
    } else {
      add(block.type(), block.span(), block.der(), items);
    }
  }

  /** A file that is one DER structure. */
  private static void addWhole(PemFile pem, byte[] bytes, Passwords passwords, List<HeldItem> items)
      throws IOException, PasswordException {
    Span span = pem.start();
    switch (pem.form()) {
      case DER_PRIVATE_KEY -> {
        BlockType type = KeyReader.typeOf(bytes);
        items.add(HeldItem.ofKey(type, span, KeyReader.read(type, bytes)));
      }
      case DER_ENCRYPTED_PRIVATE_KEY -> {
        char[] password = passwords.of(pem.name(), false);
        Key key =
            password == null
                ? EncryptedKey.CLOSED
                : EncryptedKey.open(bytes, new PasswordCipher(), password);
        items.add(HeldItem.ofKey(BlockType.ENCRYPTED_PRIVATE_KEY, span, key));
      }
      case DER_CERTIFICATE -> add(BlockType.CERTIFICATE, span, bytes, items);
      case DER_CERTIFICATE_REQUEST -> add(BlockType.CERTIFICATE_REQUEST, span, bytes, items);
      case DER_CRL -> add(BlockType.CRL, span, bytes, items);
      case DER_PUBLIC_KEY -> add(BlockType.PUBLIC_KEY, span, bytes, items);
      case DER_PKCS7 -> add(BlockType.PKCS7, span, bytes, items);
      case DER_DH_PARAMETERS -> add(BlockType.DH_PARAMETERS, span, bytes, items);
      default -> {}
    }
  }

  private static void add(BlockType type, Span span, byte[] der, List<HeldItem> items) {
    if (type == BlockType.PKCS7) {
      addBundle(span, der, items);
    } else {
      items.add(HeldItem.of(type, span, der));
    }
  }

  /** The certificates of a PKCS#7 bundle, all of them at its place. */
  private static void addBundle(Span span, byte[] der, List<HeldItem> items) {
    try {
      ASN1Set set =
          SignedData.getInstance(ContentInfo.getInstance(der).getContent()).getCertificates();
      for (ASN1Encodable one : set == null ? new ASN1Encodable[0] : set.toArray()) {
        items.add(HeldItem.of(BlockType.CERTIFICATE, span, one.toASN1Primitive().getEncoded()));
      }
    } catch (IOException | RuntimeException e) {
      items.add(HeldItem.unreadable(BlockType.PKCS7, span, "its structure is broken"));
    }
  }
}
