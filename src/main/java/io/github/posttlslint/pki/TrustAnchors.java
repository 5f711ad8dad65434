package io.github.posttlslint.pki;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The CA certificates that somebody trusts, found by subject. A certificate is parsed when it is
 * asked for; indexing a bundle of all public CAs costs a few milliseconds.
 */
public final class TrustAnchors {

  /** Trust in nobody. */
  public static final TrustAnchors NONE = new TrustAnchors(List.of());

  private final List<PemBlock> blocks;
  private @Nullable Map<DistinguishedName, List<PemBlock>> bySubject;

  private TrustAnchors(List<PemBlock> blocks) {
    this.blocks = blocks;
  }

  /** The certificates of files that can be read, whatever else the files hold. */
  public static TrustAnchors of(List<PemFile> files) {
    List<PemBlock> blocks = new ArrayList<>();
    for (PemFile file : files) {
      for (PemBlock block : file.certificateBlocks()) {
        if (block.problem() == null) {
          blocks.add(block);
        }
      }
    }
    return new TrustAnchors(List.copyOf(blocks));
  }

  /** How many certificates there are, CA or not. */
  public int size() {
    return blocks.size();
  }

  /** All certificates that can be parsed. */
  public List<Certificate> all() {
    List<Certificate> all = new ArrayList<>();
    for (PemBlock block : blocks) {
      Certificate certificate = block.certificate();
      if (certificate != null) {
        all.add(certificate);
      }
    }
    return all;
  }

  /** The certificates with a subject, in file order. */
  public List<Certificate> withSubject(DistinguishedName subject) {
    List<Certificate> found = new ArrayList<>();
    for (PemBlock block : index().getOrDefault(subject, List.of())) {
      Certificate certificate = block.certificate();
      if (certificate != null) {
        found.add(certificate);
      }
    }
    return found;
  }

  /** Whether this very certificate is among them. */
  public boolean contains(Certificate certificate) {
    return withSubject(certificate.subject()).contains(certificate);
  }

  private Map<DistinguishedName, List<PemBlock>> index() {
    Map<DistinguishedName, List<PemBlock>> index = bySubject;
    if (index == null) {
      index = new HashMap<>();
      for (PemBlock block : blocks) {
        DistinguishedName subject = subjectOf(block.der());
        if (subject != null) {
          index.computeIfAbsent(subject, key -> new ArrayList<>(1)).add(block);
        }
      }
      bySubject = index;
    }
    return index;
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
}
