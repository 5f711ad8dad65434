package io.github.posttlslint.zone.read;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.zone.Gap;
import io.github.posttlslint.zone.Gap.Cause;
import io.github.posttlslint.zone.Zone;
import io.github.posttlslint.zone.ZoneReader;
import io.github.posttlslint.zone.ZoneRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Generator;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TTL;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Tokenizer;
import org.xbill.DNS.Tokenizer.Token;
import org.xbill.DNS.Type;

/**
 * Reads a master file entry by entry, so that one that is wrong, or that a template fills in, hides
 * no other (RFC 1035, section 5.1; RFC 2308, section 4, for {@code $TTL}; {@code $GENERATE} is
 * BIND's).
 */
public final class MasterFileReader implements ZoneReader {

  @Override
  public Zone read(SourceText text, String origin, Includes includes) {
    return new Reading(includes).zone(text, origin);
  }

  /** One file and what it includes. */
  private static final class Reading {

    private final Includes includes;
    private final List<ZoneRecord> records = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private String apex = "";
    private boolean isWhole;
    private int included;
    private boolean isFull;
    private @Nullable Name origin;
    private @Nullable Name owner;

    Reading(Includes includes) {
      this.includes = includes;
    }

    Zone zone(SourceText text, String given) {
      String name = given.isEmpty() ? FileNames.zone(text.file()) : given;
      try {
        origin = name.isEmpty() ? null : Name.fromString(name, Name.root);
      } catch (TextParseException e) {
        gaps.add(new Gap(Span.startOf(text.file()), null, Cause.MALFORMED, "no zone is named so"));
      }
      apex = origin == null ? "" : text(origin);
      readAll(text, 0);
      return new Zone(text.file(), apex, isWhole, records, gaps);
    }

    private void readAll(SourceText text, int depth) {
      Entries entries = new Entries(text.text());
      for (Entries.Entry entry = entries.next(); entry != null && !isFull; entry = entries.next()) {
        Span place = text.span(entry.from(), entry.to());
        if (entry.text().isEmpty()) {
          gaps.add(new Gap(place, null, Cause.LIMIT, "an entry that is too long to be read"));
        } else if (entry.isOpen()) {
          gaps.add(new Gap(place, null, Cause.MALFORMED, "a parenthesis is never closed"));
        } else {
          read(entry.text(), place, depth);
        }
      }
    }

    private void read(String entry, Span place, int depth) {
      String owned = null;
      try (Tokenizer tokens = new Tokenizer(entry)) {
        Token first = tokens.get(true, false);
        boolean isDirective = first.type() == Tokenizer.IDENTIFIER && entry.startsWith("$");
        if (Marks.areIn(entry) && !entry.startsWith("$GENERATE")) {
          boolean isNamed = !isDirective && !Marks.areIn(firstWord(entry));
          Name about = isNamed ? ownerOf(first) : null;
          owner = about == null ? owner : about;
          String of = about == null ? null : text(about);
          gaps.add(new Gap(place, of, Cause.TEMPLATE, "a template fills it in"));
          return;
        }
        if (isDirective) {
          direct(first.value(), tokens, place, depth);
          return;
        }
        owner = ownerOf(first);
        owned = text(owner);
        add(owner, tokens, place);
      } catch (IOException | RuntimeException e) {
        // what is included may be no zone, and what it holds not for reports
        String reason = depth > 0 ? "it is not a record" : reason(e);
        gaps.add(new Gap(place, owned, Cause.MALFORMED, reason));
      }
    }

    private static String firstWord(String entry) {
      int end = 0;
      while (end < entry.length() && entry.charAt(end) > ' ') {
        end++;
      }
      return entry.substring(0, end);
    }

    private Name ownerOf(Token first) throws TextParseException {
      if (first.type() == Tokenizer.WHITESPACE) {
        if (owner == null) {
          throw new TextParseException("no name, and no entry before it that has one");
        }
        return owner;
      }
      return absolute(first.value());
    }

    private Name absolute(String word) throws TextParseException {
      Name name = origin == null && word.equals("@") ? Name.empty : Name.fromString(word, origin);
      if (!name.isAbsolute()) {
        throw new TextParseException("relative to a zone whose name is not known");
      }
      return name;
    }

    // --- directives ----------------------------------------------------------------------------

    private void direct(String word, Tokenizer tokens, Span place, int depth) throws IOException {
      switch (word.toUpperCase(Locale.ROOT)) {
        case "$ORIGIN" -> {
          origin = absolute(tokens.getString());
          apex = apex.isEmpty() ? text(origin) : apex;
        }
        case "$TTL" -> TTL.parseTTL(tokens.getString());
        case "$INCLUDE" -> include(tokens, place, depth);
        case "$GENERATE" -> generate(tokens, place);
        default -> throw new TextParseException("no directive is named " + word);
      }
    }

    /** Origin and owner are those of before, once the file is read. */
    private void include(Tokenizer tokens, Span place, int depth) throws IOException {
      String file = tokens.getString();
      Name before = origin;
      Name last = owner;
      Token own = tokens.get();
      if (own.isString()) {
        origin = absolute(own.value());
      }
      if (depth == Limits.ZONE_INCLUDE_DEPTH || included++ == Limits.ZONE_INCLUDES) {
        gaps.add(new Gap(place, null, Cause.LIMIT, "too many files that include each other"));
      } else {
        try {
          readAll(includes.open(file), depth + 1);
        } catch (IOException e) {
          gaps.add(new Gap(place, null, Cause.INCLUDE, file + ": " + e.getMessage()));
        }
      }
      origin = before;
      owner = last;
    }

    private void generate(Tokenizer tokens, Span place) throws IOException {
      long[] range = range(tokens.getIdentifier());
      String names = tokens.getIdentifier();
      Head head = head(tokens);
      if (!Generator.supportedType(head.type())) {
        throw new TextParseException(Type.string(head.type()) + " is not generated");
      }
      String data = tokens.getIdentifier();
      if ((range[1] - range[0]) / range[2] >= Limits.ZONE_GENERATED) {
        gaps.add(new Gap(place, null, Cause.LIMIT, "it generates too many records"));
        return;
      }
      Generator generator =
          new Generator(
              range[0], range[1], range[2], names, head.type(), DClass.IN, 0, data, origin);
      for (Record made = generator.nextRecord();
          made != null && !isFull;
          made = generator.nextRecord()) {
        add(made.getName(), made, place);
      }
    }

    /** First, last and step of {@code 1-20/2}. */
    private static long[] range(String word) throws TextParseException {
      int dash = word.indexOf('-');
      int slash = word.indexOf('/');
      try {
        long first = Integer.parseInt(word.substring(0, Math.max(0, dash)));
        long last = Integer.parseInt(word.substring(dash + 1, slash < 0 ? word.length() : slash));
        long step = slash < 0 ? 1 : Integer.parseInt(word.substring(slash + 1));
        if (first >= 0 && first <= last && step > 0) {
          return new long[] {first, last, step};
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw new TextParseException("not a range of numbers such as 1-20: " + word);
    }

    // --- records -------------------------------------------------------------------------------

    /** What stands before a record's data; its class is IN. */
    private record Head(int type) {}

    private static Head head(Tokenizer tokens) throws IOException {
      String word = tokens.getString();
      for (int i = 0; i < 2; i++) {
        int dclass = DClass.value(word);
        if (dclass >= 0 && dclass != DClass.IN) {
          throw new TextParseException("of class " + word + ", which is not IN");
        }
        if (dclass == DClass.IN || isTtl(word)) {
          word = tokens.getString();
        }
      }
      int type = Type.value(word);
      if (type < 0) {
        throw new TextParseException("no type of records is named " + word);
      }
      return new Head(type);
    }

    private static boolean isTtl(String word) {
      try {
        TTL.parseTTL(word);
        return true;
      } catch (NumberFormatException e) {
        return false;
      }
    }

    private void add(Name name, Tokenizer tokens, Span place) throws IOException {
      int type = head(tokens).type();
      if (Records.isRead(type)) {
        add(name, Record.fromString(name, type, DClass.IN, 0, tokens, origin), place);
      } else {
        keep(new ZoneRecord(text(name), new ZoneRecord.Other(), place));
      }
    }

    private void add(Name name, Record made, Span place) {
      ZoneRecord.Data data = Records.data(made);
      if (data instanceof ZoneRecord.Start && !isWhole) {
        apex = text(name);
        isWhole = true;
      }
      keep(new ZoneRecord(text(name), data, place));
    }

    private void keep(ZoneRecord kept) {
      if (records.size() == Limits.ZONE_RECORDS) {
        String most = "only the first " + Limits.ZONE_RECORDS + " records are read";
        gaps.add(new Gap(kept.place(), null, Cause.LIMIT, most));
        isFull = true;
      } else {
        records.add(kept);
      }
    }

    private static String text(Name name) {
      return Records.text(name);
    }

    /** What the library says, without its own name of the place. */
    private static String reason(Exception e) {
      String message = String.valueOf(e.getMessage());
      int at = message.startsWith("<none>:") ? message.indexOf(": ") : -1;
      return at < 0 ? message : message.substring(at + 2);
    }
  }
}
