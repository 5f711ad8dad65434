package io.github.posttlslint.lsp;

import io.github.posttlslint.cf.MainCfEntry;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.table.PolicyWord;
import io.github.posttlslint.model.table.TableUse;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.postfix.AcceptedValues;
import io.github.posttlslint.postfix.Deprecation;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.ParameterType;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.postfix.Programs;
import io.github.posttlslint.postfix.TableTypes;
import io.github.posttlslint.report.Characters;
import io.github.posttlslint.run.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.CompletionItemTag;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** What can be written at a place. */
final class Completions {

  /** So many names of a directory are offered. */
  private static final int NAMES = 500;

  private static final String IGNORE = "posttls-lint:";

  private static final List<String> SERVICES =
      List.of("smtp", "smtps", "submission", "submissions", "25", "465", "587", "relay", "lmtp");

  private static final List<String> TYPES = List.of("inet", "unix", "fifo", "pass", "unix-dgram");
  private static final List<String> CHOICES = List.of("-", "y", "n");
  private static final List<String> WAKEUPS = List.of("-", "0", "60", "300", "1000?");
  private static final List<String> PROCESSES = List.of("-", "0", "1", "100");

  /** The columns of master.cf before the program. */
  private static final int COLUMNS = 7;

  private final Setup setup;
  private final PostfixVersion release;
  private final Meanings meanings;
  private final List<Rule> rules;
  private final Typed typed;
  private final List<CompletionItem> items = new ArrayList<>();
  private final Set<String> labels = new LinkedHashSet<>();

  Completions(Setup setup, Meanings meanings, List<Rule> rules, Typed typed) {
    this.setup = setup;
    this.release = setup.version();
    this.meanings = meanings;
    this.rules = rules;
    this.typed = typed;
  }

  // ---- the three kinds of files ----

  /** In main.cf. */
  List<CompletionItem> inMain() {
    if (addRules()) {
      return items;
    }
    String name = typed.setting();
    if (name != null) {
      addValues(name, typed.valueWord());
    } else if (!typed.isContinued()) {
      addParameters(null, " = ", typed.before().stripLeading());
    }
    return items;
  }

  /** In master.cf. */
  List<CompletionItem> inMaster() {
    if (addRules()) {
      return items;
    }
    List<String> before = typed.wordsBefore();
    if (!typed.isContinued() && before.size() <= COLUMNS) {
      addColumn(before.size());
      return items;
    }
    String word = typed.word();
    int equals = word.indexOf('=');
    String last = before.isEmpty() ? "" : before.get(before.size() - 1);
    if (equals > 0) {
      addValues(word.substring(0, equals), word.substring(equals + 1));
    } else if (last.equals("=") && before.size() > 1) {
      addValues(before.get(before.size() - 2), word);
    } else if (last.equals("-o") || last.equals("{")) {
      addParameters(program(), "=", word);
    } else {
      add("-o", CompletionItemKind.Keyword, "an option for this service", word, "-o ");
    }
    return items;
  }

  /** In a table: policies alone have words to offer. */
  List<CompletionItem> inTable(@Nullable String path) {
    if (addRules() || path == null || typed.isComment() || !isOfPolicies(path)) {
      return items;
    }
    int words = typed.wordsBefore().size() + (typed.isContinued() ? 1 : 0);
    String word = typed.wordAfter(" \t");
    if (words == 1) {
      addWords("smtp_tls_security_level", word);
    } else if (words > 1) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        for (String name : PolicyWord.names(release)) {
          add(name, CompletionItemKind.Field, "attribute of a policy", word, name + "=");
        }
      } else {
        addAttributeValues(word.substring(0, equals), typed.wordAfter(" \t=:,"));
      }
    }
    return items;
  }

  private boolean isOfPolicies(String path) {
    FileTree.Entry here = setup.tree().look(path);
    for (TableUse use : Tables.of(setup).uses()) {
      if (use.purpose() == TableUse.Purpose.POLICY
          && use.files() != null
          && use.files().source().equals(here)) {
        return true;
      }
    }
    return false;
  }

  private void addAttributeValues(String name, String word) {
    switch (name) {
      case "protocols" -> addWords("smtp_tls_mandatory_protocols", word);
      case "ciphers" -> addWords("smtp_tls_mandatory_ciphers", word);
      case "connection_reuse", "enable_rpk" -> addAll(List.of("yes", "no"), word);
      case "match" -> addAll(List.of("nexthop", "dot-nexthop", "hostname"), word);
      case "tafile" -> addFiles(word);
      default -> {}
    }
  }

  // ---- ignore comments ----

  private boolean addRules() {
    if (!typed.isComment()) {
      return false;
    }
    int mark = typed.before().indexOf(IGNORE);
    int bracket = typed.before().indexOf('[');
    if (mark >= 0 && bracket > mark && typed.before().indexOf(']', bracket) < 0) {
      String word = typed.wordAfter("[, ");
      for (Rule rule : rules) {
        if (rule.suppressible()) {
          add(
              rule.id(),
              CompletionItemKind.EnumMember,
              Characters.name(rule.title()),
              word,
              rule.id());
        }
      }
    } else if (mark >= 0) {
      String word = typed.word();
      add("ignore[]", CompletionItemKind.Keyword, "the line below", word, "ignore[");
      add("ignore-file[]", CompletionItemKind.Keyword, "the whole file", word, "ignore-file[");
    }
    return true;
  }

  // ---- master.cf ----

  private void addColumn(int column) {
    String word = typed.word();
    switch (column) {
      case 0 -> addAll(SERVICES, word);
      case 1 -> addAll(TYPES, word);
      case 2, 3, 4 -> addAll(CHOICES, word);
      case 5 -> addAll(WAKEUPS, word);
      case 6 -> addAll(PROCESSES, word);
      default -> {
        for (String program : Programs.load().names(release)) {
          add(program, CompletionItemKind.Class, "program of Postfix", word, program);
        }
      }
    }
  }

  /** The program of the service whose options are being written; null if it is not there yet. */
  private @Nullable String program() {
    List<String> words = new ArrayList<>(List.of(typed.first().strip().split("[ \t]+", -1)));
    return words.size() > COLUMNS ? Paths.name(words.get(COLUMNS)) : null;
  }

  // ---- parameters and values ----

  /** Those about TLS first. */
  private void addParameters(@Nullable String program, String sign, String word) {
    for (String name : setup.parameters().namesOf(release)) {
      Parameter parameter = setup.parameters().find(name, release);
      if (parameter == null
          || parameter.isReadOnly()
          || (program != null && !parameter.readBy(program))) {
        continue;
      }
      CompletionItem item =
          add(name, CompletionItemKind.Property, meanings.of(name), word, name + sign);
      if (item != null) {
        item.setSortText((parameter.isTls() ? "0" : "1") + name);
        Deprecation old = parameter.deprecation();
        if (old != null && (old.isWarnedIn(release) || old.isWithoutEffectIn(release))) {
          item.setTags(List.of(CompletionItemTag.Deprecated));
        }
      }
    }
  }

  private void addValues(String name, String word) {
    int dollar = word.lastIndexOf('$');
    if (dollar >= 0 && word.indexOf('}', dollar) < 0 && word.indexOf('/', dollar) < 0) {
      addNames(word.substring(dollar + 1));
      return;
    }
    int colon = word.lastIndexOf(':');
    String afterType = word.substring(colon + 1);
    if (afterType.startsWith("/") || afterType.startsWith("$config_directory/")) {
      addFiles(afterType);
      return;
    }
    addWords(name, word);
    if (name.endsWith("_transport") || name.equals("content_filter")) {
      for (Service service : setup.services()) {
        if (!service.type().equals("inet") && !service.isAssumed()) {
          add(service.name(), CompletionItemKind.Class, "service", word, service.name() + ":");
        }
      }
    }
  }

  /** Names behind a dollar sign: those of main.cf first. */
  private void addNames(String written) {
    String word = written.startsWith("{") ? written.substring(1) : written;
    for (MainCfEntry entry : setup.mainEntries()) {
      CompletionItem item =
          add(entry.name(), CompletionItemKind.Variable, "set in main.cf", word, entry.name());
      if (item != null) {
        item.setSortText("0" + entry.name());
      }
    }
    for (String name : setup.parameters().namesOf(release)) {
      CompletionItem item = add(name, CompletionItemKind.Property, meanings.of(name), word, name);
      if (item != null) {
        item.setSortText("1" + name);
      }
    }
  }

  private void addWords(String name, String word) {
    Parameter parameter = setup.parameters().find(name, release);
    if (parameter == null) {
      return;
    }
    ParameterType type = parameter.type(release);
    if (type == ParameterType.BOOL || type == ParameterType.NBOOL) {
      addAll(List.of("yes", "no"), word);
    }
    AcceptedValues values = parameter.values();
    if (values == null) {
      return;
    }
    for (AcceptedValues.Value value : values.values()) {
      if (value.life().contains(release)) {
        addWord(value, values.kind() == AcceptedValues.Kind.PROTOCOLS, word);
      }
    }
    switch (values.kind()) {
      case TABLE, TABLES, ACTION_OR_TABLE, RESTRICTIONS -> {
        for (String table : TableTypes.load().names(release)) {
          add(table, CompletionItemKind.Interface, "type of table", word, table + ":");
        }
      }
      case COMPATIBILITY_LEVEL ->
          addAll(PostfixVersion.releases().stream().map(PostfixVersion::toString).toList(), word);
      default -> {}
    }
  }

  private void addWord(AcceptedValues.Value value, boolean isProtocol, String word) {
    String actsAs = value.actsAs();
    String detail = actsAs == null ? "" : "as " + actsAs;
    if (!isProtocol) {
      CompletionItem item =
          add(value.word(), CompletionItemKind.EnumMember, detail, word, value.word());
      if (item != null && value.deprecation() != null) {
        item.setTags(List.of(CompletionItemTag.Deprecated));
      }
      return;
    }
    List<String> signs = release.isAtLeast(3, 6) ? List.of(">=", "<=", "!", "") : List.of("!", "");
    for (String sign : signs) {
      add(sign + value.word(), CompletionItemKind.EnumMember, detail, word, sign + value.word());
    }
  }

  // ---- files ----

  private void addFiles(String word) {
    int slash = word.lastIndexOf('/');
    String written = word.substring(0, slash + 1);
    String directory = written.replace("$config_directory", setup.configDirectory());
    List<String> names = setup.tree().list(directory);
    for (String name : names.subList(0, Math.min(NAMES, names.size()))) {
      boolean isDirectory =
          setup.tree().look(directory + name) instanceof FileTree.Found found
              && found.kind() == FileTree.Kind.DIRECTORY;
      add(
          name,
          isDirectory ? CompletionItemKind.Folder : CompletionItemKind.File,
          "",
          word.substring(slash + 1),
          isDirectory ? name + "/" : name);
    }
  }

  // ---- items ----

  private void addAll(List<String> words, String word) {
    for (String one : words) {
      add(one, CompletionItemKind.EnumMember, "", word, one);
    }
  }

  /**
   * Adds what can take the place of what is written; null if it is there, or cannot be shown.
   *
   * @param written what stands before the cursor and goes
   */
  private @Nullable CompletionItem add(
      String label, CompletionItemKind kind, String detail, String written, String text) {
    if (!Characters.name(text).equals(text) || !labels.add(label)) {
      return null;
    }
    CompletionItem item = new CompletionItem(label);
    item.setKind(kind);
    if (!detail.isEmpty()) {
      item.setDetail(detail);
    }
    Range range = typed.last(written.length());
    item.setTextEdit(Either.forLeft(new TextEdit(range, text)));
    items.add(item);
    return item;
  }
}
