package io.github.posttlslint.rule.subject;

import io.github.posttlslint.cf.LogicalText;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.rule.Subject;
import io.github.posttlslint.setup.NearbyCertificates;
import io.github.posttlslint.setup.Redaction;
import io.github.posttlslint.setup.Setup;
import io.github.posttlslint.setup.TableTexts;
import io.github.posttlslint.setup.TableUse;
import io.github.posttlslint.setup.TableUse.Purpose;
import io.github.posttlslint.setup.TableWords;
import io.github.posttlslint.setup.Value;
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
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code table-entry}: a logical line of the source of a table of the {@code key value} form
 * that a parameter names. Alias files, which have another form, are left out; a file that several
 * parameters name is judged once for each use.
 *
 * <p>Facts: {@code parameter}, {@code file}, {@code use} (as of kind {@code table}), {@code key}
 * and {@code value} (hidden where the table, or the file for another use, holds passwords), {@code
 * has-value}, {@code utf8} (its bytes are UTF-8), {@code unbalanced} (a double quote of the key is
 * open), {@code alias-form} (the key ends in a colon), {@code duplicate} (an earlier line has the
 * key, letter case aside), {@code comment} (a word of the value begins with {@code #}), {@code
 * fingerprint} (the key is pairs of hexadecimal digits, separated by colons), {@code
 * fingerprint.bytes} (how many), {@code fingerprint.bare} (hexadecimal digits without any colon),
 * {@code fingerprint.issuer} (the file in or below the configuration directory with the certificate
 * of a CA that it belongs to, and that is not self-signed), {@code template} (a template fills the
 * line in), {@code copied} (the file keeps neither owner nor mode, as in a checkout), {@code
 * digest} (smtpd_tls_fingerprint_digest), {@code digest.bytes} (the length of its fingerprints).
 * Anchors: {@code key}, {@code value}, {@code first} (the earlier line).
 */
final class TableEntrySubject extends TableUseSubject {

  private static final String DIGEST = "smtpd_tls_fingerprint_digest";

  private final TableEntry entry;
  private final @Nullable TableEntry first;
  private final boolean secret;
  private final NearbyCertificates nearby;

  private TableEntrySubject(
      TableUse use,
      TableEntry entry,
      @Nullable TableEntry first,
      boolean secret,
      NearbyCertificates nearby) {
    super(use);
    this.nearby = nearby;
    this.entry = entry;
    this.first = first;
    this.secret = secret;
  }

  static List<Subject> all(Setup setup, List<TableUse> uses) {
    List<Subject> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    NearbyCertificates nearby = new NearbyCertificates(setup);
    Set<String> aliases = files(uses, Purpose.ALIAS);
    Set<String> secrets = files(uses, Purpose.PASSWORD);
    for (TableUse use : uses) {
      TableType type = use.reference().type();
      TableFiles files = use.files();
      if (type == null
          || files == null
          || !(type.hasKeyValueText() || PatternTable.formOf(type) != null)
          || aliases.contains(files.path())
          || !seen.add(use.purpose() + files.path() + use.parameter())) {
        continue;
      }
      Content content = use.texts().content(files);
      TableSource source = use.source();
      if (source != null) {
        if (all.size() + source.entries().size() > Limits.SETUP_TABLE_LINES) {
          content = new Content(null, TableTexts.tooMany());
        } else {
          addEntries(use, source, secrets.contains(files.path()), nearby, all);
        }
      }
      addUnread(use, content, all);
    }
    return all;
  }

  private static void addUnread(TableUse use, Content content, List<Subject> all) {
    SourceText text = content.text();
    if (content.unread() != null) {
      int end = text == null ? 0 : text.text().length();
      all.add(
          new UnreadLines(use, content.unread(), text == null ? use.span() : text.span(end, end)));
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
      boolean secret,
      NearbyCertificates nearby,
      List<Subject> all) {
    Map<String, TableEntry> firsts = new HashMap<>();
    for (TableEntry entry : source.entries()) {
      String key = entry.key().text().toLowerCase(Locale.ROOT);
      boolean certain = entry.isStored() && !entry.key().isOpaque() && !entry.conditional();
      TableEntry first = certain ? firsts.putIfAbsent(key, entry) : null;
      all.add(new TableEntrySubject(use, entry, first, secret, nearby));
    }
  }

  @Override
  @Nullable Fact own(String name) {
    return switch (name) {
      case "file" -> Fact.of(entry.line().source().file());
      case "use" -> Fact.of(use().purpose().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      case "key" -> known(entry.key(), Fact.of(key()));
      case "value" -> known(entry.value(), Fact.of(secret ? Redaction.MARK : entry.value().text()));
      case "has-value" -> known(entry.value(), Fact.of(!entry.value().isEmpty()));
      case "utf8" -> Fact.of(entry.isUtf8());
      case "unbalanced" -> known(entry.line(), Fact.of(entry.unbalanced()));
      case "alias-form" -> known(entry.key(), Fact.of(entry.key().text().endsWith(":")));
      case "duplicate" -> Fact.of(first != null);
      case "comment" -> known(entry.value(), Fact.of(hasComment(entry.value().text())));
      case "fingerprint" -> known(entry.key(), Fact.of(bytes(entry.key().text()) > 0));
      case "fingerprint.bytes" -> known(entry.key(), bytesFact());
      case "fingerprint.bare" -> known(entry.key(), Fact.of(isBareHex(entry.key().text())));
      case "fingerprint.issuer" -> issuer();
      case "template" -> Fact.of(entry.line().isOpaque() || entry.conditional());
      case "copied" -> Fact.of(isCopied());
      case "digest" -> Digests.name(value(DIGEST), DIGEST);
      case "digest.bytes" -> Digests.length(value(DIGEST), DIGEST);
      default -> null;
    };
  }

  /** Where the blank behind the key is missing, the password counts as a part of the key. */
  private String key() {
    return secret && !entry.isStored() ? Redaction.MARK : entry.key().text();
  }

  /** The file of the certificate of a CA, signed by another, that the fingerprint belongs to. */
  private Fact issuer() {
    Value digest = value(DIGEST);
    if (digest.isUnknown()) {
      return new Fact.Unknown(digest.reason(), DIGEST);
    }
    NearbyCertificates.Nearby found =
        bytes(entry.key().text()) == 0 ? null : nearby.find(entry.key().text(), digest.text());
    return found == null || !found.certificate().isAuthority() || found.certificate().isSelfSigned()
        ? Fact.absent()
        : Fact.of(found.file());
  }

  private static Fact known(LogicalText text, Fact fact) {
    return text.isOpaque() ? new Fact.Unknown("a template fills the line in", "") : fact;
  }

  /** Whether the file has neither owner nor mode nor time, as those of a checkout. */
  private boolean isCopied() {
    TableFiles files = use().files();
    return files != null
        && files.source() instanceof FileTree.Found found
        && found.metadata().equals(Metadata.UNKNOWN);
  }

  private static boolean hasComment(String value) {
    return value.contains(" #") || value.contains("\t#");
  }

  private Fact bytesFact() {
    int bytes = bytes(entry.key().text());
    return bytes > 0 ? Fact.of(bytes) : Fact.absent();
  }

  /** How many bytes a fingerprint such as {@code AB:01} has; 0 if the text is none. */
  private static int bytes(String text) {
    if (text.length() % 3 != 2) {
      return 0;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i % 3 == 2 ? c != ':' : !isHex(c)) {
        return 0;
      }
    }
    return (text.length() + 1) / 3;
  }

  private static boolean isBareHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isHex(text.charAt(i))) {
        return false;
      }
    }
    return text.length() >= 32;
  }

  private static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0 && c < 128;
  }

  @Override
  public @Nullable Span place(String anchor) {
    return switch (anchor) {
      case "key" -> entry.key().span();
      case "value" -> entry.value().isEmpty() ? entry.key().span() : entry.value().span();
      case "first" -> first == null ? null : first.key().span();
      default -> null;
    };
  }

  @Override
  public Span place() {
    return entry.line().trim().span();
  }

  @Override
  public String quoted(String fact, String text) {
    return switch (fact) {
      case "key" -> text.equals(Redaction.MARK) ? text : TableWords.key(use().purpose(), text);
      case "value" -> TableWords.word(entry.key().text(), text);
      default -> text;
    };
  }
}
