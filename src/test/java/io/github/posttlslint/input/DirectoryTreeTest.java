package io.github.posttlslint.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.posttlslint.input.DirectoryTree.Host;
import io.github.posttlslint.input.DirectoryTree.Mapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is opened of files that are too large to be held. */
class DirectoryTreeTest {

  @TempDir Path temp;

  private Path root;
  private DirectoryTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    Path real = temp.toRealPath();
    root = Files.createDirectory(real.resolve("root"));
    Gate gate = new Gate(real);
    tree =
        new DirectoryTree(
            List.of(new Mapping("/", root)),
            true,
            real,
            Manifest.EMPTY,
            List.of(),
            new Host(gate, new GitIndexes(gate), null));
  }

  private String opened(String path, long most) throws IOException {
    try (InputStream in = tree.open(path, most)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aFileIsReadInAStream() throws IOException {
    Files.writeString(root.resolve("db"), "bytes");
    assertThat(opened("/db", 5)).isEqualTo("bytes");
  }

  @Test
  void linksStayInTheTree() throws IOException {
    Files.writeString(temp.resolve("secret"), "outside");
    Files.writeString(root.resolve("db"), "inside");
    Files.createSymbolicLink(root.resolve("absolute"), Path.of("/db"));
    Files.createSymbolicLink(root.resolve("up"), Path.of("../secret"));
    Files.createSymbolicLink(root.resolve("out"), temp.toRealPath().resolve("secret"));
    assertThat(opened("/absolute", 100)).isEqualTo("inside");
    assertThatIOException().isThrownBy(() -> opened("/up", 100));
    assertThatIOException().isThrownBy(() -> opened("/out", 100));
  }

  @Test
  void whatIsTooLargeOrNoFileIsNotOpened() throws IOException {
    Files.writeString(root.resolve("db"), "bytes");
    Files.createDirectory(root.resolve("folder"));
    assertThatIOException().isThrownBy(() -> opened("/db", 4)).withMessageContaining("larger");
    assertThatIOException().isThrownBy(() -> opened("/folder", 100));
    assertThatIOException().isThrownBy(() -> opened("/nothing", 100));
  }
}
