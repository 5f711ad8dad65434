package io.github.posttlslint.run;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.pki.Certificate;
import io.github.posttlslint.pki.DistinguishedName;
import io.github.posttlslint.pki.HeldFile;
import io.github.posttlslint.pki.HeldItem;
import io.github.posttlslint.pki.Path;
import io.github.posttlslint.pki.PathFinder;
import io.github.posttlslint.pki.Purpose;
import io.github.posttlslint.pki.SignatureCheck;
import io.github.posttlslint.pki.TrustAnchors;
import io.github.posttlslint.run.Inspection.Chain;
import io.github.posttlslint.run.Inspection.Chains;
import io.github.posttlslint.run.Inspection.End;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the chains of a file. What a leaf's way can lead through is looked up by names, for a file
 * may have thousands of leaves.
 */
final class ChainSearch {

  /** What following one certificate takes: as much as to look at so many. */
  private static final int STEP = 50;

  private final Inspection inspection;
  private final List<HeldItem> items;
  private final Map<DistinguishedName, List<Integer>> bySubject = new HashMap<>();

  /** Of each item, how many certificates stand before it. */
  private final List<Integer> order = new ArrayList<>();

  private int workLeft = Limits.INSPECTED_ISSUERS;

  ChainSearch(Inspection inspection, HeldFile file) {
    this.inspection = inspection;
    this.items = file.items();
    int before = 0;
    for (int i = 0; i < items.size(); i++) {
      order.add(before);
      Certificate certificate = items.get(i).certificate();
      if (certificate != null) {
        bySubject.computeIfAbsent(certificate.subject(), name -> new ArrayList<>(1)).add(i);
        before++;
      }
    }
  }

  Chains all() {
    List<Chain> told = new ArrayList<>();
    int more = 0;
    for (int i = 0; i < items.size(); i++) {
      Certificate certificate = items.get(i).certificate();
      if (certificate != null && inspection.isLeaf(certificate, items.get(i))) {
        if (workLeft > 0) {
          told.add(chain(i, certificate));
        } else {
          more++;
        }
      }
    }
    return new Chains(told, more);
  }

  private Chain chain(int leaf, Certificate certificate) {
    List<Certificate> others = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>(List.of(leaf));
    for (int i : above(certificate)) {
      Certificate other = items.get(i).certificate();
      if (other != null && i != leaf) {
        others.add(other);
        numbers.add(i);
      }
    }
    Path path =
        PathFinder.find(
            certificate, others, TrustAnchors.NONE, inspection.settings().now(), Purpose.SERVER);
    List<Integer> way = new ArrayList<>();
    for (Path.Step step : path.steps()) {
      way.add(numbers.get(step.index()) + 1);
    }
    workLeft -= others.size() + STEP * way.size();
    return new Chain(way, end(path), path.last().issuer().toString(), isOrdered(way), onPath(path));
  }

  /** The indexes of the certificates with the names that are above one, in their order. */
  private Set<Integer> above(Certificate certificate) {
    Set<Integer> found = new TreeSet<>();
    if (PathFinder.isRoot(certificate)) {
      return found;
    }
    Set<DistinguishedName> names = new HashSet<>(Set.of(certificate.issuer()));
    Deque<DistinguishedName> open = new ArrayDeque<>(names);
    while (!open.isEmpty()) {
      for (int i : bySubject.getOrDefault(open.remove(), List.of())) {
        found.add(i);
        Certificate next = items.get(i).certificate();
        if (next != null && names.add(next.issuer())) {
          open.add(next.issuer());
        }
      }
    }
    return found;
  }

  private End end(Path path) {
    return switch (path.end()) {
      case SELF_SIGNED_LEAF -> End.SELF_SIGNED;
      case UNTRUSTED_ROOT, TRUST_ANCHOR -> End.ROOT_IN_FILE;
      case ISSUER_NOT_FOUND -> isKnown(path.last()) ? End.KNOWN_ROOT : End.ISSUER_MISSING;
    };
  }

  private boolean isKnown(Certificate last) {
    for (Certificate root : inspection.settings().known().withSubject(last.issuer())) {
      if (last.namesAsIssuer(root)
          && last.signedBy(root.publicKey()) != SignatureCheck.Result.INVALID) {
        return true;
      }
    }
    return false;
  }

  /** Whether no other certificate of the file stands between those of the way. */
  private boolean isOrdered(List<Integer> way) {
    int first = order.get(way.get(0) - 1);
    for (int i = 1; i < way.size(); i++) {
      if (order.get(way.get(i) - 1) != first + i) {
        return false;
      }
    }
    return true;
  }

  /** What else lies in the file is told by the chains themselves, a purpose by the certificate. */
  private static List<Path.Problem> onPath(Path path) {
    List<Path.Problem> found = new ArrayList<>();
    for (Path.Problem problem : path.problems()) {
      switch (problem.kind()) {
        case UNRELATED, OUT_OF_ORDER, REPEATED, ROOT_SENT, WRONG_PURPOSE -> {}
        default -> found.add(problem);
      }
    }
    return found;
  }
}
