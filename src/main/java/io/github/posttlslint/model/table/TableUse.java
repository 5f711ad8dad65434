package io.github.posttlslint.model.table;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Thing;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.table.PatternTable;
import io.github.posttlslint.table.TableEntry;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableReference;
import io.github.posttlslint.table.TableSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that a parameter names.
 *
 * @param service the service whose {@code -o} names it; null for main.cf
 * @param parameter the parameter
 * @param reference the table itself, without adapters such as {@code proxy:}
 * @param files its files; null if it has none that can be told
 * @param tables all tables of the setup
 * @param span where the parameter names it
 * @param purpose what the parameter looks up in it
 */
public record TableUse(
    Setup setup,
    @Nullable Service service,
    String parameter,
    TableReference reference,
    @Nullable TableFiles files,
    Tables tables,
    Span span,
    Purpose purpose)
    implements Thing {

  /** What the parameter looks up in the table. */
  public enum Purpose {
    /** Certificate fingerprints of clients. */
    FINGERPRINT,
    /** TLS policies by next hop. */
    POLICY,
    /** The obsolete TLS policies by site. */
    PER_SITE,
    /** Passwords by next hop. */
    PASSWORD,
    /** Key and certificate files by server name. */
    SNI,
    /** Mail aliases; not in postmap's format. */
    ALIAS,
    /** Transports and next hops by destination. */
    TRANSPORT,
    OTHER;

    static Purpose of(String parameter) {
      return switch (parameter) {
        case "relay_clientcerts" -> FINGERPRINT;
        case "smtp_tls_policy_maps", "lmtp_tls_policy_maps" -> POLICY;
        case "smtp_tls_per_site", "lmtp_tls_per_site" -> PER_SITE;
        case "smtp_sasl_password_maps", "lmtp_sasl_password_maps" -> PASSWORD;
        case "tls_server_sni_maps" -> SNI;
        case "alias_maps", "alias_database", "virtual_alias_database" -> ALIAS;
        case "transport_maps" -> TRANSPORT;
        default -> OTHER;
      };
    }
  }

  /** Its source, if it is text of the {@code key value} form that is at hand; else null. */
  public @Nullable TableSource source() {
    TableType type = reference.type();
    return type == null || files == null || !type.hasKeyValueText()
        ? null
        : tables.texts().source(files);
  }

  /** The text of its source; null if it has none, or it was not read. */
  public @Nullable SourceText text() {
    return files == null ? null : tables.texts().text(files);
  }

  /** Its contents, if it is a table of networks or regular expressions that is at hand. */
  public @Nullable PatternTable patterns() {
    TableType type = reference.type();
    PatternTable.Form form = type == null ? null : PatternTable.formOf(type);
    if (form == null) {
      return null;
    }
    return files == null
        ? tables.texts().writtenPatterns(reference.name(), form)
        : tables.texts().patterns(files, form);
  }

  /** The entries of its source that apply for sure; none if it is not at hand. */
  public List<TableEntry> certainEntries() {
    TableSource source = source();
    List<TableEntry> certain = new ArrayList<>();
    for (TableEntry entry : source == null ? List.<TableEntry>of() : source.entries()) {
      if (entry.isStored() && !entry.conditional() && !entry.line().isOpaque()) {
        certain.add(entry);
      }
    }
    return certain;
  }

  /** What it holds, for rules of its lines: as only a table that is asked alone does. */
  public Purpose purposeOfLines() {
    return reference.isAlone() ? purpose : Purpose.OTHER;
  }

  @Override
  public Span place() {
    return span;
  }
}
