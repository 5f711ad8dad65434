package io.github.posttlslint.pki;

import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.postfix.OpenSslRelease;
import io.github.posttlslint.postfix.PostfixVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a key exchange that a list leaves, as tls_dh.c reads tls_eecdh_auto_curves:
 * tls_auto_eecdh_curves() by names of objects up to Postfix 3.9, setup_auto_groups() by names of
 * groups from 3.10 on, with the syntax of OpenSSL 3.5 (SSL_CTX_set1_groups_list(3)).
 *
 * @param words the words of the list
 * @param groups the groups that are offered, by one name each; null where Postfix can use no word
 *     of the list, or it asks for it, so that OpenSSL's or Postfix's own choice counts. None where
 *     OpenSSL takes words that leave nothing, as {@code ?nosuch} or {@code X448 -X448}: then there
 *     is no handshake that needs a group
 * @param tuples the same, and those that {@code DEFAULT} stands for, in the order of preference:
 *     one tuple up to OpenSSL 3.3; none where no word can be used
 */
public record GroupList(
    List<Word> words, @Nullable List<String> groups, List<List<String>> tuples) {

  /**
   * A word of the list.
   *
   * @param text as it is written
   * @param groups the groups that it names, by one name each
   * @param isLeftOut whether Postfix leaves it out, for some name is not known
   * @param isRepeated whether an earlier word names one of the groups
   */
  public record Word(String text, List<String> groups, boolean isLeftOut, boolean isRepeated) {
    public Word {
      groups = List.copyOf(groups);
    }
  }

  private static final String DEFAULT = "DEFAULT";

  /** What that stands for in OpenSSL 3.5 and later (t1_lib.c, TLS_DEFAULT_GROUP_LIST). */
  private static final List<List<String>> DEFAULT_3_5 =
      List.of(
          List.of("X25519MLKEM768"),
          List.of("X25519", "P-256"),
          List.of("X448", "P-384", "P-521"),
          List.of("ffdhe2048", "ffdhe3072"));

  /** One group of a word, with its marks. */
  private record Element(String group, boolean isRemoved, boolean beginsTuple) {

    String text() {
      return isRemoved ? "-" + group : group;
    }
  }

  /** The groups in their tuples, as they are added and taken out again. */
  private static final class Tuples {
    private final Map<String, Integer> tupleOf = new LinkedHashMap<>();
    private int current;

    /** Adds a group, or takes it out; false if it was there already. */
    boolean apply(Element element) {
      current += element.beginsTuple() ? 1 : 0;
      if (element.isRemoved()) {
        tupleOf.remove(element.group());
        return true;
      }
      return tupleOf.putIfAbsent(element.group(), current) == null;
    }

    /** The first tuple joins the one that is being written, and the last is not ended. */
    void addDefault() {
      for (List<String> tuple : DEFAULT_3_5) {
        tuple.forEach(group -> tupleOf.putIfAbsent(group, current));
        current++;
      }
      current--;
    }

    List<List<String>> all() {
      Map<Integer, List<String>> all = new TreeMap<>();
      tupleOf.forEach(
          (group, tuple) -> all.computeIfAbsent(tuple, n -> new ArrayList<>()).add(group));
      return List.copyOf(all.values());
    }
  }

  /** Further names of some groups: the NIST's, and those of the objects. */
  private static final String[][] ALIASES = {
    {"P-256", "prime256v1", "secp256r1"},
    {"P-384", "secp384r1"},
    {"P-521", "secp521r1"},
    {"secp224r1", "P-224"},
    {"secp192r1", "prime192v1", "P-192"},
    {"sect163k1", "K-163"},
    {"sect163r2", "B-163"},
    {"sect233k1", "K-233"},
    {"sect233r1", "B-233"},
    {"sect283k1", "K-283"},
    {"sect283r1", "B-283"},
    {"sect409k1", "K-409"},
    {"sect409r1", "B-409"},
    {"sect571k1", "K-571"},
    {"sect571r1", "B-571"}
  };

  private static final List<String> OTHERS =
      List.of(
          ("X25519 X448 ffdhe2048 ffdhe3072 ffdhe4096 ffdhe6144 ffdhe8192"
                  + " secp160k1 secp160r1 secp160r2 secp192k1 secp224k1 secp256k1"
                  + " sect163r1 sect193r1 sect193r2 sect239k1"
                  + " brainpoolP256r1 brainpoolP384r1 brainpoolP512r1"
                  // of OpenSSL 3.2 and 3.5
                  + " brainpoolP256r1tls13 brainpoolP384r1tls13 brainpoolP512r1tls13"
                  + " MLKEM512 MLKEM768 MLKEM1024 X25519MLKEM768"
                  + " SecP256r1MLKEM768 SecP384r1MLKEM1024")
              .split(" "));

  public GroupList {
    words = List.copyOf(words);
    tuples = tuples.stream().map(List::copyOf).toList();
  }

  /** What a release of OpenSSL offers where nobody chooses. */
  public static List<List<String>> usual(OpenSslRelease library) {
    String elliptic = "X25519 P-256 X448 P-521 P-384";
    String finite = " ffdhe2048 ffdhe3072 ffdhe4096 ffdhe6144 ffdhe8192";
    return switch (library) {
      case V1_1_1 -> List.of(List.of(elliptic.split(" ")));
      case V3_0, V3_2, V3_3 -> List.of(List.of((elliptic + finite).split(" ")));
      case V3_5 -> DEFAULT_3_5;
    };
  }

  /** Reads a list as a release of Postfix does that is built with a release of OpenSSL. */
  public static GroupList parse(String value, PostfixVersion version, OpenSslRelease library) {
    boolean byGroup = version.isAtLeast(3, 10);
    Tuples tuples = new Tuples();
    Set<String> seen = new HashSet<>();
    List<Word> words = new ArrayList<>();
    boolean isTaken = false;
    boolean repeats = false;
    boolean asksForDefault = false;
    for (String text : ListText.words(value, byGroup ? ", \t\r\n:" : ", \t\r\n")) {
      List<Element> elements = byGroup ? elements(text, library) : curve(text, library);
      if (elements == null) {
        words.add(new Word(text, List.of(), true, false));
        continue;
      }
      List<String> named = elements.stream().map(Element::text).toList();
      if (byGroup && !seen.add(text.toLowerCase(Locale.ROOT))) {
        words.add(new Word(text, named, false, true)); // the very word once more is dropped
        continue;
      }
      isTaken = true;
      boolean repeated = false;
      for (Element one : elements) {
        if (one.group().equals(DEFAULT)) {
          asksForDefault = true;
          tuples.addDefault();
        } else {
          repeated |= !tuples.apply(one);
        }
      }
      repeats |= repeated;
      words.add(new Word(text, named, false, repeated));
    }
    // up to 3.9 OpenSSL refuses a list with a group that it has already
    boolean counts = isTaken && (byGroup || !repeats);
    List<List<String>> all = counts ? tuples.all() : List.of();
    return new GroupList(words, counts && !asksForDefault ? flat(all) : null, all);
  }

  private static List<String> flat(List<List<String>> tuples) {
    return tuples.stream().flatMap(List::stream).toList();
  }

  private static @Nullable List<Element> curve(String name, OpenSslRelease library) {
    String group = object(name);
    return group != null && library.isAtLeast(since(group))
        ? List.of(new Element(group, false, false))
        : null;
  }

  /** The release of OpenSSL that had a group first, of those that are told apart. */
  private static OpenSslRelease since(String group) {
    if (isPostQuantum(group)) {
      return OpenSslRelease.V3_5;
    }
    if (group.endsWith("tls13")) {
      return OpenSslRelease.V3_2;
    }
    return group.startsWith("ffdhe") ? OpenSslRelease.V3_0 : OpenSslRelease.V1_1_1;
  }

  /** The group that a release of OpenSSL knows by a name; null if it knows none by it. */
  private static @Nullable String group(String name, OpenSslRelease library) {
    String group = group(name);
    if (group == null || !library.isAtLeast(since(group))) {
      return null;
    }
    boolean isLower = name.equals("x25519") || name.equals("x448") || name.equals("secp256r1");
    boolean isKnown =
        switch (library) {
          case V1_1_1 -> !isLower && (name.equals(group) || isAlias(name));
          case V3_0, V3_2, V3_3 -> isLower || name.equals(group) || isAlias(name);
          case V3_5 -> true;
        };
    return isKnown ? group : null;
  }

  /** The group of an object's name, where letter case matters; null if it is not known. */
  public static @Nullable String object(String name) {
    String group = group(name);
    boolean exact = group != null && (name.equals(group) || isAlias(name));
    // these are names of groups, not of objects
    boolean ofGroup = name.equals("secp256r1") || name.equals("secp192r1") || isPostQuantum(name);
    return exact && !ofGroup ? group : null;
  }

  private static boolean isPostQuantum(String group) {
    return group.contains("MLKEM");
  }

  /**
   * Whether TLS 1.3 has the group, by the name that stands for it here: neither binary fields, nor
   * secp256k1 and its like, nor curves of fewer than 256 bits, nor Brainpool's by their names of
   * TLS 1.2 (RFC 8446 4.2.7; RFC 8734).
   */
  public static boolean isOfTls13(String group) {
    boolean isOld =
        group.startsWith("sect") || group.startsWith("secp") || group.startsWith("brainpool");
    return !isOld || group.endsWith("tls13");
  }

  private static boolean isAlias(String name) {
    for (String[] names : ALIASES) {
      if (List.of(names).contains(name)) {
        return true;
      }
    }
    return false;
  }

  /** The group of any name, in any case; null if it is not known. */
  public static @Nullable String group(String name) {
    for (String[] names : ALIASES) {
      for (String one : names) {
        if (one.equalsIgnoreCase(name)) {
          return names[0];
        }
      }
    }
    for (String one : OTHERS) {
      if (one.equalsIgnoreCase(name)) {
        return one;
      }
    }
    return null;
  }

  /** A name of the group that all releases know. */
  public static String common(String group) {
    return switch (group) {
      case "P-256" -> "prime256v1";
      case "P-384" -> "secp384r1";
      case "P-521" -> "secp521r1";
      case "secp192r1" -> "prime192v1";
      default -> group;
    };
  }

  /**
   * The groups of a word. Since OpenSSL 3.5: several with {@code /} between them, each after {@code
   * *} (with a key share) or {@code -} (taken out of what stands before it). Since 3.3: after
   * {@code ?} (left out where it is unknown).
   *
   * @return null if the word cannot be read, or a group is not known
   */
  private static @Nullable List<Element> elements(String word, OpenSslRelease library) {
    boolean isRich = library.isAtLeast(OpenSslRelease.V3_5);
    String known = isRich ? "?*-" : library.isAtLeast(OpenSslRelease.V3_3) ? "?" : "";
    List<Element> groups = new ArrayList<>();
    boolean isLater = false;
    for (String element : isRich ? word.split("/", -1) : new String[] {word}) {
      int at = 0;
      while (at < element.length() && known.indexOf(element.charAt(at)) >= 0) {
        if (element.indexOf(element.charAt(at)) < at) {
          return null; // twice
        }
        at++;
      }
      String name = element.substring(at);
      String marks = element.substring(0, at);
      boolean isDefault = isRich && marks.isEmpty() && name.equalsIgnoreCase(DEFAULT);
      String group = isDefault ? DEFAULT : group(name, library);
      if (group != null) {
        groups.add(new Element(group, marks.contains("-"), isLater));
      } else if (name.isEmpty() || !marks.contains("?")) {
        return null;
      }
      isLater = true;
    }
    return groups;
  }
}
