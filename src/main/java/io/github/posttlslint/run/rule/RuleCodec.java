package io.github.posttlslint.run.rule;

import io.github.posttlslint.input.PackReader;
import io.github.posttlslint.input.PackWriter;
import io.github.posttlslint.language.Expression;
import io.github.posttlslint.language.Expression.And;
import io.github.posttlslint.language.Expression.Call;
import io.github.posttlslint.language.Expression.Compare;
import io.github.posttlslint.language.Expression.Constant;
import io.github.posttlslint.language.Expression.FactOf;
import io.github.posttlslint.language.Expression.Function;
import io.github.posttlslint.language.Expression.ListOf;
import io.github.posttlslint.language.Expression.Not;
import io.github.posttlslint.language.Expression.Operator;
import io.github.posttlslint.language.Expression.Or;
import io.github.posttlslint.language.Expression.ParameterValue;
import io.github.posttlslint.language.Expression.SomeService;
import io.github.posttlslint.language.Fact;
import io.github.posttlslint.language.Facts;
import io.github.posttlslint.language.Template;
import io.github.posttlslint.postfix.PostfixVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The compact binary form of rules that the build makes and a run reads. */
final class RuleCodec {

  private static final List<Severity> SEVERITIES = List.of(Severity.values());
  private static final List<SameCause> SAME = List.of(SameCause.values());
  private static final List<Operator> OPERATORS = List.of(Operator.values());
  private static final List<Function> FUNCTIONS = List.of(Function.values());

  private RuleCodec() {}

  static void write(Rule rule, PackWriter out) throws IOException {
    out.text(rule.id());
    out.text(rule.group());
    out.small(SEVERITIES.indexOf(rule.severity()));
    out.text(rule.title());
    out.text(rule.judges());
    writeRelease(rule.since(), out);
    writeRelease(rule.until(), out);
    write(rule.when(), out);
    writeStrings(rule.message().parts(), out);
    out.small(rule.help().size());
    for (Template help : rule.help()) {
      writeStrings(help.parts(), out);
    }
    writeStrings(rule.at(), out);
    out.small(rule.related().size());
    for (Rule.RelatedPlace place : rule.related()) {
      out.text(place.at());
      writeStrings(place.message().parts(), out);
    }
    Rule.FixRecipe fix = rule.fix();
    out.truth(fix != null);
    if (fix != null) {
      out.truth(fix.safe());
      writeStrings(fix.description().parts(), out);
      writeStrings(fix.anchors(), out);
      writeTemplate(fix.words(), out);
      writeTemplate(fix.with(), out);
    }
    Rule.Milder milder = rule.milder();
    out.truth(milder != null);
    if (milder != null) {
      out.small(SEVERITIES.indexOf(milder.severity()));
      write(milder.when(), out);
    }
    out.truth(rule.suppressible());
    writeStrings(rule.notWith(), out);
    out.small(rule.yieldsTo().size());
    for (Rule.Yield one : rule.yieldsTo()) {
      out.text(one.rule());
      out.small(SAME.indexOf(one.same()));
    }
  }

  static Rule read(PackReader in) throws IOException {
    return new Rule(
        in.text(),
        in.text(),
        SEVERITIES.get(in.small()),
        in.text(),
        in.text(),
        readRelease(in),
        readRelease(in),
        readExpression(in),
        new Template(readStrings(in)),
        readTemplates(in),
        readStrings(in),
        readRelated(in),
        readFix(in),
        in.truth() ? new Rule.Milder(SEVERITIES.get(in.small()), readExpression(in)) : null,
        in.truth(),
        readStrings(in),
        readYields(in));
  }

  private static List<Rule.Yield> readYields(PackReader in) throws IOException {
    int size = in.small();
    if (size == 0) {
      return List.of();
    }
    List<Rule.Yield> yields = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      yields.add(new Rule.Yield(in.text(), SAME.get(in.small())));
    }
    return yields;
  }

  private static List<Template> readTemplates(PackReader in) throws IOException {
    List<Template> templates = new ArrayList<>();
    for (int n = in.small(); n > 0; n--) {
      templates.add(new Template(readStrings(in)));
    }
    return templates;
  }

  private static List<Rule.RelatedPlace> readRelated(PackReader in) throws IOException {
    List<Rule.RelatedPlace> places = new ArrayList<>();
    for (int n = in.small(); n > 0; n--) {
      places.add(new Rule.RelatedPlace(in.text(), new Template(readStrings(in))));
    }
    return places;
  }

  private static Rule.@Nullable FixRecipe readFix(PackReader in) throws IOException {
    if (!in.truth()) {
      return null;
    }
    return new Rule.FixRecipe(
        in.truth(),
        new Template(readStrings(in)),
        readStrings(in),
        readTemplate(in),
        readTemplate(in));
  }

  private static void writeTemplate(@Nullable Template template, PackWriter out)
      throws IOException {
    out.truth(template != null);
    if (template != null) {
      writeStrings(template.parts(), out);
    }
  }

  private static @Nullable Template readTemplate(PackReader in) throws IOException {
    return in.truth() ? new Template(readStrings(in)) : null;
  }

  static void write(RuleText text, PackWriter out) throws IOException {
    out.text(text.why());
    out.text(text.mend());
    out.number(text.references().size());
    for (RuleText.Reference reference : text.references()) {
      out.text(reference.text());
      writeOptional(reference.url(), out);
    }
    writeStrings(text.tags(), out);
    out.number(text.examples().size());
    for (RuleText.Example example : text.examples()) {
      out.truth(example.bad());
      writeOptional(example.title(), out);
      writeOptional(example.release(), out);
      writeStrings(example.expect(), out);
      writePlain(example.options(), out);
      writePlain(example.files(), out);
    }
  }

  static RuleText readText(PackReader in) throws IOException {
    String why = in.text();
    String mend = in.text();
    List<RuleText.Reference> references = new ArrayList<>();
    for (int n = in.number(); n > 0; n--) {
      references.add(new RuleText.Reference(in.text(), readOptional(in)));
    }
    List<String> tags = readStrings(in);
    List<RuleText.Example> examples = new ArrayList<>();
    for (int n = in.number(); n > 0; n--) {
      boolean bad = in.truth();
      String title = readOptional(in);
      String release = readOptional(in);
      List<String> expect = readStrings(in);
      Map<String, String> options = new LinkedHashMap<>();
      readMap(in).forEach((key, value) -> options.put(key, value.toString()));
      examples.add(new RuleText.Example(bad, title, release, expect, options, readMap(in)));
    }
    return new RuleText(why, mend, references, tags, examples);
  }

  private static Map<String, Object> readMap(PackReader in) throws IOException {
    if (in.small() != 'm') {
      throw new IOException("expected a mapping");
    }
    return readEntries(in);
  }

  private static Map<String, Object> readEntries(PackReader in) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int n = in.number(); n > 0; n--) {
      String key = in.text();
      map.put(key, readPlain(in));
    }
    return map;
  }

  private static void writePlain(Object value, PackWriter out) throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.small('m');
      out.number(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.text(String.valueOf(entry.getKey()));
        writePlain(entry.getValue(), out);
      }
    } else if (value instanceof List<?> list) {
      out.small('l');
      out.number(list.size());
      for (Object item : list) {
        writePlain(item, out);
      }
    } else if (value instanceof Boolean truth) {
      out.small(truth ? 't' : 'f');
    } else if (value instanceof Long number) {
      out.small('n');
      out.whole(number);
    } else {
      out.small('s');
      out.text(value.toString());
    }
  }

  private static Object readPlain(PackReader in) throws IOException {
    return switch (in.small()) {
      case 'm' -> readEntries(in);
      case 'l' -> {
        List<Object> list = new ArrayList<>();
        for (int n = in.number(); n > 0; n--) {
          list.add(readPlain(in));
        }
        yield list;
      }
      case 't' -> true;
      case 'f' -> false;
      case 'n' -> in.whole();
      default -> in.text();
    };
  }

  private static void write(Expression expression, PackWriter out) throws IOException {
    if (expression instanceof Constant c) {
      writeConstant(c.fact(), out);
    } else if (expression instanceof ParameterValue p) {
      out.small('$');
      out.text(p.name());
    } else if (expression instanceof FactOf f) {
      out.small('f');
      out.text(f.name());
    } else if (expression instanceof Call c) {
      out.small('(');
      out.small(FUNCTIONS.indexOf(c.function()));
      write(c.argument(), out);
    } else if (expression instanceof Compare c) {
      out.small('=');
      out.small(OPERATORS.indexOf(c.operator()));
      write(c.left(), out);
      write(c.right(), out);
    } else if (expression instanceof Not n) {
      out.small('!');
      write(n.item(), out);
    } else if (expression instanceof SomeService s) {
      out.small('s');
      write(s.item(), out);
    } else if (expression instanceof And a) {
      writeAll('&', a.items(), out);
    } else if (expression instanceof Or o) {
      writeAll('|', o.items(), out);
    } else if (expression instanceof ListOf l) {
      writeAll(',', l.items(), out);
    }
  }

  private static void writeConstant(Fact fact, PackWriter out) throws IOException {
    if (fact instanceof Fact.Whole n) {
      out.small('#');
      out.whole(n.number());
    } else if (fact instanceof Fact.Release r) {
      out.small('v');
      out.text(r.release().toString());
    } else if (fact instanceof Fact.YesNo t) {
      out.small(t.truth() ? '1' : '0');
    } else {
      out.small('\'');
      out.text(fact.shown());
    }
  }

  private static void writeAll(char kind, List<Expression> items, PackWriter out)
      throws IOException {
    out.small(kind);
    out.small(items.size());
    for (Expression item : items) {
      write(item, out);
    }
  }

  private static Expression readExpression(PackReader in) throws IOException {
    return switch (in.small()) {
      case '#' -> new Constant(Fact.of(in.whole()));
      case 'v' -> new Constant(new Fact.Release(release(in.text())));
      case '1' -> new Constant(Facts.TRUE);
      case '0' -> new Constant(Facts.FALSE);
      case '\'' -> new Constant(Fact.of(in.text()));
      case '$' -> new ParameterValue(in.text());
      case 'f' -> new FactOf(in.text());
      case '(' -> new Call(FUNCTIONS.get(in.small()), readExpression(in));
      case '=' -> new Compare(OPERATORS.get(in.small()), readExpression(in), readExpression(in));
      case '!' -> new Not(readExpression(in));
      case 's' -> new SomeService(readExpression(in));
      case '&' -> new And(readAll(in));
      case '|' -> new Or(readAll(in));
      case ',' -> new ListOf(readAll(in));
      default -> throw new IOException("not a compiled condition");
    };
  }

  private static List<Expression> readAll(PackReader in) throws IOException {
    int size = in.small();
    List<Expression> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      items.add(readExpression(in));
    }
    return items;
  }

  private static void writeRelease(@Nullable PostfixVersion release, PackWriter out)
      throws IOException {
    out.text(release == null ? "" : release.toString());
  }

  private static @Nullable PostfixVersion readRelease(PackReader in) throws IOException {
    String text = in.text();
    return text.isEmpty() ? null : release(text);
  }

  private static PostfixVersion release(String text) throws IOException {
    PostfixVersion release = PostfixVersion.parse(text);
    if (release == null) {
      throw new IOException("not a release: " + text);
    }
    return release;
  }

  private static void writeOptional(@Nullable String text, PackWriter out) throws IOException {
    out.text(text == null ? "" : text);
  }

  private static @Nullable String readOptional(PackReader in) throws IOException {
    String text = in.text();
    return text.isEmpty() ? null : text;
  }

  private static void writeStrings(List<String> texts, PackWriter out) throws IOException {
    out.number(texts.size());
    for (String text : texts) {
      out.text(text);
    }
  }

  private static List<String> readStrings(PackReader in) throws IOException {
    int size = in.number();
    List<String> texts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      texts.add(in.text());
    }
    return texts;
  }
}
