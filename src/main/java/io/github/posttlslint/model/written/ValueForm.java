package io.github.posttlslint.model.written;

import io.github.posttlslint.model.Setup;
import io.github.posttlslint.postfix.AcceptedValues;
import io.github.posttlslint.postfix.Parameter;
import io.github.posttlslint.postfix.ParameterType;

/** What a parameter's value is made of. */
public enum ValueForm {
  BOOLEAN,
  INTEGER,
  TIME,
  /** One path of a certificate, key, CA or DH file. */
  FILE(true, false),
  DIRECTORY(true, false),
  /** A list of files. */
  FILES(true, true),
  /** One {@code type:name}. */
  TABLE(true, true),
  /** A list of {@code type:name}. */
  TABLES(true, true),
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

  private final boolean namesFiles;
  private final boolean isSplit;

  ValueForm() {
    this(false, false);
  }

  ValueForm(boolean namesFiles, boolean isSplit) {
    this.namesFiles = namesFiles;
    this.isSplit = isSplit;
  }

  /** Whether the value names files, directories or tables. */
  boolean namesFiles() {
    return namesFiles;
  }

  /** Whether commas and blanks part what the value names. */
  boolean isSplit() {
    return isSplit;
  }

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

  /** The forms bear the names of the kinds, but for paths. */
  private static ValueForm of(AcceptedValues.Kind kind) {
    return kind == AcceptedValues.Kind.PATH ? FILE : valueOf(kind.name());
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
