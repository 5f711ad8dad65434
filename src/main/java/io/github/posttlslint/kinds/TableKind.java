package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.table.LookupTable;
import io.github.posttlslint.model.table.LookupTable.Exposed;
import io.github.posttlslint.model.table.TableUse.Purpose;
import io.github.posttlslint.table.TableFiles;
import io.github.posttlslint.table.TableReference;
import org.jspecify.annotations.Nullable;

/** A lookup table that a setting names. */
final class TableKind {

  private TableKind() {}

  static final Kind<LookupTable> KIND =
      TlsKind.withNear(
              new Kind<LookupTable>("table", "a lookup table that a setting names"),
              LookupTable::near)
          .text("parameter", "the parameter that names it", LookupTable::parameter)
          .text("reference", "as written, without secrets", LookupTable::reference)
          .told("typed", "a type stands before its name", table -> table.isTyped())
          .text("type", "the type; absent if none stands there", TableKind::type)
          .text(
              "type.meant",
              "the one type of the release with nearly that name",
              LookupTable::nearestType)
          .told("known-type", "the judged release has the type", LookupTable::hasKnownType)
          .told(
              "listed", "dynamicmaps.cf lists the type, or need not", table -> table.isTypeListed())
          .told(
              "gone",
              "its type is one of Berkeley DB's, which this Postfix is built without",
              table -> table.isGone())
          .told(
              "deprecated",
              "a warning is logged that its type has no future",
              table -> table.isDeprecated())
          .told(
              "nameless",
              "nothing follows the type, not even behind blanks",
              LookupTable::isNameless)
          .text(
              "form-fault",
              "what Postfix refuses of a table that is written where it is named, without its"
                  + " contents",
              LookupTable::formFault)
          .text(
              "form-mended",
              "the same in a form that Postfix takes; absent if that cannot be told, or be shown",
              LookupTable::formMended)
          .choice("use", Purpose.values(), "what it is for", table -> table.use().purpose())
          .truth(
              "by-key",
              "it is asked for what the parameter looks up, not for the result of another table",
              table -> table.use().reference().byKey())
          .text(
              "path",
              "the file that is named; absent if there is none",
              table -> table.use().files(),
              TableFiles::path)
          .text(
              "compiled.path",
              "the file that postmap makes of it",
              table -> table.use().files(),
              TableFiles::compiledPath)
          .told("missing", "there is nothing to look up in", table -> table.isMissing())
          .told("uncompiled", "only the source is there", table -> table.isUncompiled())
          .textIfSet(
              "compiled-for",
              "the table that only the source was compiled for, if that is one of another type",
              table -> table.compiledFor())
          .told("stale", "the source was changed after it was compiled", table -> table.isStale())
          .known(
              "jail",
              ServiceKind.JAILED,
              "where the socket of a server on this host is meant to be, which is not found in the"
                  + " chroot of a service; absent for others",
              table -> table.jailed().map(LookupTable.Jailed::aim))
          .textIfSet(
              "jail.service",
              "that service",
              table -> table.jailed(),
              jailed -> jailed.service().id())
          .textIfSet(
              "exposed",
              "the first file with passwords or keys in it that everybody can read",
              table -> table.exposed(),
              file -> file.path())
          .textIfSet("exposed.mode", "its mode", table -> table.exposed(), file -> file.mode())
          .told(
              "names-only",
              "a table of key and certificate files was compiled without -F, so that it has their"
                  + " names and not what is in them",
              table -> table.isNamesOnly())
          .textIfSet(
              "answers-any",
              "what a table of clients' fingerprints finds for three that are made up",
              table -> table.answerToAny())
          .including(SetupKind.FACTS, LookupTable::setup)
          .anchor("value", "where it is named", LookupTable::place)
          .anchor(
              "exposed-recorded",
              "the line of posttls-lint.modes that tells the mode of 'exposed'",
              table -> TlsKind.recorded(table, table.exposed().map(Exposed::path)))
          .anchor(
              "compiled-recorded",
              "the line of posttls-lint.modes that tells the time of 'compiled.path'",
              table -> TlsKind.recorded(table, compiledPath(table)))
          .anchor("type", "the type where it is named", LookupTable::typePlace)
          .anchor("jail", "the service in the chroot", LookupTable::jailPlace);

  private static Known<String> compiledPath(LookupTable table) {
    TableFiles files = table.use().files();
    return Known.ofNullable(files == null ? null : files.compiledPath());
  }

  private static TableReference reference(LookupTable table) {
    return table.use().reference();
  }

  private static @Nullable String type(LookupTable table) {
    return reference(table).hasType() ? reference(table).typeName() : null;
  }
}
