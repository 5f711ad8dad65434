package io.github.posttlslint.model;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.model.SeenFile.State;
import io.github.posttlslint.pki.PemFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The files that one setup names, each read once. */
public final class FileStore {

  private final Setup setup;
  private final Map<String, SeenFile> seen = new HashMap<>();

  /** By their real paths, the files that were read. */
  private final Map<String, SeenFile> read = new HashMap<>();

  FileStore(Setup setup) {
    this.setup = setup;
  }

  /** What a parameter of a service names; relative names start at the queue directory. */
  public SeenFile see(Service service, String name) {
    if (name.startsWith("/")) {
      return see(name);
    }
    return service
        .value("queue_directory")
        .known()
        .fold(
            queue -> see(Paths.join(queue, name)),
            () -> see(Paths.join("", name)),
            doubt -> unseen(name, "the queue directory is not known"));
  }

  /** A name that is not known in full. */
  public synchronized SeenFile unseen(String name, String reason) {
    return seen.computeIfAbsent(reason + "\0" + name, k -> SeenFile.unseen(name, name, reason));
  }

  /** What lies at an absolute path. */
  public synchronized SeenFile see(String path) {
    return seen.computeIfAbsent(path, this::look);
  }

  private SeenFile look(String path) {
    FileTree tree = setup.tree();
    FileTree.Entry entry = tree.look(path);
    String shown = tree.displayName(path);
    if (entry instanceof FileTree.Missing) {
      return SeenFile.missing(path, shown);
    } else if (entry instanceof FileTree.Found found) {
      return switch (found.kind()) {
        case DIRECTORY -> SeenFile.found(State.DIRECTORY, path, shown, found, "");
        case SPECIAL ->
            SeenFile.found(State.SPECIAL, path, shown, found, "it is not a regular file");
        case FILE -> {
          SeenFile known = read.get(found.path());
          SeenFile file = known == null ? file(path, shown, found) : known.at(path, shown);
          read.putIfAbsent(found.path(), file);
          yield file;
        }
      };
    }
    String reason = entry instanceof FileTree.Unseen unseen ? unseen.reason() : "";
    return SeenFile.unseen(path, shown, reason);
  }

  private SeenFile file(String path, String shown, FileTree.Found found) {
    try {
      byte[] bytes = setup.tree().read(path);
      PemFile known = setup.pems().find(shown, bytes);
      if (known == null && PemFile.hasTooMany(bytes)) {
        throw new IOException("it holds more than " + Limits.PEM_OBJECTS + " PEM objects");
      }
      return SeenFile.file(path, shown, found, bytes, known, setup.pems());
    } catch (IOException e) {
      String message = e.getMessage();
      String reason = message == null ? "it cannot be read" : message;
      return SeenFile.found(State.FILE, path, shown, found, reason);
    }
  }
}
