package io.github.posttlslint.pki.make;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of a recipe, read with complaints that name the entry. A key that nobody asks for is a
 * complaint, too, so that a slip of the pen does not go unnoticed.
 */
final class Spec {

  private final String entry;
  private final Map<?, ?> map;
  private final Set<String> asked = new HashSet<>();

  Spec(String entry, Map<?, ?> map) {
    this.entry = entry;
    this.map = map;
  }

  String entry() {
    return entry;
  }

  boolean has(String key) {
    return map.containsKey(key);
  }

  @Nullable Object value(String key) {
    asked.add(key);
    return map.get(key);
  }

  /** Lets a key pass that is somebody else's business. */
  void pass(String... keys) {
    asked.addAll(List.of(keys));
  }

  @Nullable String text(String key) {
    Object value = value(key);
    if (value == null) {
      return null;
    }
    if (value instanceof String || value instanceof Number) {
      return value.toString();
    }
    throw new RecipeException(entry, key + " is not a text");
  }

  String text(String key, String otherwise) {
    String value = text(key);
    return value == null ? otherwise : value;
  }

  boolean flag(String key, boolean otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new RecipeException(entry, key + " is neither true nor false");
  }

  @Nullable Integer number(String key) {
    Object value = value(key);
    if (value == null) {
      return null;
    }
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).intValue();
    }
    throw new RecipeException(entry, key + " is not a whole number");
  }

  /** One text or a list of texts; null if the key is not there. */
  @Nullable List<String> texts(String key) {
    Object value = value(key);
    if (value == null) {
      return null;
    }
    List<?> list = value instanceof List<?> several ? several : List.of(value);
    List<String> texts = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof String || item instanceof Number)) {
        throw new RecipeException(entry, key + " is neither a text nor a list of texts");
      }
      texts.add(item.toString());
    }
    return texts;
  }

  /** Days from now as a number, or a date such as {@code 2027-01-31}, its first second in UTC. */
  Instant moment(String key, Instant now, int days) {
    Object value = value(key);
    if (value == null) {
      return now.plus(Duration.ofDays(days));
    }
    if (value instanceof Number number) {
      return now.plus(Duration.ofDays(number.intValue()));
    }
    try {
      String text = value.toString();
      return text.indexOf('T') > 0
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new RecipeException(entry, key + " is neither a number of days nor a date", e);
    }
  }

  /** Complains about keys that were not asked for. */
  void finish() {
    for (Object key : map.keySet()) {
      if (!asked.contains(String.valueOf(key))) {
        throw new RecipeException(entry, "does not know the key " + key);
      }
    }
  }
}
