package io.github.posttlslint.zone.read;

import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.zone.Gap;
import io.github.posttlslint.zone.Gap.Cause;
import io.github.posttlslint.zone.Zone;
import io.github.posttlslint.zone.ZoneReader;
import io.github.posttlslint.zone.ZoneRecord;
import io.github.posttlslint.zone.read.Faults.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
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
    private final List<SourceText> sources = new ArrayList<>();
    private final Aliases aliases = new Aliases();
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
      if (text.text().startsWith(Entries.BYTE_ORDER_MARK)) {
        String reason = "a byte order mark stands before it";
        gaps.add(new Gap(Span.startOf(text.file()), apex, Cause.MALFORMED, reason));
      }
      readAll(text, 0);
      // of the branches of a template only one comes to be
      if (gaps.stream().noneMatch(gap -> gap.cause() == Cause.TEMPLATE)) {
        gaps.addAll(aliases.faults());
      }
      return new Zone(text.file(), apex, isWhole, records, gaps, sources);
    }

    private void readAll(SourceText text, int depth) {
      sources.add(text);
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
        int type = type(tokens);
        if (type == Type.TLSA && hasQuotes(entry)) {
          throw new Fault("hexadecimal digits are not quoted");
        }
        add(owner, type, tokens, place);
      } catch (IOException | RuntimeException e) {
        gaps.add(new Gap(place, owned, Cause.MALFORMED, Faults.reason(e)));
      }
    }

    private static String firstWord(String entry) {
      int end = 0;
      while (end < entry.length() && entry.charAt(end) > ' ') {
        end++;
      }
      return entry.substring(0, end);
    }

    private static boolean hasQuotes(String entry) throws IOException {
      try (Tokenizer tokens = new Tokenizer(entry)) {
        for (Token token = tokens.get(); !token.isEOL(); token = tokens.get()) {
          if (token.type() == Tokenizer.QUOTED_STRING) {
            return true;
          }
        }
        return false;
      }
    }

    private Name ownerOf(Token first) throws TextParseException {
      if (first.type() == Tokenizer.WHITESPACE) {
        if (owner == null) {
          throw new Fault("no name, and no entry before it that has one");
        }
        return owner;
      }
      return absolute(first.value());
    }

    private Name absolute(String word) throws TextParseException {
      Name name = origin == null && word.equals("@") ? Name.empty : Name.fromString(word, origin);
      if (!name.isAbsolute()) {
        throw new Fault("relative to a zone whose name is not known");
      }
      return name;
    }

    // --- directives ----------------------------------------------------------------------------

    private void direct(String word, Tokenizer tokens, Span place, int depth) throws IOException {
      switch (word.toUpperCase(Locale.ROOT)) {
        case "$ORIGIN" -> {
          Name below = absolute(tokens.getString());
          tokens.getEOL();
          origin = below;
          apex = apex.isEmpty() ? text(origin) : apex;
        }
        case "$TTL" -> {
          if (!isTtl(tokens.getString())) {
            throw new Fault("it is not a time such as 1h30m");
          }
          tokens.getEOL();
        }
        case "$INCLUDE" -> include(tokens, place, depth);
        case "$GENERATE" -> generate(tokens, place);
        default -> throw new Fault("there is no such directive");
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
      Generation numbers = Generation.of(tokens.getIdentifier());
      String names = tokens.getIdentifier();
      int type = type(tokens);
      Token data = tokens.get();
      if (!data.isString()) {
        throw new Fault("nothing is to be generated");
      }
      if (!tokens.get().isEOL()) {
        throw new Fault("quote what is to be generated where it has blanks");
      }
      if (numbers.count() > Limits.ZONE_GENERATED) {
        gaps.add(new Gap(place, null, Cause.LIMIT, "it generates too many records"));
        return;
      }
      for (long i = numbers.first(); i <= numbers.last() && !isFull; i += numbers.step()) {
        Name name = absolute(Generation.word(names, i));
        try (Tokenizer made = new Tokenizer(Generation.word(data.value(), i))) {
          add(name, type, made, place);
        }
      }
    }

    // --- records -------------------------------------------------------------------------------

    /** The type of a record, behind its class, which is IN, and its TTL. */
    private static int type(Tokenizer tokens) throws IOException {
      String word = tokens.getString();
      boolean hasClass = false;
      boolean hasTtl = false;
      for (int i = 0; i < 2; i++) {
        int dclass = DClass.value(word);
        if (dclass >= 0 && dclass != DClass.IN) {
          throw new Fault("its class is not IN");
        }
        if (dclass == DClass.IN ? !hasClass : !hasTtl && isTtl(word)) {
          hasClass |= dclass == DClass.IN;
          hasTtl |= dclass != DClass.IN;
          word = tokens.getString();
        }
      }
      int type = Type.value(word);
      if (type < 0) {
        throw new Fault("there is no such type of records");
      }
      return type;
    }

    private static boolean isTtl(String word) {
      try {
        TTL.parseTTL(word);
        return true;
      } catch (NumberFormatException e) {
        return false;
      }
    }

    private void add(Name name, int type, Tokenizer tokens, Span place) throws IOException {
      if (Records.isRead(type)) {
        Record made = Record.fromString(name, type, DClass.IN, 0, tokens, origin);
        ZoneRecord.Data data = Records.data(made);
        if (data instanceof ZoneRecord.Start && !isWhole) {
          apex = text(name);
          isWhole = true;
        }
        keep(new ZoneRecord(text(name), data, place), type);
      } else {
        keep(new ZoneRecord(text(name), new ZoneRecord.Other(), place), type);
      }
    }

    private void keep(ZoneRecord kept, int type) {
      if (records.size() == Limits.ZONE_RECORDS) {
        String most = "only the first " + Limits.ZONE_RECORDS + " records are read";
        gaps.add(new Gap(kept.place(), null, Cause.LIMIT, most));
        isFull = true;
      } else {
        records.add(kept);
        aliases.add(kept, type);
      }
    }

    private static String text(Name name) {
      return Records.text(name);
    }
  }
}
