package io.github.posttlslint.model.table;

import io.github.posttlslint.cf.Braces;
import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.SyntaxProblem;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.FileTree.Found;
import io.github.posttlslint.input.FileTree.Missing;
import io.github.posttlslint.input.FileTree.Unseen;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.JailedSocket;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.NearMiss;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.model.Value;
import io.github.posttlslint.model.tls.Digests;
import io.github.posttlslint.model.tls.Permissions;
import io.github.posttlslint.postfix.Nearest;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.TableType;
import io.github.posttlslint.postfix.TableTypes;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableReference;
import io.github.posttlslint.table.WrittenTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lookup table that a parameter of main.cf, or a {@code -o} of master.cf, names. Adapters such as
 * {@code proxy:} are looked through.
 *
 * @param now the moment it is judged at
 * @param hidden why it cannot be told which table it is, or whether there is any; null if it can
 */
public record LookupTable(TableUse use, Instant now, @Nullable Doubt hidden) implements TablePart {

  private static final String UNIX = "unix:";

  /** Fingerprints that no certificate has, as far as anybody knows: one pair again and again. */
  private static final List<String> MADE_UP = List.of("3C:", "A5:", "07:");

  /**
   * Types that distributions put into packages of their own; not lmdb and cdb, one of which is
   * built in where Berkeley DB is not.
   */
  private static final Set<String> MODULAR =
      Set.of("ldap", "mongodb", "mysql", "pcre", "pgsql", "sqlite");

  /** All tables, main.cf first, in the order of the files. */
  public static List<LookupTable> all(Tables tables, Instant now) {
    List<LookupTable> all = new ArrayList<>();
    for (TableUse use : tables.uses()) {
      all.add(new LookupTable(use, now, null));
    }
    for (Tables.Hidden place : tables.hidden()) {
      all.add(new LookupTable(place.use(), now, place.doubt()));
    }
    return all;
  }

  /** Whether a type stands before its name. */
  public Truth isTyped() {
    return hidden == null ? Truth.of(use.reference().hasType()) : Truth.unknown(hidden);
  }

  /** The table as written, without secrets. */
  public String reference() {
    return setup().secrets().mask(parameter(), use.reference().text());
  }

  /** Whether the judged release has the type. */
  public Truth hasKnownType() {
    TableType type = use.reference().type();
    return hidden != null
        ? Truth.unknown(hidden)
        : Truth.of(type != null && type.life().contains(setup().version()));
  }

  /** The one type of the release with nearly the name; null if none or several have. */
  public @Nullable String nearestType() {
    return Nearest.only(use.reference().typeName(), TableTypes.load().names(setup().version()));
  }

  /** Where the type is named; null if that is not by itself, as in another table. */
  public @Nullable Span typePlace() {
    Span span = use.span();
    String type = use.reference().typeName();
    for (SourceText source : setup().texts()) {
      int from = source.offset(span.startLine(), span.startColumn());
      if (source.file().equals(span.file()) && source.text().startsWith(type + ":", from)) {
        return source.span(from, from + type.length());
      }
    }
    return null;
  }

  /**
   * Whether dynamicmaps.cf lists the type (postconf(5), meta_directory); true for types without a
   * package, and where there is no list or an empty one, as where all types are built in.
   */
  public Truth isTypeListed() {
    TableType type = use.reference().type();
    if (type == null || !MODULAR.contains(type.name())) {
      return Truth.YES;
    }
    Known<Set<String>> listed = use.tables().texts().listedTypes();
    return listed.is(types -> types.isEmpty() || types.contains(type.name()));
  }

  /** Whether its type is one of Berkeley DB's, which this Postfix is built without. */
  public Truth isGone() {
    return use.tables().berkeley().isGone(use.reference().typeName());
  }

  /** Whether a warning is logged that its type has no future. */
  public Truth isDeprecated() {
    return use.tables().berkeley().isDeprecated(use.reference().typeName());
  }

  /**
   * Whether nothing follows the type, and no word without a type comes next, which is the name
   * then.
   */
  public Truth isNameless() {
    if (hidden != null) {
      return Truth.unknown(hidden);
    }
    TableReference table = use.reference();
    if (table.hasType() && table.name().replace(Value.GAP, ' ').isBlank() && !isNamed()) {
      return table.name().isEmpty()
          ? Truth.YES
          : Truth.unknown(new Doubt("the value comes from a template", parameter()));
    }
    return Truth.NO;
  }

  /** Whether a word without a type comes next. */
  private boolean isNamed() {
    List<TableUse> uses = use.tables().uses();
    int next = uses.indexOf(use) + 1;
    return next < uses.size()
        && !uses.get(next).reference().hasType()
        && uses.get(next).parameter().equals(parameter());
  }

  /**
   * What Postfix refuses of a table whose contents stand in its name, {@code inline:} and its like;
   * null if it takes it.
   */
  public @Nullable String formFault() {
    String fault = WrittenTable.fault(use.reference(), setup().version());
    return fault == null || isCut() ? null : fault;
  }

  /** The same table in a form that Postfix takes; null if that cannot be told, or be shown. */
  public @Nullable String formMended() {
    TableReference table = use.reference();
    String mended = WrittenTable.mended(table, setup().version());
    if (mended == null) {
      return null;
    }
    String text = table.typeName() + ":" + mended;
    String shown = setup().secrets().mask(parameter(), text);
    return shown.equals(text) ? shown : null;
  }

  /** Whether its closing brace begins a line of main.cf, which Postfix cannot read then. */
  private boolean isCut() {
    String name = use.reference().name();
    MainCf main = setup().main();
    if (main == null || !name.startsWith("{") || Braces.balanced(name, 0) >= 0) {
      return false;
    }
    return main.problems().stream()
        .anyMatch(
            problem ->
                problem.kind() == SyntaxProblem.Kind.MISSING_EQUALS
                    && problem.detail().startsWith("}"));
  }

  // --- files -----------------------------------------------------------------------------------

  /** Whether there is nothing to look up in. */
  public Truth isMissing() {
    TableFiles files = use.files();
    return files == null ? Truth.NO : told(files, files.isMissing());
  }

  /** What has nearly the name of its file, if that is missing; null if nothing has. */
  public @Nullable NearMiss near() {
    TableFiles files = use.files();
    return files != null && files.path().startsWith("/") && isMissing().ifUnknown(false)
        ? setup().nearMiss(files.path())
        : null;
  }

  /** Whether the source is there, but not what postmap makes of it. */
  public Truth isUncompiled() {
    TableFiles files = use.files();
    TableType type = use.reference().type();
    return files == null || type == null || use.tables().berkeley().areMade(type, files.path())
        ? Truth.NO
        : told(files, files.isUncompiled());
  }

  /** The table that the source was compiled for, if that is one of another type than this. */
  public Known<String> compiledFor() {
    TableFiles files = use.files();
    return files == null ? Known.unset() : isUncompiled().then(() -> otherType(files));
  }

  private Known<String> otherType(TableFiles files) {
    for (String type : List.of("lmdb", "cdb", "hash")) {
      String suffix = type.equals("hash") ? ".db" : "." + type;
      if (setup().tree().look(files.path() + suffix) instanceof Found) {
        return Known.of(type + ":" + files.path());
      }
    }
    return Known.unset();
  }

  /** A thing that both files tell, unless one of them is unseen. */
  private Truth told(TableFiles files, boolean answer) {
    if (answer) {
      return Truth.YES;
    }
    FileTree.Entry hidden = files.compiled() instanceof Unseen ? files.compiled() : files.source();
    return hidden instanceof Unseen unseen
        ? Truth.unknown(new Doubt(files.path(), "it is " + unseen.reason(), parameter()))
        : Truth.NO;
  }

  /** Whether the source was changed after it was compiled. */
  public Truth isStale() {
    TableFiles files = use.files();
    if (files == null
        || files.compiledPath() == null
        || files.source() instanceof Missing
        || files.compiled() instanceof Missing) {
      return Truth.NO;
    }
    String hidden = files.path() + ": the times of change of its files are not known";
    return files.hasTimes()
        ? Truth.of(files.isStale(now))
        : Truth.unknown(new Doubt(hidden, parameter()));
  }

  /**
   * A file that everybody can read.
   *
   * @param mode in octal digits
   */
  public record Exposed(String path, String mode) {}

  /**
   * The first file with passwords or keys in it that everybody can read; the source of a table of
   * key files has no more than their names.
   */
  public Known<Exposed> exposed() {
    TableFiles files = use.files();
    if (files == null || !use.reference().inResult()) {
      return Known.unset();
    }
    Known<Exposed> compiled = exposed(files.compiledPath(), files.compiled());
    boolean isTold = compiled.isSet().ifUnknown(false);
    return use.purpose() == TableUse.Purpose.PASSWORD && !isTold
        ? exposed(files.path(), files.source())
        : compiled;
  }

  private Known<Exposed> exposed(@Nullable String path, FileTree.@Nullable Entry entry) {
    if (path != null && entry instanceof Unseen unseen) {
      return Known.unknown(new Doubt(path, unseen.reason(), parameter()));
    }
    if (path == null || !(entry instanceof Found found)) {
      return Known.unset();
    }
    Permissions permissions = Permissions.of(setup(), parameter(), path, found);
    return permissions
        .othersRead()
        .then(() -> permissions.mode().map(mode -> new Exposed(path, mode)));
  }

  /** A service whose chroot has no way to the socket of a server, and where that is meant to be. */
  public record Jailed(Service service, String aim) {}

  /** The first service in a chroot that asks a server by an absolute path (dict_sockmap.c). */
  public Known<Jailed> jailed() {
    TableType type = use.reference().type();
    String name = use.reference().name();
    int end = name.lastIndexOf(':');
    if (type == null || !type.name().equals("socketmap") || !name.startsWith(UNIX) || end < 0) {
      return Known.unset();
    }
    Known<Jailed> first = Known.unset();
    for (Service asking : askingServices()) {
      first =
          JailedSocket.aim(asking, name.substring(0, Math.max(end, UNIX.length())))
              .map(aim -> new Jailed(asking, aim));
      if (first.isSet().ifUnknown(false)) {
        return first;
      }
    }
    return first;
  }

  /** Its line in master.cf; where the table is named if there is none. */
  public Span jailPlace() {
    return jailed().or(jailed -> jailed.service().span(), place(), place());
  }

  /** The services that open the table: those that read the parameter, or proxymap for them. */
  private List<Service> askingServices() {
    Parameter parameter = setup().parameters().find(parameter(), setup().version());
    boolean proxied = value(parameter()).shown().contains("proxy:" + use.reference().text());
    List<Service> all = new ArrayList<>();
    for (Service one : setup().services()) {
      boolean own = service() == null ? one.override(parameter()) == null : service().equals(one);
      boolean reads = parameter == null || parameter.readBy(one.program());
      if (proxied ? one.program().equals("proxymap") : own && reads) {
        all.add(one);
      }
    }
    return all;
  }

  // --- contents --------------------------------------------------------------------------------

  /**
   * Whether a table of key and certificate files was compiled without {@code -F}, so that it has
   * their names and not what is in them.
   */
  public Truth isNamesOnly() {
    return SniEntry.isNamesOnly(use);
  }

  /** What a table of clients' fingerprints finds for three that are made up; unset for others. */
  public Known<String> answerToAny() {
    return use.purposeOfLines() == TableUse.Purpose.FINGERPRINT
        ? Digests.bytes(use.tables().digests().of(use).get(0)).then(this::answerToAny)
        : Known.unset();
  }

  private Known<String> answerToAny(int bytes) {
    Known<String> answer = Known.unset();
    for (String pair : MADE_UP) {
      String key = pair.repeat(bytes);
      answer = use.tables().lookup().find(use, key.substring(0, key.length() - 1));
      if (!answer.isSet().ifUnknown(false)) {
        return answer;
      }
    }
    return answer;
  }

  @Override
  public Span place() {
    return use.span();
  }
}
