package io.github.posttlslint.pki;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The suites in the order of preference while OpenSSL works off a cipher string, each switched on
 * or off (ssl_ciph.c, ssl_cipher_apply_rule). A rule takes one walk over them, and nothing is made
 * anew, for a string can have thousands of rules.
 */
final class CipherOrder {

  private final List<CipherSuite> suites;

  /** The suites of each strength, the strongest first. */
  private final List<BitSet> strengths;

  /** Indexes of the suites, of which the first {@link #count} are left. */
  private final int[] order;

  private final int[] moved;
  private final BitSet on = new BitSet();
  private int count;

  private CipherOrder(List<CipherSuite> suites, List<BitSet> strengths) {
    this.suites = suites;
    this.strengths = strengths;
    this.order = new int[suites.size()];
    this.moved = new int[suites.size()];
    this.count = suites.size();
  }

  /**
   * All suites switched off, in the order that OpenSSL begins with.
   *
   * @param suites from the highest code to the lowest
   */
  static CipherOrder of(List<CipherSuite> suites) {
    CipherOrder order = new CipherOrder(suites, strengths(suites));
    for (int i = 0; i < suites.size(); i++) {
      order.order[i] = i;
    }
    order.add(s -> isKeyExchange(s, "ECDHE") && s.authentication().equals("ECDSA"));
    order.add(s -> isKeyExchange(s, "ECDHE"));
    order.remove(s -> isKeyExchange(s, "ECDHE"));
    order.add(s -> s.encryption().startsWith("AES") && s.encryption().endsWith("GCM"));
    order.add(s -> s.encryption().equals("CHACHA20"));
    order.add(s -> s.encryption().startsWith("AES"));
    order.add(s -> true);
    order.toEnd(s -> s.mac().equals("MD5"));
    order.toEnd(CipherSuite::isAnonymous);
    order.toEnd(s -> isKeyExchange(s, "RSA"));
    order.toEnd(s -> isKeyExchange(s, "PSK"));
    order.toEnd(s -> s.encryption().equals("RC4"));
    order.sortByStrength();
    order.toFront(s -> s.lowest().equals("TLSv1.2"));
    order.toFront(s -> s.mac().equals("AEAD"));
    order.toFront(CipherOrder::isForwardSecret);
    order.toFront(s -> isForwardSecret(s) && s.mac().equals("AEAD"));
    order.remove(s -> true);
    return order;
  }

  private static List<BitSet> strengths(List<CipherSuite> suites) {
    TreeSet<Integer> bits = new TreeSet<>();
    suites.forEach(suite -> bits.add(suite.bits()));
    List<BitSet> strengths = new ArrayList<>();
    for (int strength : bits.descendingSet()) {
      strengths.add(selection(suites, suite -> suite.bits() == strength));
    }
    return strengths;
  }

  /** The indexes of the suites that are selected. */
  private static BitSet selection(List<CipherSuite> suites, Predicate<CipherSuite> selected) {
    BitSet selection = new BitSet();
    for (int i = 0; i < suites.size(); i++) {
      selection.set(i, selected.test(suites.get(i)));
    }
    return selection;
  }

  private static boolean isKeyExchange(CipherSuite suite, String name) {
    return suite.keyExchange().equals(name);
  }

  private static boolean isForwardSecret(CipherSuite suite) {
    return isKeyExchange(suite, "DHE") || isKeyExchange(suite, "ECDHE");
  }

  CipherOrder copy() {
    CipherOrder copy = new CipherOrder(suites, strengths);
    System.arraycopy(order, 0, copy.order, 0, count);
    copy.count = count;
    copy.on.or(on);
    return copy;
  }

  /** What a filter selects, for the methods below. */
  BitSet selection(CipherFilter filter) {
    return selection(suites, filter::selects);
  }

  /** The suites that are switched on, the most preferred first. */
  List<CipherSuite> suites() {
    List<CipherSuite> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (on.get(order[i])) {
        found.add(suites.get(order[i]));
      }
    }
    return found;
  }

  private void add(Predicate<CipherSuite> selected) {
    add(selection(suites, selected));
  }

  private void remove(Predicate<CipherSuite> selected) {
    remove(selection(suites, selected));
  }

  private void toEnd(Predicate<CipherSuite> selected) {
    toEnd(selection(suites, selected));
  }

  private void toFront(Predicate<CipherSuite> selected) {
    move(selection(suites, selected), true, true);
  }

  /** Switches on what is off, at the end of the list. */
  void add(BitSet selected) {
    move(selected, false, false);
    on.or(selected);
  }

  /** Switches off, and puts in front for a later {@link #add}. */
  void remove(BitSet selected) {
    move(selected, true, true);
    on.andNot(selected);
  }

  /** Moves what is on to the end. */
  void toEnd(BitSet selected) {
    move(selected, true, false);
  }

  /** Takes suites away for good. */
  void kill(BitSet selected) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (!selected.get(order[i])) {
        order[kept++] = order[i];
      }
    }
    count = kept;
  }

  /** Sorts what is on by strength; equal ones keep their order. */
  void sortByStrength() {
    strengths.forEach(this::toEnd);
  }

  /** Moves what is selected, and on or off, to one end of the list. */
  private void move(BitSet selected, boolean whatIsOn, boolean front) {
    int taken = 0;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int suite = order[i];
      if (selected.get(suite) && on.get(suite) == whatIsOn) {
        moved[taken++] = suite;
      } else {
        order[kept++] = suite;
      }
    }
    if (front) {
      System.arraycopy(order, 0, order, taken, kept);
    }
    System.arraycopy(moved, 0, order, front ? 0 : kept, taken);
  }
}
