package io.github.posttlslint.cli;

import io.github.posttlslint.run.GivenOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What {@code lsp} runs; its classes lie in a jar of their own. */
public interface EditorServer {

  /**
   * Serves one client until that ends.
   *
   * @param options how set-ups are judged
   * @param terminal tells what goes wrong, and where the server runs
   * @param in messages of the client
   * @param out messages to the client
   * @return the exit status
   */
  int serve(GivenOptions options, Terminal terminal, InputStream in, OutputStream out)
      throws IOException;
}
