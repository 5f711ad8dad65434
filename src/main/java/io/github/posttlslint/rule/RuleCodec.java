package io.github.posttlslint.rule;

import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.rule.Expression.And;
import io.github.posttlslint.rule.Expression.Call;
import io.github.posttlslint.rule.Expression.Compare;
import io.github.posttlslint.rule.Expression.Constant;
import io.github.posttlslint.rule.Expression.FactOf;
import io.github.posttlslint.rule.Expression.Function;
import io.github.posttlslint.rule.Expression.ListOf;
import io.github.posttlslint.rule.Expression.Not;
import io.github.posttlslint.rule.Expression.Operator;
import io.github.posttlslint.rule.Expression.Or;
import io.github.posttlslint.rule.Expression.ParameterValue;
import io.github.posttlslint.rule.Expression.SomeService;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The compact binary form of rules that the build makes and a run reads. */
final class RuleCodec {

  private static final Operator[] OPERATORS = Operator.values();
  private static final Function[] FUNCTIONS = Function.values();

  private RuleCodec() {}

  static void write(Rule rule, DataOutput out) throws IOException {
    out.writeUTF(rule.id());
    out.writeUTF(rule.group());
    out.writeUTF(rule.severity().label());
    out.writeUTF(rule.title());
    out.writeUTF(rule.judges());
    writeRelease(rule.since(), out);
    writeRelease(rule.until(), out);
    write(rule.when(), out);
    writeStrings(rule.message().parts(), out);
    writeStrings(rule.at(), out);
    out.writeByte(rule.related().size());
    for (Rule.RelatedPlace place : rule.related()) {
      out.writeUTF(place.at());
      writeStrings(place.message().parts(), out);
    }
    Rule.FixRecipe fix = rule.fix();
    out.writeBoolean(fix != null);
    if (fix != null) {
      out.writeBoolean(fix.safe());
      writeStrings(fix.description().parts(), out);
      writeOptional(fix.replace(), out);
      writeStrings(fix.with().parts(), out);
    }
    Rule.Milder milder = rule.milder();
    out.writeBoolean(milder != null);
    if (milder != null) {
      out.writeUTF(milder.severity().label());
      write(milder.when(), out);
    }
  }

  static Rule read(DataInput in) throws IOException {
    return new Rule(
        in.readUTF(),
        in.readUTF(),
        severity(in.readUTF()),
        in.readUTF(),
        in.readUTF(),
        readRelease(in),
        readRelease(in),
        readExpression(in),
        new Template(readStrings(in)),
        readStrings(in),
        readRelated(in),
        readFix(in),
        in.readBoolean() ? new Rule.Milder(severity(in.readUTF()), readExpression(in)) : null);
  }

  private static List<Rule.RelatedPlace> readRelated(DataInput in) throws IOException {
    List<Rule.RelatedPlace> places = new ArrayList<>();
    for (int n = in.readByte(); n > 0; n--) {
      places.add(new Rule.RelatedPlace(in.readUTF(), new Template(readStrings(in))));
    }
    return places;
  }

  private static Rule.@Nullable FixRecipe readFix(DataInput in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    return new Rule.FixRecipe(
        in.readBoolean(),
        new Template(readStrings(in)),
        readOptional(in),
        new Template(readStrings(in)));
  }

  static void write(RuleText text, DataOutput out) throws IOException {
    out.writeUTF(text.why());
    out.writeUTF(text.mend());
    out.writeShort(text.references().size());
    for (RuleText.Reference reference : text.references()) {
      out.writeUTF(reference.text());
      writeOptional(reference.url(), out);
    }
    writeStrings(text.tags(), out);
    out.writeShort(text.examples().size());
    for (RuleText.Example example : text.examples()) {
      out.writeBoolean(example.bad());
      writeOptional(example.title(), out);
      writeOptional(example.release(), out);
      writeStrings(example.expect(), out);
      writePlain(example.options(), out);
      writePlain(example.files(), out);
    }
  }

  static RuleText readText(DataInput in) throws IOException {
    String why = in.readUTF();
    String mend = in.readUTF();
    List<RuleText.Reference> references = new ArrayList<>();
    for (int n = in.readShort(); n > 0; n--) {
      references.add(new RuleText.Reference(in.readUTF(), readOptional(in)));
    }
    List<String> tags = readStrings(in);
    List<RuleText.Example> examples = new ArrayList<>();
    for (int n = in.readShort(); n > 0; n--) {
      boolean bad = in.readBoolean();
      String title = readOptional(in);
      String release = readOptional(in);
      List<String> expect = readStrings(in);
      Map<String, String> options = new LinkedHashMap<>();
      readMap(in).forEach((key, value) -> options.put(key, value.toString()));
      examples.add(new RuleText.Example(bad, title, release, expect, options, readMap(in)));
    }
    return new RuleText(why, mend, references, tags, examples);
  }

  private static Map<String, Object> readMap(DataInput in) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    if (in.readByte() != 'm') {
      throw new IOException("expected a mapping");
    }
    for (int n = in.readShort(); n > 0; n--) {
      String key = in.readUTF();
      map.put(key, readPlain(in));
    }
    return map;
  }

  private static void writePlain(Object value, DataOutput out) throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.writeByte('m');
      out.writeShort(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeUTF(String.valueOf(entry.getKey()));
        writePlain(entry.getValue(), out);
      }
    } else if (value instanceof List<?> list) {
      out.writeByte('l');
      out.writeShort(list.size());
      for (Object item : list) {
        writePlain(item, out);
      }
    } else if (value instanceof Boolean truth) {
      out.writeByte(truth ? 't' : 'f');
    } else if (value instanceof Long number) {
      out.writeByte('n');
      out.writeLong(number);
    } else {
      out.writeByte('s');
      out.writeUTF(value.toString());
    }
  }

  private static Object readPlain(DataInput in) throws IOException {
    byte kind = in.readByte();
    switch (kind) {
      case 'm' -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int n = in.readShort(); n > 0; n--) {
          String key = in.readUTF();
          map.put(key, readPlain(in));
        }
        return map;
      }
      case 'l' -> {
        List<Object> list = new ArrayList<>();
        for (int n = in.readShort(); n > 0; n--) {
          list.add(readPlain(in));
        }
        return list;
      }
      case 't' -> {
        return true;
      }
      case 'f' -> {
        return false;
      }
      case 'n' -> {
        return in.readLong();
      }
      default -> {
        return in.readUTF();
      }
    }
  }

  private static void write(Expression expression, DataOutput out) throws IOException {
    if (expression instanceof Constant c) {
      writeConstant(c.fact(), out);
    } else if (expression instanceof ParameterValue p) {
      out.writeByte('$');
      out.writeUTF(p.name());
    } else if (expression instanceof FactOf f) {
      out.writeByte('f');
      out.writeUTF(f.name());
    } else if (expression instanceof Call c) {
      out.writeByte('(');
      out.writeUTF(c.function().word);
      write(c.arguments().get(0), out);
    } else if (expression instanceof Compare c) {
      out.writeByte('=');
      out.writeUTF(c.operator().sign);
      write(c.left(), out);
      write(c.right(), out);
    } else if (expression instanceof Not n) {
      out.writeByte('!');
      write(n.item(), out);
    } else if (expression instanceof SomeService s) {
      out.writeByte('s');
      write(s.item(), out);
    } else if (expression instanceof And a) {
      writeAll('&', a.items(), out);
    } else if (expression instanceof Or o) {
      writeAll('|', o.items(), out);
    } else if (expression instanceof ListOf l) {
      writeAll(',', l.items(), out);
    }
  }

  private static void writeConstant(Fact fact, DataOutput out) throws IOException {
    if (fact instanceof Fact.Whole n) {
      out.writeByte('#');
      out.writeLong(n.number());
    } else if (fact instanceof Fact.Release r) {
      out.writeByte('v');
      out.writeUTF(r.release().toString());
    } else if (fact instanceof Fact.Truth t) {
      out.writeByte(t.truth() ? '1' : '0');
    } else {
      out.writeByte('\'');
      out.writeUTF(fact.shown());
    }
  }

  private static void writeAll(char kind, List<Expression> items, DataOutput out)
      throws IOException {
    out.writeByte(kind);
    out.writeByte(items.size());
    for (Expression item : items) {
      write(item, out);
    }
  }

  private static Severity severity(String label) throws IOException {
    Severity severity = Severity.of(label);
    if (severity == null) {
      throw new IOException("not a severity: " + label);
    }
    return severity;
  }

  private static Operator operator(String sign) throws IOException {
    for (Operator operator : OPERATORS) {
      if (operator.sign.equals(sign)) {
        return operator;
      }
    }
    throw new IOException("not an operator: " + sign);
  }

  private static Function function(String word) throws IOException {
    for (Function function : FUNCTIONS) {
      if (function.word.equals(word)) {
        return function;
      }
    }
    throw new IOException("not a function: " + word);
  }

  private static Expression readExpression(DataInput in) throws IOException {
    return switch (in.readByte()) {
      case '#' -> new Constant(Fact.of(in.readLong()));
      case 'v' -> new Constant(new Fact.Release(release(in.readUTF())));
      case '1' -> new Constant(Facts.TRUE);
      case '0' -> new Constant(Facts.FALSE);
      case '\'' -> new Constant(Fact.of(in.readUTF()));
      case '$' -> new ParameterValue(in.readUTF());
      case 'f' -> new FactOf(in.readUTF());
      case '(' -> new Call(function(in.readUTF()), List.of(readExpression(in)));
      case '=' -> new Compare(operator(in.readUTF()), readExpression(in), readExpression(in));
      case '!' -> new Not(readExpression(in));
      case 's' -> new SomeService(readExpression(in));
      case '&' -> new And(readAll(in));
      case '|' -> new Or(readAll(in));
      case ',' -> new ListOf(readAll(in));
      default -> throw new IOException("not a compiled condition");
    };
  }

  private static List<Expression> readAll(DataInput in) throws IOException {
    int size = in.readByte();
    List<Expression> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      items.add(readExpression(in));
    }
    return items;
  }

  private static void writeRelease(@Nullable PostfixVersion release, DataOutput out)
      throws IOException {
    out.writeUTF(release == null ? "" : release.toString());
  }

  private static @Nullable PostfixVersion readRelease(DataInput in) throws IOException {
    String text = in.readUTF();
    return text.isEmpty() ? null : release(text);
  }

  private static PostfixVersion release(String text) throws IOException {
    PostfixVersion release = PostfixVersion.parse(text);
    if (release == null) {
      throw new IOException("not a release: " + text);
    }
    return release;
  }

  private static void writeOptional(@Nullable String text, DataOutput out) throws IOException {
    out.writeUTF(text == null ? "" : text);
  }

  private static @Nullable String readOptional(DataInput in) throws IOException {
    String text = in.readUTF();
    return text.isEmpty() ? null : text;
  }

  private static void writeStrings(List<String> texts, DataOutput out) throws IOException {
    out.writeShort(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private static List<String> readStrings(DataInput in) throws IOException {
    int size = in.readShort();
    List<String> texts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
