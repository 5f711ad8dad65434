package io.github.posttlslint.pki;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that is, or should be, a PEM file: its blocks in order and what is odd about its text.
 * Reading one never fails; a file that is something else has no blocks and a {@link #form} that
 * says what it is.
 */
public final class PemFile {

  private static final int HYPHENS = 5;
  private static final byte[] BEGIN = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);

  private final String name;
  private final Content content;
  private @Nullable List<PemBlock> blocks;
  private @Nullable List<PemProblem> problems;

  private PemFile(String name, Content content) {
    this.name = name;
    this.content = content;
  }

  /** What files of equal bytes share; the first of them has given its name to all parts. */
  private static final class Content {
    private final String name;
    private final FileForm form;
    private final List<PemBlock> blocks;
    private final List<PemProblem> problems;
    private @Nullable Map<DistinguishedName, List<PemBlock>> bySubject;

    Content(String name, byte[] bytes) {
      PemParser parser = new PemParser(name, bytes);
      parser.run();
      this.name = name;
      this.blocks = List.copyOf(parser.blocks());
      this.problems = List.copyOf(parser.problems());
      this.form = blocks.isEmpty() ? FormFinder.formOf(bytes) : FileForm.PEM;
    }

    synchronized List<PemBlock> withSubject(DistinguishedName subject) {
      Map<DistinguishedName, List<PemBlock>> index = bySubject;
      if (index == null) {
        index = new HashMap<>();
        for (PemBlock block : certificates(blocks)) {
          DistinguishedName there = block.problem() == null ? subjectOf(block.der()) : null;
          if (there != null) {
            index.computeIfAbsent(there, key -> new ArrayList<>(1)).add(block);
          }
        }
        bySubject = index;
      }
      return index.getOrDefault(subject, List.of());
    }
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
    return new PemFile(name, new Content(name, bytes));
  }

  /** The same content under another name. */
  public PemFile named(String other) {
    return other.equals(name) ? this : new PemFile(other, content);
  }

  /** The name that was given. */
  public String name() {
    return name;
  }

  /** What the file is as a whole. */
  public FileForm form() {
    return content.form;
  }

  /**
   * All blocks in file order, also those that OpenSSL cannot read or, because they lie in or behind
   * a broken one, does not reach.
   */
  public List<PemBlock> blocks() {
    List<PemBlock> known = blocks;
    if (known == null) {
      known = content.name.equals(name) ? content.blocks : in(name, content.blocks);
      blocks = known;
    }
    return known;
  }

  private static List<PemBlock> in(String file, List<PemBlock> blocks) {
    List<PemBlock> renamed = new ArrayList<>(blocks.size());
    for (PemBlock block : blocks) {
      renamed.add(block.in(file));
    }
    return List.copyOf(renamed);
  }

  /** What is odd about the text, in file order but for whole-file matters, which come last. */
  public List<PemProblem> problems() {
    List<PemProblem> known = problems;
    if (known == null) {
      List<PemProblem> there = new ArrayList<>(content.problems.size());
      for (PemProblem problem : content.problems) {
        there.add(problem.in(name));
      }
      known = List.copyOf(there);
      problems = known;
    }
    return known;
  }

  /** The blocks that hold a certificate, trusted ones among them. */
  public List<PemBlock> certificateBlocks() {
    return certificates(blocks());
  }

  /** The certificates that can be read, in file order. */
  public List<Certificate> certificates() {
    List<Certificate> all = new ArrayList<>();
    for (PemBlock block : certificateBlocks()) {
      Certificate certificate = block.certificate();
      if (certificate != null) {
        all.add(certificate);
      }
    }
    return all;
  }

  /** The types of its blocks, each once. */
  public List<BlockType> types() {
    List<BlockType> types = new ArrayList<>();
    for (PemBlock block : blocks()) {
      if (!types.contains(block.type())) {
        types.add(block.type());
      }
    }
    return types;
  }

  /** What it holds, such as "private key, certificate" or "text without a PEM block". */
  public String words() {
    if (form() != FileForm.PEM) {
      return form() == FileForm.EMPTY ? "nothing" : form().words();
    }
    Set<String> words = new LinkedHashSet<>();
    for (BlockType type : types()) {
      words.add(type.words());
    }
    return String.join(", ", words);
  }

  /** Whether there is a block that cannot be decoded. */
  public boolean isDamaged() {
    for (PemBlock block : blocks()) {
      boolean unread = block.type() == BlockType.CERTIFICATE && block.certificate() == null;
      if (unread || block.problem() != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether a byte order mark stands before its text. */
  public boolean hasByteOrderMark() {
    for (PemProblem problem : problems()) {
      if (problem.kind() == PemProblem.Kind.BYTE_ORDER_MARK) {
        return true;
      }
    }
    return false;
  }

  private static List<PemBlock> certificates(List<PemBlock> blocks) {
    List<PemBlock> found = new ArrayList<>();
    for (PemBlock block : blocks) {
      if (block.type() == BlockType.CERTIFICATE || block.type() == BlockType.TRUSTED_CERTIFICATE) {
        found.add(block);
      }
    }
    return found;
  }

  /**
   * The blocks that hold a certificate with a subject, in file order. The index of subjects is made
   * once for all files of the same content, and without parsing certificates.
   */
  public List<PemBlock> withSubject(DistinguishedName subject) {
    List<PemBlock> found = content.withSubject(subject);
    return content.name.equals(name) || found.isEmpty() ? found : in(name, found);
  }

  /** The subject without parsing the rest: the fifth element, or the sixth after a version. */
  private static @Nullable DistinguishedName subjectOf(byte[] der) {
    Der outer = Der.at(der, 0);
    Der signed = outer == null ? null : outer.firstChild();
    Der element = signed == null ? null : signed.firstChild();
    if (element == null || signed == null) {
      return null;
    }
    int skip = element.tag() == Der.CONTEXT_0 ? 5 : 4;
    for (int i = 0; i < skip && element != null; i++) {
      element = element.next(signed);
    }
    return element == null
        ? null
        : DistinguishedName.of(Arrays.copyOfRange(der, element.start(), element.end()));
  }

  /** The blocks that hold a private key in any form. */
  public List<PemBlock> keyBlocks() {
    List<PemBlock> found = new ArrayList<>();
    for (PemBlock block : blocks()) {
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
    if (content.form == FileForm.DER_PRIVATE_KEY) {
      return true;
    }
    for (PemBlock block : blocks()) {
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
    return name + ": " + content.form.words() + ", " + content.blocks.size() + " blocks";
  }
}
