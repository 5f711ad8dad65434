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
   * @return null if Postfix refuses it, or if it has a number that stands for no version
   */
  public static @Nullable ProtocolList parse(String value) {
    int floor = 0;
    int ceiling = NAMES.size() - 1;
    boolean[] included = new boolean[NAMES.size()];
    boolean[] excluded = new boolean[NAMES.size()];
    boolean any = false;
    boolean low = false;
    for (String token : ListText.words(value, " ,:\t\r\n")) {
      boolean bound = token.startsWith(">=") || token.startsWith("<=");
      boolean not = token.startsWith("!");
      String name = bound ? token.substring(2) : not ? token.substring(1) : token;
      // nothing, None and 0 set no bound
      if (bound && (name.isEmpty() || name.equalsIgnoreCase("None") || isZero(name))) {
        continue;
      }
      int index = index(name, bound);
      if (index < 0) {
        return null;
      }
      if (!bound) {
        (not ? excluded : included)[index] = true;
        any |= !not;
      } else if (token.charAt(0) == '>') {
        floor = index;
        low = true;
      } else {
        ceiling = index;
      }
    }
    List<String> allowed = new ArrayList<>();
    for (int i = floor; i <= ceiling; i++) {
      if (!excluded[i] && (!any || included[i])) {
        allowed.add(NAMES.get(i));
      }
    }
    return new ProtocolList(allowed, any, low ? NAMES.get(floor) : null);
  }

  private static int index(String name, boolean bound) {
    for (int i = bound ? 1 : 0; i < NAMES.size(); i++) {
      if (NAMES.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    if (!bound || !(name.startsWith("0x") || name.startsWith("0X"))) {
      return -1;
    }
    for (int i = 1; i < NAMES.size(); i++) {
      String number = Integer.toHexString(SSL_3_0 + i - 1);
      if (name.substring(2).equalsIgnoreCase(number)
          || name.substring(2).equalsIgnoreCase("0" + number)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isZero(String name) {
    return name.equals("0") || name.equals("0x0");
  }
}
