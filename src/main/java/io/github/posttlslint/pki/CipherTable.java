package io.github.posttlslint.pki;

import io.github.posttlslint.input.PackedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cipher suites of a kind of OpenSSL library and the words that its cipher strings know: {@code
 * cipher-suites.tsv} and {@code cipher-aliases.tsv}.
 */
final class CipherTable {

  private static final int SHORT_TAG_BITS = 64;

  private final CipherOrder order;
  private final Map<String, CipherFilter> words;

  private CipherTable(CipherOrder order, Map<String, CipherFilter> words) {
    this.order = order;
    this.words = Collections.unmodifiableMap(words);
  }

  /** The table of a kind of library. */
  static CipherTable of(CipherSuite.Build build) {
    return switch (build) {
      case OPENSSL_3_2 -> OpenSsl32.TABLE;
      case OPENSSL_3_0 -> OpenSsl30.TABLE;
      case OPENSSL_1_1_1 -> OpenSsl1.TABLE;
      case WEAK -> Weak.TABLE;
    };
  }

  // each in a class of its own, so that it is read when it is needed, and once

  private static final class OpenSsl32 {
    static final CipherTable TABLE = read(CipherSuite.Build.OPENSSL_3_2);
  }

  private static final class OpenSsl30 {
    static final CipherTable TABLE = read(CipherSuite.Build.OPENSSL_3_0);
  }

  private static final class OpenSsl1 {
    static final CipherTable TABLE = read(CipherSuite.Build.OPENSSL_1_1_1);
  }

  private static final class Weak {
    static final CipherTable TABLE = read(CipherSuite.Build.WEAK);
  }

  private static CipherTable read(CipherSuite.Build build) {
    List<CipherSuite> suites = new ArrayList<>();
    Map<String, CipherFilter> words = new HashMap<>();
    List<CipherSuite> all = new ArrayList<>();
    for (String[] columns : lines("cipher-suites.tsv")) {
      CipherSuite suite = suite(columns);
      all.add(build == CipherSuite.Build.OPENSSL_3_2 && isShort(suite) ? weakened(suite) : suite);
    }
    for (String[] columns : lines("cipher-aliases.tsv")) {
      words.put(columns[0], filter(columns, all));
    }
    // of two meanings of a word, the name of a suite counts
    for (CipherSuite suite : all) {
      if (suite.build().compareTo(build) <= 0) {
        suites.add(suite);
        words.put(suite.name(), CipherFilter.of(suite));
      }
    }
    // OpenSSL goes through its suites from the highest code to the lowest
    Collections.reverse(suites);
    return new CipherTable(CipherOrder.of(List.copyOf(suites)), words);
  }

  /** All suites switched off, in the order that OpenSSL begins with; for the caller alone. */
  CipherOrder order() {
    return order.copy();
  }

  /** What each word selects. */
  Map<String, CipherFilter> words() {
    return words;
  }

  private static CipherSuite suite(String[] columns) {
    Set<String> classes = new HashSet<>(words(columns[10]));
    classes.add(columns[9]);
    boolean outsideDefault = classes.remove("not-default");
    return new CipherSuite(
        Integer.parseInt(columns[0], 16),
        columns[1],
        columns[2],
        columns[3],
        columns[4],
        columns[5],
        columns[6],
        Integer.parseInt(columns[7]),
        columns[8],
        classes,
        outsideDefault,
        switch (columns[11]) {
          case "any" -> CipherSuite.Build.OPENSSL_3_2;
          case "1.1.1" -> CipherSuite.Build.OPENSSL_1_1_1;
          default -> CipherSuite.Build.WEAK;
        });
  }

  private static boolean isShort(CipherSuite suite) {
    return suite.encryption().startsWith("AES") && suite.encryption().endsWith("CCM8");
  }

  /** Since 3.2 a tag of eight bytes makes a suite as weak as 64 bits (CHANGES.md). */
  private static CipherSuite weakened(CipherSuite suite) {
    return new CipherSuite(
        suite.code(),
        suite.name(),
        suite.ianaName(),
        suite.lowest(),
        suite.keyExchange(),
        suite.authentication(),
        suite.encryption(),
        SHORT_TAG_BITS,
        suite.mac(),
        Set.of("MEDIUM"),
        suite.outsideDefault(),
        suite.build());
  }

  private static CipherFilter filter(String[] columns, List<CipherSuite> all) {
    Set<String> classes = new HashSet<>(words(columns[5]));
    boolean outsideDefault = classes.remove("not-default");
    return new CipherFilter(
        words(columns[1]),
        columns[2].equals("!NULL") ? butNull(all, true) : words(columns[2]),
        columns[3].equals("!NULL") ? butNull(all, false) : words(columns[3]),
        words(columns[4]),
        classes,
        outsideDefault,
        columns[6].isEmpty() ? null : columns[6],
        null);
  }

  private static Set<String> butNull(List<CipherSuite> all, boolean authentication) {
    Set<String> others = new HashSet<>();
    for (CipherSuite suite : all) {
      others.add(authentication ? suite.authentication() : suite.encryption());
    }
    others.remove("NULL");
    return others;
  }

  private static Set<String> words(String column) {
    return column.isEmpty() ? Set.of() : Set.of(column.split(" ", -1));
  }

  private static List<String[]> lines(String file) {
    List<String[]> lines = new ArrayList<>();
    try {
      String text = new String(PackedFile.read(CipherTable.class, file), StandardCharsets.UTF_8);
      for (String line : text.split("\n", -1)) {
        if (!line.isEmpty() && line.charAt(0) != '#') {
          lines.add(line.split("\t", -1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
