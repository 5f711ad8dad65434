package io.github.posttlslint.postfix;

import io.github.posttlslint.cf.ListText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions of TLS that a protocol list leaves, as tls_proto_mask_lims() in tls_misc.c reads it:
 * names include, {@code !} excludes, {@code >=} and {@code <=} set bounds.
 *
 * <p>SSLv2 is in no OpenSSL since 1.1.0 and has no bit there: its name neither includes nor
 * excludes anything. A name that a release does not know is refused, and what names leave out does
 * not exclude that version.
 *
 * @param allowed versions of TLS from old to new, of TLSv1 to TLSv1.3
 * @param ssl3 whether SSLv3 is left, which OpenSSL has only where it is built with it
 * @param included whether the list names versions to include, which excludes all others it knows
 * @param floor the lowest version that {@code >=} leaves; null without such a bound
 * @param voidBound a bound that counts, and that OpenSSL cannot set, as written; null if there is
 *     none
 */
public record ProtocolList(
    List<String> allowed,
    boolean ssl3,
    boolean included,
    @Nullable String floor,
    @Nullable String voidBound) {

  private static final int SSL_2_0 = 0;
  private static final int SSL_3_0 = 0x300;

  /** All versions that Postfix has names for, from old to new. */
  public static final List<String> NAMES =
      List.of("SSLv2", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  /** The releases that know a name; the first of these is that of {@code TLSv1.1}. */
  private static final List<LifeSpan> NEWER =
      List.of(
          LifeSpan.parse("2.6.15-2.6,2.7.9-2.7,2.8.10-2.8,2.9.2-"),
          LifeSpan.parse("2.6.15-2.6,2.7.9-2.7,2.8.10-2.8,2.9.2-"),
          LifeSpan.parse("3.0.14-3.0,3.1.10-3.1,3.2.7-3.2,3.3.2-"));

  public ProtocolList {
    allowed = List.copyOf(allowed);
  }

  /**
   * Reads a list.
   *
   * @param version the release that reads it
   * @return null if it refuses the list
   */
  public static @Nullable ProtocolList parse(String value, PostfixVersion version) {
    int floor = 0;
    int ceiling = NAMES.size() - 1;
    boolean[] included = new boolean[NAMES.size()];
    boolean[] excluded = new boolean[NAMES.size()];
    boolean any = false;
    boolean low = false;
    String voidFloor = null;
    String voidCeiling = null;
    for (String token : ListText.words(value, " ,:\t\r\n")) {
      if (token.startsWith(">=") || token.startsWith("<=")) {
        int bound = version.isAtLeast(3, 6) ? bound(token.substring(2)) : -1;
        if (bound < 0) {
          return null;
        }
        // the last one counts; one that OpenSSL cannot set leaves none
        int index = bound - SSL_3_0 + 1;
        boolean sets = index > 0 && index < NAMES.size();
        String isVoid = sets || bound == 0 ? null : token;
        if (token.charAt(0) == '>') {
          voidFloor = isVoid;
          floor = sets ? index : 0;
          low = sets;
        } else {
          voidCeiling = isVoid;
          ceiling = sets ? index : NAMES.size() - 1;
        }
        continue;
      }
      boolean not = token.startsWith("!");
      int index = index(not ? token.substring(1) : token);
      if (index < 0 || !isKnown(index, version)) {
        return null;
      }
      (not ? excluded : included)[index] = true;
      any |= !not && index != SSL_2_0;
    }
    List<String> allowed = new ArrayList<>();
    boolean ssl3 = false;
    for (int i = Math.max(floor, 1); i <= ceiling; i++) {
      if (!excluded[i] && (!any || included[i] || !isKnown(i, version))) {
        ssl3 |= i == 1;
        if (i > 1) {
          allowed.add(NAMES.get(i));
        }
      }
    }
    String isVoid = voidFloor == null ? voidCeiling : voidFloor;
    return new ProtocolList(allowed, ssl3, any, low ? NAMES.get(floor) : null, isVoid);
  }

  private static boolean isKnown(int index, PostfixVersion version) {
    int newer = index - (NAMES.size() - NEWER.size());
    return newer < 0 || NEWER.get(newer).contains(version);
  }

  /**
   * What a client offers: of versions between which another is missing those below the gap alone
   * (OpenSSL's ssl_get_min_max_version()). A server takes any version that is allowed.
   */
  public List<String> offered() {
    int end = 1;
    while (end < allowed.size() && index(allowed.get(end)) == index(allowed.get(end - 1)) + 1) {
      end++;
    }
    return allowed.subList(0, Math.min(end, allowed.size()));
  }

  /** The versions that a server takes, or a client offers, from old to new. */
  public List<String> usable(boolean server) {
    return server ? allowed : offered();
  }

  /** The versions that are missing between two that are allowed. */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    if (!allowed.isEmpty()) {
      int last = index(allowed.get(allowed.size() - 1));
      gaps.addAll(NAMES.subList(index(allowed.get(0)), last));
      gaps.removeAll(allowed);
    }
    return gaps;
  }

  /** The words that name SSLv2 without {@code !}, which mean nothing. */
  public static boolean namesSsl2(String value) {
    for (String token : ListText.words(value, " ,:\t\r\n")) {
      if (token.equalsIgnoreCase("SSLv2")) {
        return true;
      }
    }
    return false;
  }

  private static int index(String name) {
    for (int i = 0; i < NAMES.size(); i++) {
      if (NAMES.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The number of a version behind {@code >=} or {@code <=}, which need not be one that there is: 0
   * for no bound, -1 if Postfix refuses it (parse_tls_version() in tls_misc.c).
   */
  static int bound(String name) {
    int index = index(name);
    if (index > 0) {
      return SSL_3_0 + index - 1;
    }
    return name.isEmpty() || name.equalsIgnoreCase("None") ? 0 : number(name);
  }

  /** Reads as C's strtoul() does with base 16; -1 for what is no number, or too great a one. */
  private static int number(String text) {
    boolean signed = text.startsWith("+") || text.startsWith("-");
    int at = signed ? 1 : 0;
    if (text.startsWith("0x", at) || text.startsWith("0X", at)) {
      at += 2;
    }
    if (at == text.length()) {
      return -1;
    }
    long number = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      number = number * 16 + digit;
      if (digit < 0 || number > Integer.MAX_VALUE) {
        return -1;
      }
    }
    return text.startsWith("-") && number > 0 ? -1 : (int) number;
  }
}
