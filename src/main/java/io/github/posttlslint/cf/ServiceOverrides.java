package io.github.posttlslint.cf;

import io.github.posttlslint.cf.SyntaxProblem.Kind;
import io.github.posttlslint.input.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines {@code service/type/parameter=value}, each of which is given to {@code postconf -P}
 * (postconf(1); postconf_edit.c). docker-mailserver's {@code postfix-master.cf} is made of them: it
 * ignores empty lines, comments, and what {@code postconf} refuses.
 */
final class ServiceOverrides {

  private final SourceText source;
  private final Map<Integer, List<ParameterOverride>> options = new HashMap<>();
  private List<MasterEntry> entries;
  private final List<SyntaxProblem> problems = new ArrayList<>();
  private boolean openEnded;

  private ServiceOverrides(SourceText source, MasterCf stock) {
    this.source = source;
    this.entries = new ArrayList<>(stock.entries());
  }

  /**
   * Reads any text: what is wrong with it is in {@link MasterCf#problems()}.
   *
   * @param stock the services whose options they set
   */
  static MasterCf parse(SourceText source, MasterCf stock) {
    ServiceOverrides overrides = new ServiceOverrides(source, stock);
    overrides.read(TemplateScanner.scan(source).marks());
    overrides.apply();
    return new MasterCf(
        source,
        overrides.entries,
        List.of(),
        overrides.problems,
        overrides.openEnded || stock.openEnded(),
        stock);
  }

  /** Who sets options of a service that the image has under a condition has met that. */
  private void apply() {
    for (Map.Entry<Integer, List<ParameterOverride>> one : options.entrySet()) {
      entries.set(one.getKey(), entries.get(one.getKey()).with(one.getValue()));
    }
    List<MasterEntry> sure = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (!entries.get(i).conditional() || options.containsKey(i)) {
        sure.add(entries.get(i));
      }
    }
    entries = sure;
  }

  /** Where a template has to do with a line, it can set any option. */
  private void read(List<Template.Mark> marks) {
    int mark = 0;
    for (int number = 1; number <= source.lineCount(); number++) {
      int from = source.startOfLine(number);
      int to = from + source.line(number).length();
      LogicalText line = LogicalText.of(source, from, to).trim();
      boolean isNothing = line.isEmpty() || line.text().charAt(0) == '#';
      while (mark < marks.size() && marks.get(mark).to() <= from) {
        mark++;
      }
      boolean isTemplate = mark < marks.size() && marks.get(mark).from() < to;
      if (!isNothing && !isTemplate) {
        add(line);
      }
    }
    if (!marks.isEmpty()) {
      openEnded = true;
      entries.replaceAll(MasterEntry::asOpenEnded);
    }
  }

  private void add(LogicalText line) {
    NameValue split = NameValue.split(line);
    LogicalText name = split.name();
    int type = name.text().indexOf('/') + 1;
    int parameter = name.text().indexOf('/', type) + 1;
    if (split.problem() != null
        || !isBeginning(line.text().charAt(0))
        || parameter <= type + 1
        || name.text().indexOf('/', parameter) >= 0
        || parameter == name.length()) {
      problems.add(new SyntaxProblem(Kind.POSTCONF_FORM, line.span(), line.text()));
      return;
    }
    if (hasBlank(split.value().text())) {
      problems.add(
          new SyntaxProblem(Kind.POSTCONF_BLANKS, split.value().span(), split.value().text()));
      return;
    }
    LogicalText option = name.slice(parameter);
    set(
        name.slice(0, parameter - 1),
        new ParameterOverride(
            option.text(), option.span(), split.value(), split.value().span(), line.span(), false));
  }

  private void set(LogicalText service, ParameterOverride option) {
    String name = service.text().substring(0, service.text().indexOf('/'));
    String type = service.text().substring(name.length() + 1);
    boolean found = false;
    for (int i = 0; i < entries.size(); i++) {
      MasterEntry entry = entries.get(i);
      if (entry.service().equals(name) && (type.equals("*") || entry.type().equals(type))) {
        options.computeIfAbsent(i, index -> new ArrayList<>()).add(option);
        found = true;
      }
    }
    if (!found) {
      problems.add(new SyntaxProblem(Kind.POSTCONF_SERVICE, service.span(), service.text()));
    }
  }

  /** docker-mailserver takes lines that begin so, and no others. */
  private static boolean isBeginning(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static boolean hasBlank(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Chars.isSpace(value.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
