package io.github.posttlslint.postfix;

import io.github.posttlslint.cf.ListText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions of TLS that a protocol list leaves, as tls_proto_mask_lims() in tls_misc.c reads it:
 * names include, {@code !} excludes, {@code >=} and {@code <=} set bounds.
 *
 * @param allowed from old to new, of SSLv2 to TLSv1.3
 * @param included whether the list names versions to include, which excludes all others it knows
 * @param floor the lowest version that {@code >=} leaves; null without such a bound
 */
public record ProtocolList(List<String> allowed, boolean included, @Nullable String floor) {

  /** All versions that Postfix has names for, from old to new. */
  public static final List<String> NAMES =
      List.of("SSLv2", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  private static final int SSL_3_0 = 0x300;

  public ProtocolList {
    allowed = List.copyOf(allowed);
  }

  /**
   * Reads a list.
   *
   * @return null if Postfix refuses it
   */
  public static @Nullable ProtocolList parse(String value) {
    int floor = 0;
    int ceiling = NAMES.size() - 1;
    boolean[] included = new boolean[NAMES.size()];
    boolean[] excluded = new boolean[NAMES.size()];
    boolean any = false;
    boolean low = false;
    for (String token : ListText.words(value, " ,:\t\r\n")) {
      if (token.startsWith(">=") || token.startsWith("<=")) {
        int bound = bound(token.substring(2));
        if (bound < 0) {
          return null;
        }
        // the last one counts; one that OpenSSL cannot set leaves none
        int index = bound - SSL_3_0 + 1;
        boolean sets = index > 0 && index < NAMES.size();
        if (token.charAt(0) == '>') {
          floor = sets ? index : 0;
          low = sets;
        } else {
          ceiling = sets ? index : NAMES.size() - 1;
        }
        continue;
      }
      boolean not = token.startsWith("!");
      int index = index(not ? token.substring(1) : token);
      if (index < 0) {
        return null;
      }
      (not ? excluded : included)[index] = true;
      any |= !not;
    }
    List<String> allowed = new ArrayList<>();
    for (int i = floor; i <= ceiling; i++) {
      if (!excluded[i] && (!any || included[i])) {
        allowed.add(NAMES.get(i));
      }
    }
    return new ProtocolList(allowed, any, low ? NAMES.get(floor) : null);
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
