package io.github.posttlslint.pki;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times in certificates in the one form that RFC 5280, section 4.1.2.5, permits. */
final class PlainTime {

  /** No time, or one in another form. */
  static final long NONE = Long.MIN_VALUE;

  private PlainTime() {}

  /** {@code YYMMDDHHMMSSZ}, from 1950 to 2049, in seconds since 1970. */
  static long utc(byte[] text, int from, int end) {
    int year = end - from == 13 ? digits(text, from, 2) : -1;
    return year < 0 ? NONE : seconds(year + (year < 50 ? 2000 : 1900), text, from + 2);
  }

  /** {@code YYYYMMDDHHMMSSZ}, in seconds since 1970. */
  static long generalized(byte[] text, int from, int end) {
    int year = end - from == 15 ? digits(text, from, 4) : -1;
    return year < 0 ? NONE : seconds(year, text, from + 4);
  }

  private static long seconds(int year, byte[] text, int from) {
    if (year < 1 || text[from + 10] != 'Z') {
      return NONE;
    }
    try {
      return LocalDateTime.of(
              year,
              digits(text, from, 2),
              digits(text, from + 2, 2),
              digits(text, from + 4, 2),
              digits(text, from + 6, 2),
              digits(text, from + 8, 2))
          .toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return NONE;
    }
  }

  /** The number; -1 if it is none. */
  private static int digits(byte[] text, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return -1;
      }
      number = number * 10 + text[i] - '0';
    }
    return number;
  }
}
