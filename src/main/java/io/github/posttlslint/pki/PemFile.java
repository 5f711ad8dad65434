package io.github.posttlslint.pki;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file that is, or should be, a PEM file: its blocks in order and what is odd about its text.
 * Reading one never fails; a file that is something else has no blocks and a {@link #form} that
 * says what it is.
 */
public final class PemFile {

  private static final int HYPHENS = 5;
  private static final byte[] BEGIN = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);

  private final String name;
  private final FileForm form;
  private final List<PemBlock> blocks;
  private final List<PemProblem> problems;
  private final boolean textOutside;

  private PemFile(String name, byte[] bytes) {
    PemParser parser = new PemParser(name, bytes);
    parser.run();
    this.name = name;
    this.blocks = List.copyOf(parser.blocks());
    this.problems = List.copyOf(parser.problems());
    this.textOutside = parser.textOutside();
    this.form = blocks.isEmpty() ? FormFinder.formOf(bytes) : FileForm.PEM;
  }

  /**
   * Whether there are more than {@link Limits#PEM_OBJECTS} in the file; later ones are not read.
   */
  public static boolean hasTooMany(byte[] bytes) {
    int count = 0;
    int at = HYPHENS - 1; // one of five hyphens in a row is met by looking at every fifth byte
    while (at < bytes.length) {
      int behind = at;
      while (behind < bytes.length && bytes[behind] == '-') {
        behind++;
      }
      int begin = behind - HYPHENS;
      if (behind > at
          && begin >= 0
          && begin + BEGIN.length <= bytes.length
          && Arrays.equals(bytes, begin, begin + BEGIN.length, BEGIN, 0, BEGIN.length)) {
        count++;
      }
      at = behind + HYPHENS;
    }
    return count > Limits.PEM_OBJECTS;
  }

  /**
   * Reads a file's content.
   *
   * @param name the file's name, as spans give it
   * @param bytes the whole content; a directory that was opened as a file counts as empty
   */
  public static PemFile parse(String name, byte[] bytes) {
    return new PemFile(name, bytes);
  }

  /** The same content under another name. */
  PemFile named(String other) {
    return other.equals(name) ? this : new PemFile(this, other);
  }

  private PemFile(PemFile same, String name) {
    List<PemBlock> renamed = new ArrayList<>(same.blocks.size());
    for (PemBlock block : same.blocks) {
      renamed.add(block.in(name));
    }
    List<PemProblem> there = new ArrayList<>(same.problems.size());
    for (PemProblem problem : same.problems) {
      there.add(problem.in(name));
    }
    this.name = name;
    this.blocks = List.copyOf(renamed);
    this.problems = List.copyOf(there);
    this.textOutside = same.textOutside;
    this.form = same.form;
  }

  /** The name that was given. */
  public String name() {
    return name;
  }

  /** What the file is as a whole. */
  public FileForm form() {
    return form;
  }

  /**
   * All blocks in file order, also those that OpenSSL cannot read or, because they lie in or behind
   * a broken one, does not reach.
   */
  public List<PemBlock> blocks() {
    return blocks;
  }

  /** What is odd about the text, in file order but for whole-file matters, which come last. */
  public List<PemProblem> problems() {
    return problems;
  }

  /** Whether text stands outside of the blocks, as {@code openssl x509 -text} leaves it there. */
  public boolean hasTextOutside() {
    return textOutside;
  }

  /** The blocks that hold a certificate, trusted ones among them. */
  public List<PemBlock> certificateBlocks() {
    List<PemBlock> found = new ArrayList<>();
    for (PemBlock block : blocks) {
      if (block.type() == BlockType.CERTIFICATE || block.type() == BlockType.TRUSTED_CERTIFICATE) {
        found.add(block);
      }
    }
    return found;
  }

  /** The blocks that hold a private key in any form. */
  public List<PemBlock> keyBlocks() {
    List<PemBlock> found = new ArrayList<>();
    for (PemBlock block : blocks) {
      if (block.type().isPrivateKey()) {
        found.add(block);
      }
    }
    return found;
  }

  /**
   * Whether the file holds a private key that nobody needs a password for, be it a PEM block, also
   * a damaged one, or the whole file.
   */
  public boolean holdsUnencryptedKey() {
    if (form == FileForm.DER_PRIVATE_KEY) {
      return true;
    }
    for (PemBlock block : blocks) {
      if (block.type().isPrivateKey() && !block.isEncrypted() && !Key.isEncryptedOpenSsh(block)) {
        return true;
      }
    }
    return false;
  }

  /** The file's first character: the place of findings about the file as a whole. */
  public Span start() {
    return Span.startOf(name);
  }

  @Override
  public String toString() {
    return name + ": " + form.words() + ", " + blocks.size() + " blocks";
  }
}
