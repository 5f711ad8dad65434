package io.github.posttlslint.postfix;

import org.jspecify.annotations.Nullable;

/**
 * How a parameter grows old.
 *
 * @param documentedSince first release whose manual calls it obsolete; null if none does
 * @param warnedSince first release whose {@code postconf} warns that support will be removed; null
 *     if none does
 * @param replacement the parameter to use instead; null if the setting is simply to go
 * @param withoutEffectSince first release that reads the setting and does nothing with it; null if
 *     it still acts
 */
public record Deprecation(
    @Nullable PostfixVersion documentedSince,
    @Nullable PostfixVersion warnedSince,
    @Nullable String replacement,
    @Nullable PostfixVersion withoutEffectSince) {

  /** Does {@code postconf} of this version warn about the setting? */
  public boolean isWarnedIn(PostfixVersion version) {
    return warnedSince != null && version.isAtLeast(warnedSince.major(), warnedSince.minor());
  }

  /** Does this version read the setting and do nothing with it? */
  public boolean isWithoutEffectIn(PostfixVersion version) {
    return withoutEffectSince != null
        && version.isAtLeast(withoutEffectSince.major(), withoutEffectSince.minor());
  }
}
