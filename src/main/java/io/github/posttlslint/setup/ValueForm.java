package io.github.posttlslint.setup;

import io.github.posttlslint.postfix.AcceptedValues;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.ParameterType;

/** What a parameter's value is made of. */
public enum ValueForm {
  BOOLEAN,
  INTEGER,
  TIME,
  /** One path of a certificate, key, CA or DH file. */
  FILE,
  DIRECTORY,
  /** A list of files. */
  FILES,
  /** One {@code type:name}. */
  TABLE,
  /** A list of {@code type:name}. */
  TABLES,
  /** One of a few words; this and what follows are kinds of {@link AcceptedValues}. */
  ONE,
  FLAGS,
  PROTOCOLS,
  RESTRICTIONS,
  ONE_OR_PATH,
  ACTION_OR_TABLE,
  COMPATIBILITY_LEVEL,
  CIPHERS,
  DIGEST,
  LIST,
  /** Everything else. */
  TEXT;

  /** That of a parameter in the setup's release; {@link #TEXT} for names that nobody knows. */
  public static ValueForm of(Setup setup, String name) {
    Parameter parameter = setup.parameters().find(name);
    if (parameter == null) {
      return TEXT;
    }
    ParameterType type = parameter.type(setup.version());
    if (type.isBoolean()) {
      return BOOLEAN;
    }
    if (type.isInteger()) {
      return INTEGER;
    }
    if (type == ParameterType.TIME) {
      return TIME;
    }
    AcceptedValues accepted = parameter.values();
    ValueForm form = accepted == null ? TEXT : of(accepted.kind());
    return form == TEXT && parameter.isTls() ? ofTls(name) : form;
  }

  private static ValueForm of(AcceptedValues.Kind kind) {
    return switch (kind) {
      case ONE -> ONE;
      case FLAGS -> FLAGS;
      case PROTOCOLS -> PROTOCOLS;
      case RESTRICTIONS -> RESTRICTIONS;
      case ONE_OR_PATH -> ONE_OR_PATH;
      case ACTION_OR_TABLE -> ACTION_OR_TABLE;
      case COMPATIBILITY_LEVEL -> COMPATIBILITY_LEVEL;
      case CIPHERS -> CIPHERS;
      case DIGEST -> DIGEST;
      case LIST -> LIST;
      case PATH -> FILE;
      case TABLE -> TABLE;
      case TABLES -> TABLES;
      case TEXT -> TEXT;
    };
  }

  private static ValueForm ofTls(String name) {
    if (name.endsWith("_CApath")) {
      return DIRECTORY;
    }
    if (name.endsWith("_chain_files") || name.endsWith("_trust_anchor_file")) {
      return FILES;
    }
    if (name.endsWith("cert_file") || name.endsWith("key_file") || name.endsWith("_CAfile")) {
      return FILE;
    }
    return name.endsWith("_maps") || name.endsWith("_clientcerts") ? TABLES : TEXT;
  }
}
