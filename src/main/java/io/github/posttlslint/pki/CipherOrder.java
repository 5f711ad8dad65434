package io.github.posttlslint.pki;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The suites in the order of preference while OpenSSL works off a cipher string, each switched on
 * or off (ssl_ciph.c, ssl_cipher_apply_rule).
 */
final class CipherOrder {

  private record Item(CipherSuite suite, boolean on) {}

  private List<Item> items;

  private CipherOrder(List<Item> items) {
    this.items = items;
  }

  /** All suites switched off, in the order that OpenSSL begins with. */
  static CipherOrder of(CipherTable table) {
    List<Item> items = new ArrayList<>();
    for (CipherSuite suite : table.suites()) {
      items.add(new Item(suite, false));
    }
    CipherOrder order = new CipherOrder(items);
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

  private static boolean isKeyExchange(CipherSuite suite, String name) {
    return suite.keyExchange().equals(name);
  }

  private static boolean isForwardSecret(CipherSuite suite) {
    return isKeyExchange(suite, "DHE") || isKeyExchange(suite, "ECDHE");
  }

  /** The suites that are switched on, the most preferred first. */
  List<CipherSuite> suites() {
    List<CipherSuite> suites = new ArrayList<>();
    for (Item item : items) {
      if (item.on) {
        suites.add(item.suite);
      }
    }
    return suites;
  }

  /** Switches on what is off, at the end of the list. */
  void add(Predicate<CipherSuite> selected) {
    move(item -> !item.on && selected.test(item.suite), true, false);
  }

  /** Switches off, and puts in front for a later {@link #add}. */
  void remove(Predicate<CipherSuite> selected) {
    move(item -> item.on && selected.test(item.suite), false, true);
  }

  /** Moves what is on to the end. */
  void toEnd(Predicate<CipherSuite> selected) {
    move(item -> item.on && selected.test(item.suite), true, false);
  }

  private void toFront(Predicate<CipherSuite> selected) {
    move(item -> item.on && selected.test(item.suite), true, true);
  }

  /** Takes suites away for good. */
  void kill(Predicate<CipherSuite> selected) {
    items.removeIf(item -> selected.test(item.suite));
  }

  /** Sorts what is on by strength; equal ones keep their order. */
  void sortByStrength() {
    TreeSet<Integer> strengths = new TreeSet<>();
    for (CipherSuite suite : suites()) {
      strengths.add(suite.bits());
    }
    for (int bits : strengths.descendingSet()) {
      toEnd(suite -> suite.bits() == bits);
    }
  }

  private void move(Predicate<Item> selected, boolean on, boolean front) {
    List<Item> moved = new ArrayList<>();
    List<Item> others = new ArrayList<>();
    for (Item item : items) {
      if (selected.test(item)) {
        moved.add(new Item(item.suite, on));
      } else {
        others.add(item);
      }
    }
    List<Item> first = front ? moved : others;
    first.addAll(front ? others : moved);
    items = first;
  }
}
