package io.github.posttlslint.kinds;

import io.github.posttlslint.language.Kind;
import io.github.posttlslint.model.written.ConfigFile;

/** main.cf or master.cf as a file. */
final class ConfigFileKind {

  private ConfigFileKind() {}

  static final Kind<ConfigFile> KIND =
      new Kind<ConfigFile>("config-file", "main.cf or master.cf as a file")
          .truth("bom", "it begins with a byte order mark", ConfigFile::hasByteOrderMark)
          .truth("crlf", "it has a line that ends in CR LF", ConfigFile::hasCrLf)
          .text("markless", "its text without the byte order mark", ConfigFile::withoutMark)
          .text("unix", "its text with LF for CR LF", ConfigFile::withoutCr)
          .including(SetupKind.FACTS, ConfigFile::setup)
          .anchor("text", "all of it", ConfigFile::all);
}
