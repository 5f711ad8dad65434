package io.github.posttlslint.pki;

import io.github.posttlslint.input.Span;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One PEM block of a file. What it holds is parsed when first asked for, and its bytes stay within
 * this package, for they may be a private key.
 */
public final class PemBlock {

  private final String label;
  private final BlockType type;
  private final Span span;
  private final Span beginLine;
  private final String headers;
  private final byte[] der;
  private final @Nullable PemProblem problem;
  private final Reach reach;

  /** Shared with the same block of files with other names. */
  private final Content content;

  private @Nullable Key key;

  /** Who gets to see a block. */
  enum Reach {
    /** Every reader that did not give up before. */
    OPEN,
    /** Only the reader of single keys: the others take a zero byte for the end of the file. */
    BEHIND_ZERO,
    /** Nobody: it lies inside a block that cannot be read. */
    INSIDE_BROKEN
  }

  PemBlock(
      String label,
      Span span,
      Span beginLine,
      String headers,
      byte[] der,
      @Nullable PemProblem problem,
      Reach reach) {
    this.label = label;
    this.type = BlockType.ofLabel(label);
    this.span = span;
    this.beginLine = beginLine;
    this.headers = headers;
    this.der = der;
    this.problem = problem;
    this.reach = reach;
    this.content = new Content();
  }

  private PemBlock(PemBlock same, String file) {
    this.label = same.label;
    this.type = same.type;
    this.span = same.span.in(file);
    this.beginLine = same.beginLine.in(file);
    this.headers = same.headers;
    this.der = same.der;
    this.problem = same.problem == null ? null : same.problem.in(file);
    this.reach = same.reach;
    this.content = same.content;
  }

  /** The same block of a file with another name. */
  PemBlock in(String file) {
    return new PemBlock(this, file);
  }

  /** What was read of the block; two threads may both read it, which does no harm. */
  private static final class Content {
    private @Nullable ReadCertificate certificate;
  }

  /** A certificate; null if it is too damaged to read. */
  private record ReadCertificate(@Nullable Certificate certificate) {}

  /** The text between {@code -----BEGIN } and {@code -----}, with unprintable characters masked. */
  public String label() {
    return label;
  }

  /**
   * The size in bits of the prime of Diffie-Hellman parameters (PKCS#3, X9.42: the first number);
   * -1 if the block has none.
   */
  public int dhBits() {
    Der parameters = type == BlockType.DH_PARAMETERS ? Der.at(der, 0) : null;
    Der prime = parameters == null ? null : parameters.firstChild();
    if (prime == null || prime.tag() != Der.INTEGER) {
      return -1;
    }
    byte[] number = Arrays.copyOfRange(der, prime.content(), prime.end());
    return number.length == 0 ? -1 : new BigInteger(number).bitLength();
  }

  /** What the label says that the block holds. */
  public BlockType type() {
    return type;
  }

  /** From the BEGIN line to the END line, or to where reading stopped. */
  public Span span() {
    return span;
  }

  /** The BEGIN line alone: the place of most findings about the block. */
  public Span beginLine() {
    return beginLine;
  }

  /** What is wrong with the block's text so that OpenSSL cannot read it, or null. */
  public @Nullable PemProblem problem() {
    return problem;
  }

  /** Whether the block has header lines (RFC 1421), as traditional encryption needs them. */
  public boolean hasHeaders() {
    return !headers.isEmpty();
  }

  /** Whether the headers or the label say that the content is encrypted. */
  public boolean isEncrypted() {
    return type == BlockType.ENCRYPTED_PRIVATE_KEY || hasEncryptedHeader();
  }

  boolean hasEncryptedHeader() {
    return headers.startsWith("Proc-Type:") && headers.contains("ENCRYPTED");
  }

  /** The certificate, or null if this is no certificate block or if it is too damaged to read. */
  public @Nullable Certificate certificate() {
    boolean holdsOne = type == BlockType.CERTIFICATE || type == BlockType.TRUSTED_CERTIFICATE;
    if (!holdsOne || problem != null) {
      return null;
    }
    ReadCertificate read = content.certificate;
    if (read == null) {
      read = new ReadCertificate(Certificate.parse(der));
      content.certificate = read;
    }
    return read.certificate;
  }

  /** The facts of the private key, or null if this is no private key block. */
  public @Nullable Key key() {
    if (key == null && type.isPrivateKey()) {
      key = Key.of(this);
    }
    return key;
  }

  /** The decoded content; empty if there is a problem. Not copied, not to be changed. */
  byte[] der() {
    return der;
  }

  /** How far into the file OpenSSL has to get to see the block. */
  Reach reach() {
    return reach;
  }

  @Override
  public String toString() {
    return label + " at " + beginLine;
  }
}
