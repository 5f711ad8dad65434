package io.github.posttlslint.model.table;

import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.Metadata;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.table.LookupTable.Exposed;
import io.github.posttlslint.model.table.TableUse.Purpose;
import io.github.posttlslint.model.tls.Permissions;
import io.github.posttlslint.table.TableFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry of smtp_sasl_password_maps or lmtp_sasl_password_maps, in a file or in main.cf: the user
 * is what stands before the first colon, the password the rest, which is empty without a colon
 * (smtp_sasl_glue.c, smtp_sasl_passwd_lookup()). Nothing of user and password is ever shown.
 *
 * @param row where it stands; its key is a host, a next hop or a sender
 */
public record PasswordEntry(TableRow row) implements TablePart {

  /** What tells of an entry that answers for each key. */
  private static final String EVERY_KEY = "every host";

  /** The entries of all tables whose text is at hand, in order; conditional lines left out. */
  public static List<PasswordEntry> all(List<TableUse> uses) {
    List<PasswordEntry> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (TableUse use : uses) {
      TableFiles files = use.files();
      if (use.purpose() != Purpose.PASSWORD || !use.reference().isAnswer()) {
        continue;
      }
      boolean isNew = files == null || seen.add(use.parameter() + " " + files.path());
      if (isNew) {
        TableRow.of(use).forEach(row -> all.add(new PasswordEntry(row)));
      }
    }
    return all;
  }

  @Override
  public TableUse use() {
    return row.use();
  }

  /** What is looked up to find it. */
  public String key() {
    return row.key().isEmpty() ? EVERY_KEY : row.key().text();
  }

  /** Whether it stands in a file of its own, and not in main.cf or master.cf. */
  private boolean isInFile() {
    return row.inFile();
  }

  /** Whether there is a user before the delimiter, or without one. */
  public Truth hasUser() {
    return delimiter().is(colon -> !user(colon).isBlank());
  }

  /** Whether there is a password behind the delimiter. */
  public Truth hasPassword() {
    return delimiter().is(colon -> row.value().length() > user(colon).length() + 1);
  }

  private String user(char delimiter) {
    String text = row.value().text();
    int end = text.indexOf(delimiter);
    return end < 0 ? text : text.substring(0, end);
  }

  /** The first character of a parameter that came with 3.9; else a colon. */
  private Known<Character> delimiter() {
    String name = parameter().replace("_maps", "_result_delimiter");
    return value(name).known().orUnset(":").map(text -> text.charAt(0));
  }

  /** Whether the file that it stands in has neither owner nor mode nor time, as in a checkout. */
  public boolean isCopied() {
    return setup().tree().look(file()) instanceof Found found
        && found.metadata().equals(Metadata.UNKNOWN);
  }

  /** main.cf or master.cf, if it stands there and everybody can read it. */
  public Known<Exposed> exposed() {
    if (isInFile() || !(setup().tree().look(file()) instanceof Found found)) {
      return Known.unset();
    }
    Permissions permissions = Permissions.of(setup(), parameter(), file(), found);
    return permissions
        .othersRead()
        .then(() -> permissions.mode().map(mode -> new Exposed(file(), mode)));
  }

  /** The file of its own that it stands in; null for main.cf and master.cf. */
  public @Nullable String ownFile() {
    return isInFile() && use().files() != null ? file() : null;
  }

  private String file() {
    TableFiles files = use().files();
    String own = service() == null ? "/main.cf" : "/master.cf";
    return isInFile() && files != null ? files.path() : setup().configDirectory() + own;
  }

  /** The place of the key; in main.cf, that of the table. */
  @Override
  public Span place() {
    return row.span(row.key());
  }

  @Override
  public String quoted(String fact, String text) {
    return fact.equals("key") && isInFile() ? TableWords.key(Purpose.PASSWORD, text) : text;
  }
}
