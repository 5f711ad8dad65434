package io.github.posttlslint.cli;

import io.github.posttlslint.run.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** {@code lsp}: a language server on standard input and output. */
final class LspCommand {

  /** What holds the server, beside the jar of the program. */
  private static final String JAR = "posttls-lint-lsp.jar";

  /** System property: the directory {@code data} beside the jar of the program. */
  private static final String DATA = "posttlslint.data";

  private LspCommand() {}

  static int run(Arguments arguments, Terminal terminal) throws UsageException, IOException {
    if (!arguments.paths().isEmpty()) {
      throw new UsageException("lsp takes no PATH; the editor says which files are open");
    }
    OutputStream out = terminal.out().bytes();
    if (out == null) {
      throw new IOException("no standard output");
    }
    return server().serve(arguments, terminal, terminal.in(), out);
  }

  private static EditorServer server() throws IOException {
    Optional<EditorServer> onClassPath = ServiceLoader.load(EditorServer.class).findFirst();
    if (onClassPath.isPresent()) {
      return onClassPath.get();
    }
    Path jar = jar();
    if (jar == null) {
      throw new IOException("the program is incomplete: no " + JAR);
    }
    // open as long as the process is there
    URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, EditorServer.class.getClassLoader());
    return ServiceLoader.load(EditorServer.class, loader)
        .findFirst()
        .orElseThrow(() -> new IOException("the program is incomplete: no " + jar));
  }

  private static @Nullable Path jar() {
    String data = System.getProperty(DATA);
    if (data != null) {
      return Path.of(data).resolveSibling(JAR);
    }
    CodeSource source = EditorServer.class.getProtectionDomain().getCodeSource();
    return source == null
        ? null
        : Path.of(java.net.URI.create(source.getLocation().toString())).resolveSibling(JAR);
  }
}
