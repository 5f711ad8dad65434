package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.table.TableUse.Purpose;
import io.github.posttlslint.model.tls.Digests;
import io.github.posttlslint.model.tls.NearbyCertificates;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.secret.Hidden;
import io.github.posttlslint.table.PatternTable;
import io.github.posttlslint.table.TableEntry;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableFiles.Content;
import io.github.posttlslint.table.TableSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A logical line of the source of a table of the {@code key value} form that a parameter names.
 * Alias files, which have another form, are left out; a file that several parameters name is judged
 * once for each use.
 *
 * @param entry what it holds; unknown for lines that were not read
 * @param unread where lines begin that were not read
 * @param first an earlier line with the same key; null if there is none
 * @param isSecret whether the file holds passwords, for this or for another use
 */
public record TableLine(
    TableUse use,
    Known<TableEntry> entry,
    Span unread,
    @Nullable TableEntry first,
    boolean isSecret,
    NearbyCertificates nearby)
    implements TablePart {

  /** The lines of all tables; for those that were not read one line of which nothing is known. */
  public static List<TableLine> all(Setup setup, List<TableUse> uses) {
    List<TableLine> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    NearbyCertificates nearby = new NearbyCertificates(setup);
    Set<String> aliases = files(uses, Purpose.ALIAS);
    Set<String> secrets = files(uses, Purpose.PASSWORD);
    for (TableUse use : uses) {
      TableType type = use.reference().type();
      TableFiles files = use.files();
      if (type != null && type.name().equals("inline") && use.purpose() == Purpose.FINGERPRINT) {
        addWritten(use, nearby, all);
      }
      if (type == null
          || files == null
          || !(type.hasKeyValueText() || PatternTable.formOf(type) != null)
          || aliases.contains(files.path())
          || !seen.add(use.purpose() + files.path() + use.parameter())) {
        continue;
      }
      Content content = use.tables().texts().content(files);
      TableSource source = use.source();
      if (source != null) {
        if (all.size() + source.entries().size() > Limits.SETUP_TABLE_LINES) {
          content = new Content(null, TableTexts.tooMany());
        } else {
          addEntries(use, source, secrets.contains(files.path()), nearby, all);
        }
      }
      addUnread(use, content, nearby, all);
    }
    return all;
  }

  /** Fingerprints in <code>inline:{...}</code>, whose other mistakes make no lines. */
  private static void addWritten(TableUse use, NearbyCertificates nearby, List<TableLine> all) {
    for (TableRow row : TableRow.of(use)) {
      TableEntry entry = new TableEntry(row.key(), row.key(), row.value(), false, false);
      all.add(new TableLine(use, Known.of(entry), use.span(), null, false, nearby));
    }
  }

  private static void addUnread(
      TableUse use, Content content, NearbyCertificates nearby, List<TableLine> all) {
    SourceText text = content.text();
    if (content.unread() != null) {
      int end = text == null ? 0 : text.text().length();
      Span place = text == null ? use.span() : text.span(end, end);
      Known<TableEntry> entry = Known.unknown(Doubt.of(content.unread()));
      all.add(new TableLine(use, entry, place, null, true, nearby));
    }
  }

  /** Sources of tables of a purpose; another parameter may name them too. */
  private static Set<String> files(List<TableUse> uses, Purpose purpose) {
    Set<String> paths = new HashSet<>();
    for (TableUse use : uses) {
      TableFiles files = use.files();
      if (files != null && use.purpose() == purpose) {
        paths.add(files.path());
      }
    }
    return paths;
  }

  private static void addEntries(
      TableUse use,
      TableSource source,
      boolean isSecret,
      NearbyCertificates nearby,
      List<TableLine> all) {
    Map<String, TableEntry> firsts = new HashMap<>();
    for (TableEntry entry : source.entries()) {
      String key = entry.key().text().toLowerCase(Locale.ROOT);
      boolean certain = entry.isStored() && !entry.key().isOpaque() && !entry.conditional();
      TableEntry first = certain ? firsts.putIfAbsent(key, entry) : null;
      all.add(new TableLine(use, Known.of(entry), use.span(), first, isSecret, nearby));
    }
  }

  /** The entry where no template fills a part of it in. */
  private Known<TableEntry> clear(Function<TableEntry, LogicalText> part) {
    return entry.then(
        one ->
            part.apply(one).isOpaque()
                ? Known.unknown(Doubt.of("a template fills the line in"))
                : entry);
  }

  /** The key; where the blank behind it is missing, the password counts as a part of the key. */
  public Known<String> key() {
    return clear(TableEntry::key)
        .map(one -> isSecret && !one.isStored() ? Hidden.MARK : one.key().text());
  }

  /** The value, unless it is a password. */
  public Known<String> value() {
    return clear(TableEntry::value).map(one -> isSecret ? Hidden.MARK : one.value().text());
  }

  /** Whether there is a value. */
  public Truth hasValue() {
    return clear(TableEntry::value).is(one -> !one.value().isEmpty());
  }

  /** Whether its bytes are UTF-8. */
  public Truth isUtf8() {
    return entry.is(TableEntry::isUtf8);
  }

  /** Whether a double quote of the key is open. */
  public Truth isUnbalanced() {
    return clear(TableEntry::line).is(TableEntry::unbalanced);
  }

  /** Whether the key ends in a colon, as in an alias file. */
  public Truth hasAliasForm() {
    return clear(TableEntry::key).is(one -> one.key().text().endsWith(":"));
  }

  /** Whether an earlier line has the key, letter case aside. */
  public Truth isDuplicate() {
    return entry.is(one -> first != null);
  }

  /** Whether a word of the value begins with {@code #}; where passwords are, is nothing else. */
  public Truth hasComment() {
    return clear(TableEntry::value).is(one -> hasComment(one.value().text()));
  }

  private boolean hasComment(String value) {
    if (isSecret) {
      int hash = value.indexOf('#', 1);
      return hash > 0
          && Chars.isSpace(value.charAt(hash - 1))
          && hash + 1 < value.length()
          && Chars.isSpace(value.charAt(hash + 1));
    }
    return value.contains(" #") || value.contains("\t#");
  }

  /**
   * The key as it is looked up; null where it is one, or cannot be told from the text, or may not
   * be shown.
   */
  public @Nullable String keyMeant() {
    if (isSecret || use.files() == null) {
      return null;
    }
    return clear(TableEntry::key)
        .<@Nullable String>fold(one -> shown(meant(one.key().text())), () -> null, doubt -> null);
  }

  private @Nullable String shown(@Nullable String key) {
    boolean isHidden = key != null && TableWords.key(use.purpose(), key).equals(Hidden.MARK);
    return isHidden ? null : key;
  }

  private @Nullable String meant(String key) {
    if (key.endsWith(":") && key.length() > 1) {
      return key.substring(0, key.length() - 1);
    }
    if (use.purpose() == Purpose.TRANSPORT && key.startsWith("@") && key.length() > 1) {
      return key.substring(1);
    }
    boolean bare = use.purpose() == Purpose.FINGERPRINT && key.indexOf(':') < 0;
    int bytes = bare ? FingerprintList.bytes(key) : FingerprintList.MALFORMED;
    boolean fits = digestBytes().is(wanted -> wanted == bytes).ifUnknown(false);
    return fits ? FingerprintList.withColons(key) : null;
  }

  /** The line with its comment above; null where it is not a single one, or no comment. */
  public @Nullable String withCommentAbove() {
    if (isSecret || use.files() == null) {
      return null;
    }
    return clear(TableEntry::line)
        .<@Nullable String>fold(TableLine::withCommentAbove, () -> null, doubt -> null);
  }

  private static @Nullable String withCommentAbove(TableEntry entry) {
    String text = entry.line().trim().text();
    Span span = entry.line().trim().span();
    int hash = text.indexOf('#');
    while (hash > 0 && !Chars.isSpace(text.charAt(hash - 1))) {
      hash = text.indexOf('#', hash + 1);
    }
    return hash <= 0 || span.startLine() != span.endLine()
        ? null
        : text.substring(hash) + "\n" + text.substring(0, hash).strip();
  }

  // --- fingerprints ----------------------------------------------------------------------------

  /** Whether the key is pairs of hexadecimal digits with colons between them. */
  public Truth isFingerprint() {
    return clear(TableEntry::key).is(one -> bytes(one.key().text()) > 0);
  }

  /** How many bytes the fingerprint has; unset if the key is none. */
  public Known<Integer> fingerprintBytes() {
    Known<Integer> bytes = clear(TableEntry::key).map(one -> bytes(one.key().text()));
    return bytes.then(count -> count > 0 ? bytes : Known.unset());
  }

  /** How many bytes a fingerprint such as {@code AB:01} has; 0 if the text is none. */
  private static int bytes(String text) {
    if (text.length() % 3 != 2) {
      return 0;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isHex = c < 128 && Character.digit(c, 16) >= 0;
      if (i % 3 == 2 ? c != ':' : !isHex) {
        return 0;
      }
    }
    return (text.length() + 1) / 3;
  }

  /** The digest that clients' fingerprints are made by. */
  public Known<String> digest() {
    return digestValue().known();
  }

  private Value digestValue() {
    return use.tables().digests().fitting(use, fingerprintBytes());
  }

  /** All of the line; null for one of a table in main.cf, or that was not read. */
  public @Nullable Span line() {
    return use.files() == null
        ? null
        : entry.<@Nullable Span>fold(one -> one.line().trim().span(), () -> null, doubt -> null);
  }

  /** The same of a line whose value is that of the earlier one; else null. */
  public @Nullable Span again() {
    TableEntry before = first;
    boolean same =
        before != null
            && entry.is(one -> one.value().text().equals(before.value().text())).ifUnknown(false);
    return same ? line() : null;
  }

  /** Where the digest is set; null for a default. */
  public @Nullable Span digestPlace() {
    return digestValue().span();
  }

  /** How many bytes fingerprints of this digest have. */
  public Known<Integer> digestBytes() {
    return Digests.bytes(digestValue());
  }

  /** The file of the certificate of a CA, signed by another, that the fingerprint belongs to. */
  public Known<String> issuer() {
    return entry.then(one -> digest().then(digest -> issuer(one.key().text(), digest)));
  }

  private Known<String> issuer(String key, String digest) {
    NearbyCertificates.Nearby found = bytes(key) == 0 ? null : nearby.find(key, digest);
    return found == null || !found.certificate().isAuthority() || found.certificate().isSelfSigned()
        ? Known.unset()
        : Known.of(found.file());
  }

  // --- places ----------------------------------------------------------------------------------

  /** The place of the key; in main.cf, that of the table's name. */
  public Span keyPlace() {
    return entry.or(one -> place(one.key()), unread, unread);
  }

  private Span place(LogicalText part) {
    return use.files() == null ? use.span() : part.span();
  }

  /** The place of the value, or of the key if there is none. */
  public Span valuePlace() {
    return entry.or(one -> place(one.value().isEmpty() ? one.key() : one.value()), unread, unread);
  }

  /** The place of the key in the earlier line; null if there is none. */
  public @Nullable Span firstPlace() {
    return first == null ? null : first.key().span();
  }

  /** The line, or where those begin that were not read. */
  @Override
  public Span place() {
    return entry.or(one -> place(one.line().trim()), unread, unread);
  }

  @Override
  public boolean isPublic(String fact) {
    return use.purpose() == Purpose.FINGERPRINT && fact.equals("key") && !isSecret;
  }

  @Override
  public String quoted(String fact, String text) {
    return switch (fact) {
      case "key" -> text.equals(Hidden.MARK) ? text : TableWords.key(use.purpose(), text);
      case "value" ->
          entry.or(one -> TableWords.word(one.key().text(), text), Hidden.MARK, Hidden.MARK);
      default -> text;
    };
  }
}
