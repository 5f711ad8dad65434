package io.github.posttlslint.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.posttlslint.input.DirectoryTree.Mapping;
import io.github.posttlslint.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of searches and directories. */
@Slow
class BoundedSearchTest {

  @TempDir Path directory;

  private DirectoryTree tree() {
    return new DirectoryTree(
        List.of(new Mapping("/", directory)),
        true,
        directory,
        Manifest.EMPTY,
        List.of(),
        new DirectoryTree.Host(new Gate(directory), new GitIndexes(), null));
  }

  @Test
  void searchEndsAfterItsFiles() throws IOException {
    for (int i = 0; i < 20; i++) {
      Files.createFile(directory.resolve("file" + i));
    }
    SetupFinder finder = finder(directory, 10);
    finder.add(".");
    assertThat(finder.problems())
        .contains("the search ends after 10 files; name the directories of the set-ups");
  }

  @Test
  void searchEndsAfterItsSetups() throws IOException {
    for (int i = 0; i < 20; i++) {
      Files.createFile(Files.createDirectory(directory.resolve("host" + i)).resolve("main.cf"));
    }
    SetupFinder finder = finder(directory, 1000);
    finder.add(".");
    assertThat(locations(finder)).hasSize(10);
    assertThat(finder.problems())
        .containsExactly("the search ends after 10 set-ups; name directories below");
  }

  @Test
  void searchThatFindsJustSoManySetupsLacksNothing() throws IOException {
    for (int i = 0; i < 10; i++) {
      Files.createFile(Files.createDirectory(directory.resolve("d" + i)).resolve("main.cf"));
    }
    Files.createDirectory(directory.resolve("z"));
    SetupFinder finder = finder(directory, 1000);
    finder.add(".");
    assertThat(locations(finder)).hasSize(10);
    assertThat(finder.problems()).isEmpty();
  }

  @Test
  void currentDirectoryWithoutANameIsSearched() {
    SetupFinder finder = new SetupFinder(Path.of(""), new Entrance(new Gate(Path.of("")), null));
    finder.add("samples");
    finder.add(".");
    assertThat(locations(finder)).hasSizeGreaterThan(3);
    assertThat(finder.problems()).noneMatch(problem -> problem.endsWith("cannot be read"));
  }

  @Test
  void treeLooksOnceUntilItIsToldToForget() throws IOException {
    DirectoryTree tree = tree();
    assertThat(tree.look("/a/f")).isInstanceOf(FileTree.Missing.class);
    Files.createFile(Files.createDirectory(directory.resolve("a")).resolve("f"));
    assertThat(tree.look("/a/f")).isInstanceOf(FileTree.Missing.class);
    tree.forget();
    assertThat(tree.look("/a/f")).isInstanceOf(FileTree.Found.class);
  }

  @Test
  void treeReadsSoManyFilesAndNames() throws IOException {
    for (int i = 0; i <= Limits.SETUP_FILES; i++) {
      Files.createFile(directory.resolve("f" + i));
    }
    DirectoryTree tree = tree();
    for (int i = 0; i < Limits.SETUP_FILES; i++) {
      tree.read("/f" + i);
    }
    assertThat(tree.read("/f1")).isEmpty();
    assertThatThrownBy(() -> tree.read("/f" + Limits.SETUP_FILES))
        .hasMessage("not read: the set-up names more than 10000 files or 64 MiB");
    assertThat(tree.list("/")).hasSize(Limits.DIRECTORY_NAMES);
  }

  private static SetupFinder finder(Path directory, int mostFiles) {
    return new SetupFinder(directory, new Entrance(new Gate(directory), null), mostFiles, 10);
  }

  private static List<SetupFinder.Location> locations(SetupFinder finder) {
    List<SetupFinder.Location> locations = new ArrayList<>();
    for (SetupFinder.Location one = finder.next(); one != null; one = finder.next()) {
      locations.add(one);
    }
    return locations;
  }
}
