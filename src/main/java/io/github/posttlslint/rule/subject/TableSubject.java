package io.github.posttlslint.rule.subject;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.FileTree.Unseen;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.Known;
import io.github.posttlslint.setup.Permissions;
import io.github.posttlslint.setup.Redaction;
import io.github.posttlslint.setup.TableLookup;
import io.github.posttlslint.setup.TableUse;
import io.github.posttlslint.table.Answer;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Kind {@code table}: a lookup table that a parameter of main.cf, or a {@code -o} of master.cf,
 * names. Adapters such as {@code proxy:} are looked through.
 *
 * <p>Facts: {@code parameter}, {@code reference} (as written, without secrets), {@code typed} (a
 * type stands before it), {@code type}, {@code known-type} (of the judged release), {@code
 * type.since} (first release with the type), {@code kind} (compiled, text, pattern, client, inline,
 * ...), {@code use} (fingerprint, policy, per-site, password, sni, alias, transport, other), {@code
 * path}, {@code source} (the file is there), {@code compiled} (the file that postmap makes is
 * there), {@code compiled.path}, {@code missing} (nothing to look up in), {@code uncompiled} (only
 * the source is there), {@code other.compiled} (a compiled file of another type), {@code stale}
 * (the source is newer), {@code exposed} (the first file with passwords or keys in it that
 * everybody can read), {@code exposed.mode}, {@code names-only} (a table of key and certificate
 * files was compiled without {@code -F}, so that it has their names and not what is in them),
 * {@code answers-any} (what a table of clients' fingerprints finds for three that are made up).
 * Anchors: {@code value}.
 */
final class TableSubject extends TableUseSubject {

  private static final String DIGEST = "smtpd_tls_fingerprint_digest";

  private final Instant now;
  private final TableLookup lookup;

  private TableSubject(TableUse use, TableLookup lookup, Instant now) {
    super(use);
    this.lookup = lookup;
    this.now = now;
  }

  static List<TableSubject> all(List<TableUse> uses, TableLookup lookup, Instant now) {
    List<TableSubject> all = new ArrayList<>();
    for (TableUse use : uses) {
      all.add(new TableSubject(use, lookup, now));
    }
    return all;
  }

  @Override
  @Nullable Fact own(String name) {
    TableReference reference = use().reference();
    TableType type = reference.type();
    return switch (name) {
      case "reference" -> Fact.of(Redaction.value(use().parameter(), reference.text()));
      case "typed" -> Fact.of(reference.hasType());
      case "type" -> reference.hasType() ? Fact.of(reference.typeName()) : Fact.absent();
      case "known-type" -> Fact.of(type != null && type.life().contains(setup().version()));
      case "type.since" -> type == null ? Fact.absent() : new Fact.Release(type.life().since());
      case "kind" -> type == null ? Fact.absent() : word(type.kind());
      case "use" -> word(use().purpose());
      default -> ofFiles(name);
    };
  }

  private @Nullable Fact ofFiles(String name) {
    TableFiles files = use().files();
    return switch (name) {
      case "path" -> files == null ? Fact.absent() : Fact.of(files.path());
      case "source" -> files == null ? Fact.absent() : there(files.source());
      case "compiled" -> files == null ? Fact.absent() : there(files.compiled());
      case "compiled.path" -> {
        String path = files == null ? null : files.compiledPath();
        yield path == null ? Fact.absent() : Fact.of(path);
      }
      case "missing" ->
          files == null ? Fact.of(false) : told(files, files.isMissing(), files.compiled());
      case "uncompiled" ->
          files == null ? Fact.of(false) : told(files, files.isUncompiled(), files.compiled());
      case "other.compiled" -> {
        String other = files == null ? null : files.otherCompiled(setup().tree());
        yield other == null ? Fact.absent() : Fact.of(other);
      }
      case "stale" -> files == null ? Fact.of(false) : stale(files);
      case "exposed", "exposed.mode" -> files == null ? Fact.absent() : exposed(files, name);
      case "listed" -> ModularTypes.isListed(use());
      case "answers-any" -> answersAny();
      case "names-only" -> new SniTable(use()).isNamesOnly();
      default -> null;
    };
  }

  /** Fingerprints that no certificate has, as far as anybody knows. */
  private Fact answersAny() {
    if (use().purpose() != TableUse.Purpose.FINGERPRINT) {
      return Fact.absent();
    }
    Fact length = Digests.length(value(DIGEST), DIGEST);
    if (!(length instanceof Fact.Whole bytes)) {
      return length;
    }
    String last = "";
    for (String pair : List.of("3C:", "A5:", "07:")) {
      String key = pair.repeat((int) bytes.number());
      Answer answer = lookup.find(use().reference(), key.substring(0, key.length() - 1));
      if (answer.reason() != null) {
        return new Fact.Unknown(answer.reason(), use().parameter());
      } else if (answer.found() == null) {
        return Fact.absent();
      }
      last = answer.found();
    }
    return Fact.of(last);
  }

  private static Fact word(Enum<?> constant) {
    return Fact.of(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static Fact there(FileTree.@Nullable Entry entry) {
    if (entry instanceof Unseen unseen) {
      return new Fact.Unknown(unseen.reason(), "");
    }
    return entry == null ? Fact.absent() : Fact.of(entry instanceof Found);
  }

  /** A thing that both files tell, unless one of them is unseen. */
  private Fact told(TableFiles files, boolean answer, FileTree.@Nullable Entry compiled) {
    if (answer) {
      return Fact.of(true);
    }
    FileTree.Entry hidden = compiled instanceof Unseen ? compiled : files.source();
    return hidden instanceof Unseen unseen
        ? hidden(files, "is " + unseen.reason())
        : Fact.of(false);
  }

  private Fact stale(TableFiles files) {
    if (files.compiledPath() == null
        || files.source() instanceof FileTree.Missing
        || files.compiled() instanceof FileTree.Missing) {
      return Fact.of(false);
    }
    return files.hasTimes()
        ? Fact.of(files.isStale(now))
        : hidden(files, "the times of change of its files are not known");
  }

  /** The source of a table of key files has no more than their names. */
  private Fact exposed(TableFiles files, String name) {
    Fact outcome = exposed(files.compiledPath(), files.compiled(), name);
    return use().purpose() == TableUse.Purpose.PASSWORD && !(outcome instanceof Fact.Text)
        ? exposed(files.path(), files.source(), name)
        : outcome;
  }

  private Fact exposed(@Nullable String path, FileTree.@Nullable Entry entry, String name) {
    if (path == null || !(entry instanceof Found found)) {
      return entry instanceof Unseen unseen
          ? new Fact.Unknown(path + ": " + unseen.reason(), use().parameter())
          : Fact.absent();
    }
    Permissions permissions = new Permissions(setup(), use().parameter(), path, found);
    return permissions
        .othersRead()
        .fold(
            () -> Fact.of(name.equals("exposed") ? Known.of(path) : permissions.mode()),
            Fact::absent,
            Fact::unknown);
  }

  private Fact hidden(TableFiles files, String what) {
    return new Fact.Unknown(
        what.startsWith("is ") ? files.path() + " " + what : files.path() + ": " + what,
        use().parameter());
  }

  @Override
  public @Nullable Span place(String anchor) {
    return anchor.equals("value") ? use().span() : null;
  }

  @Override
  public Span place() {
    return use().span();
  }
}
