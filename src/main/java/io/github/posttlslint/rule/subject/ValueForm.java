package io.github.posttlslint.rule.subject;

import io.github.posttlslint.postfix.AcceptedValues;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.ParameterType;
import io.github.posttlslint.postfix.PostfixVersion;
import io.github.posttlslint.postfix.ValueCheck;
import io.github.posttlslint.postfix.ValueProblem;
import io.github.posttlslint.rule.Fact;
import io.github.posttlslint.setup.Setup;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter's value is made of: {@code boolean}, {@code integer}, {@code time}; {@code file}
 * (one path of a certificate, key, CA or DH file), {@code directory}, {@code files} (a list of
 * them); the kinds of {@link AcceptedValues.Kind} in lower case with hyphens ({@code one}, {@code
 * flags}, {@code protocols}, ...); {@code tables} (a list of {@code type:name}); {@code text} for
 * everything else.
 */
final class ValueForm {

  private ValueForm() {}

  static String of(Setup setup, String name) {
    Parameter parameter = setup.parameters().find(name);
    if (parameter == null) {
      return "text";
    }
    ParameterType type = parameter.type(setup.version());
    if (type.isBoolean()) {
      return "boolean";
    }
    if (type.isInteger()) {
      return "integer";
    }
    if (type == ParameterType.TIME) {
      return "time";
    }
    AcceptedValues accepted = parameter.values();
    if (accepted != null && accepted.kind() != AcceptedValues.Kind.TEXT) {
      return accepted.kind() == AcceptedValues.Kind.PATH ? "file" : word(accepted.kind());
    }
    return parameter.isTls() ? ofTls(name) : "text";
  }

  private static String ofTls(String name) {
    if (name.endsWith("_CApath")) {
      return "directory";
    }
    if (name.endsWith("_chain_files") || name.endsWith("_trust_anchor_file")) {
      return "files";
    }
    if (name.endsWith("cert_file") || name.endsWith("key_file") || name.endsWith("_CAfile")) {
      return "file";
    }
    return name.endsWith("_maps") || name.endsWith("_clientcerts") ? "tables" : "text";
  }

  /** The facts about the first thing that Postfix would complain about. */
  static @Nullable Fact problem(
      Parameter parameter, PostfixVersion version, String value, String fact) {
    ValueProblem first = ValueCheck.first(parameter, version, value);
    if (first == null) {
      return Fact.absent();
    }
    return switch (fact) {
      case "problem" -> Fact.of(word(first.kind()));
      case "problem.text" -> Fact.of(first.text());
      case "problem.nearest" -> first.nearest() == null ? Fact.absent() : Fact.of(first.nearest());
      case "problem.version" ->
          first.version() == null ? Fact.absent() : new Fact.Release(first.version());
      case "problem.bound" -> Fact.of(first.bound());
      default -> null;
    };
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
