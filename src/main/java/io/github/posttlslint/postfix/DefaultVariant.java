package io.github.posttlslint.postfix;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A default of a parameter in some of the builds that a release can be.
 *
 * @param value as {@code postconf -d} prints it; null where it does not list the parameter
 * @param where in which of them, such as {@code up to 3.7.12} or {@code with OpenSSL before 3.5};
 *     empty if in all
 */
public record DefaultVariant(@Nullable String value, String where) {

  /** All defaults that a parameter has in a build, that of the newest last. */
  public static List<DefaultVariant> of(Parameter parameter, PostfixBuild build) {
    List<Stretch> stretches = stretches(parameter, build.version());
    List<DefaultVariant> variants = new ArrayList<>(1);
    for (Stretch stretch : stretches) {
      String where = stretches.size() == 1 ? "" : stretch.where();
      if (parameter.isByLibrary() && stretch.value() != null) {
        addByLibrary(parameter, build, stretch, where, variants);
      } else {
        variants.add(new DefaultVariant(stretch.value(), where));
      }
    }
    return variants;
  }

  /** The values of some variants, without their places. */
  public static Set<@Nullable String> values(List<DefaultVariant> variants) {
    Set<@Nullable String> values = new HashSet<>();
    variants.forEach(variant -> values.add(variant.value()));
    return values;
  }

  /**
   * Patch levels of a release with the same default.
   *
   * @param range the last of the release has an end without a patch level
   */
  record Stretch(@Nullable String value, VersionRange range) {

    String where() {
      PostfixVersion first = range.first();
      PostfixVersion last = range.last();
      if (last == null || !last.hasPatch()) {
        return "from " + first + " on";
      }
      return first.patch() == 0 ? "up to " + last : first + " to " + last;
    }
  }

  /** The patch levels that a version stands for, oldest first. */
  static List<Stretch> stretches(Parameter parameter, PostfixVersion version) {
    List<Stretch> stretches = new ArrayList<>(1);
    List<PostfixVersion> levels = version.patchLevels();
    int from = 0;
    for (int i = 1; i <= levels.size(); i++) {
      String value = listed(parameter, levels.get(from));
      boolean isLast = i == levels.size();
      if (isLast || !isSame(value, listed(parameter, levels.get(i)))) {
        PostfixVersion last = isLast ? version : levels.get(i - 1);
        stretches.add(new Stretch(value, new VersionRange(levels.get(from), last)));
        from = i;
      }
    }
    return stretches;
  }

  private static boolean isSame(@Nullable String one, @Nullable String other) {
    return one == null ? other == null : one.equals(other);
  }

  private static @Nullable String listed(Parameter parameter, PostfixVersion version) {
    return parameter.isListedIn(version) ? parameter.defaultIn(version) : null;
  }

  private static void addByLibrary(
      Parameter parameter,
      PostfixBuild build,
      Stretch stretch,
      String where,
      List<DefaultVariant> variants) {
    List<OpenSslRelease> possible = build.openSsl().possible();
    String before = where.isEmpty() ? "" : where + ", ";
    int from = 0;
    for (int i = 1; i <= possible.size(); i++) {
      String value = parameter.defaultIn(stretch.range().first(), possible.get(from));
      boolean isEnd =
          i == possible.size()
              || !isSame(value, parameter.defaultIn(stretch.range().first(), possible.get(i)));
      if (isEnd) {
        boolean isAll = from == 0 && i == possible.size();
        variants.add(
            new DefaultVariant(value, isAll ? where : before + library(possible, from, i)));
        from = i;
      }
    }
  }

  private static String library(List<OpenSslRelease> possible, int from, int end) {
    if (from == 0) {
      return "with OpenSSL before " + possible.get(end);
    }
    String first = "with OpenSSL " + possible.get(from);
    return end == possible.size() ? first + " or later" : first + ", before " + possible.get(end);
  }
}
