package io.github.posttlslint.model.route;

import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Side;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.table.TlsPolicy;
import io.github.posttlslint.table.PatternTable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys by which smtp(8) and lmtp(8) look up TLS policies: the next hops that they can get. */
final class AskedKeys {

  /** Characters that the name of a domain has at most. */
  static final int LONGEST_NAME = 255;

  private final OfClient ofSmtp = new OfClient();
  private final OfClient ofLmtp = new OfClient();
  private final @Nullable Doubt doubt;

  /** Those of one program. */
  private static final class OfClient {
    /** Next hops as written, and domains or, after a dot, their subdomains; in lower case. */
    private final Set<String> named = new HashSet<>();

    /** Those of them that are domains, letters in reverse. */
    private final TreeSet<String> reversed = new TreeSet<>();

    private boolean anyDomain;
  }

  /**
   * The keys of some ways.
   *
   * @param doubt why there can be others; null if there are none
   */
  AskedKeys(List<Route> routes, @Nullable Doubt doubt) {
    this.doubt = doubt;
    for (Route route : routes) {
      if (route.service() != null) {
        boolean lmtp = Side.client(route.service()).family() == Side.Family.LMTP;
        route.hop().map(hop -> add(hop, lmtp ? ofLmtp : ofSmtp));
      }
    }
  }

  private static boolean add(NextHop hop, OfClient of) {
    String text = hop.text().toLowerCase(Locale.ROOT);
    of.anyDomain |= text.isEmpty();
    if (hop.isPlainDomain() && text.length() <= LONGEST_NAME) {
      of.reversed.add(reverse(text));
    }
    return of.named.add(text);
  }

  private static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  /** Whether something else than the domains of recipients can be a next hop of this key. */
  boolean isNamed(String key, boolean lmtp) {
    return (lmtp ? ofLmtp : ofSmtp).named.contains(key.toLowerCase(Locale.ROOT));
  }

  /** Whether a policy with this key can ever be found, of a domain at least by some recipient. */
  Truth has(String written, boolean lmtp) {
    String key = written.toLowerCase(Locale.ROOT);
    OfClient of = lmtp ? ofLmtp : ofSmtp;
    if (!lmtp && isNoNextHop(key)) {
      return Truth.NO;
    }
    boolean isDomain = key.indexOf('[') < 0 && key.indexOf(':') < 0;
    if (of.named.contains(key) || (isDomain && (of.anyDomain || isReached(key, of)))) {
      return Truth.YES;
    }
    return doubt == null ? Truth.NO : Truth.unknown(doubt);
  }

  /**
   * Whether the pattern of a policy may match one of the next hops, or what is looked up for it
   * besides; many patterns and many next hops are looked through only so far.
   */
  Truth mayMatch(TlsPolicy policy, PatternTable patterns, boolean lmtp) {
    OfClient of = lmtp ? ofLmtp : ofSmtp;
    boolean matches = of.anyDomain;
    for (String text : of.named) {
      if (matches) {
        return Truth.YES;
      }
      if (!policy.setup().spend(8 + text.length() / 16)) {
        return Truth.unknown(new Doubt("too much to look up", policy.parameter()));
      }
      matches = text.startsWith(".") || patterns.mayMatch(policy.key(), text);
      int dot = text.indexOf('[') < 0 && text.indexOf(':') < 0 ? text.indexOf('.', 1) : -1;
      for (; dot > 0 && !matches; dot = text.indexOf('.', dot + 1)) {
        matches = patterns.mayMatch(policy.key(), text.substring(dot));
      }
    }
    return matches ? Truth.YES : doubt == null ? Truth.NO : Truth.unknown(doubt);
  }

  /** Marks that no destination of smtp(8) has. */
  private static boolean isNoNextHop(String key) {
    return key.indexOf('@') >= 0
        || key.indexOf('*') >= 0
        || key.indexOf('/') >= 0
        || key.endsWith(".")
        || key.indexOf(":[") >= 0;
  }

  private static boolean isReached(String key, OfClient of) {
    int from = Math.max(0, key.length() - LONGEST_NAME);
    for (int dot = key.indexOf('.', from); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      if (of.named.contains(key.substring(dot))) {
        return true;
      }
    }
    if (!key.startsWith(".")) {
      return false;
    }
    String ending = reverse(key);
    String hop = of.reversed.ceiling(ending);
    return hop != null && hop.startsWith(ending);
  }
}
