package io.github.posttlslint.setup;

import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.input.Limits;
import io.github.posttlslint.input.Paths;
import io.github.posttlslint.pki.PemFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The files that one setup names, each read once. */
final class FileStore {

  private final Setup setup;
  private final Map<String, SeenFile> seen = new HashMap<>();

  /** By their real paths, the files that were read. */
  private final Map<String, SeenFile> read = new HashMap<>();

  FileStore(Setup setup) {
    this.setup = setup;
  }

  /** What a parameter of a service names; relative names start at the queue directory. */
  SeenFile see(Service service, String name) {
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
  synchronized SeenFile unseen(String name, String reason) {
    return seen.computeIfAbsent(reason + "\0" + name, k -> SeenFile.unseen(name, name, reason));
  }

  /** What lies at an absolute path. */
  synchronized SeenFile see(String path) {
    SeenFile known = seen.get(path);
    if (known == null) {
      known = look(path);
      seen.put(path, known);
    }
    return known;
  }

  private SeenFile look(String path) {
    FileTree tree = setup.tree();
    FileTree.Entry entry = tree.look(path);
    String shown = tree.displayName(path);
    if (entry instanceof FileTree.Missing) {
      return SeenFile.missing(path, shown);
    } else if (entry instanceof FileTree.Found found) {
      return switch (found.kind()) {
        case DIRECTORY -> found(SeenFile.State.DIRECTORY, path, found, "");
        case SPECIAL -> found(SeenFile.State.SPECIAL, path, found, "it is not a regular file");
        case FILE -> {
          SeenFile known = read.get(found.path());
          SeenFile file =
              known == null ? file(path, found) : known.at(path, tree.displayName(path));
          read.putIfAbsent(found.path(), file);
          yield file;
        }
      };
    }
    String reason = entry instanceof FileTree.Unseen unseen ? unseen.reason() : "";
    return SeenFile.unseen(path, shown, reason);
  }

  private SeenFile found(SeenFile.State state, String path, FileTree.Found found, String reason) {
    String shown = setup.tree().displayName(path);
    return SeenFile.found(
        state, path, shown, found.path(), found.metadata(), null, reason, null, setup.pems());
  }

  private SeenFile file(String path, FileTree.Found found) {
    try {
      byte[] bytes = setup.tree().read(path);
      String shown = setup.tree().displayName(path);
      PemFile known = setup.pems().find(shown, bytes);
      if (known == null && PemFile.hasTooMany(bytes)) {
        throw new IOException("it holds more than " + Limits.PEM_OBJECTS + " PEM objects");
      }
      return SeenFile.found(
          SeenFile.State.FILE,
          path,
          shown,
          found.path(),
          found.metadata(),
          bytes,
          "",
          known,
          setup.pems());
    } catch (IOException e) {
      String message = e.getMessage();
      return found(
          SeenFile.State.FILE, path, found, message == null ? "it cannot be read" : message);
    }
  }
}
