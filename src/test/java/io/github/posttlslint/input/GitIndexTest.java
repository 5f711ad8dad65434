package io.github.posttlslint.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.posttlslint.testkit.Program;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes that the real git writes. */
class GitIndexTest {

  @TempDir Path temp;

  private Path top;

  @BeforeEach
  void makeRepository() throws Exception {
    top = Files.createDirectory(temp.resolve("top"));
    git("init", "-q");
    Files.createDirectories(top.resolve("etc/postfix"));
    Files.writeString(top.resolve("etc/postfix/key.pem"), "key");
    Files.writeString(top.resolve("etc/postfix/other-key.pem"), "key");
    Files.writeString(top.resolve("key.pem"), "key");
  }

  @Test
  void knowsWhatWasAdded() throws Exception {
    git("add", "etc/postfix/key.pem");
    assertThat(new GitIndexes().has(top.resolve("etc/postfix/key.pem"))).isTrue();
    assertThat(new GitIndexes().has(top.resolve("etc/postfix/other-key.pem"))).isFalse();
    assertThat(new GitIndexes().has(top.resolve("key.pem"))).isFalse();
    assertThat(new GitIndexes().has(top.resolve("etc/postfix/key"))).isFalse();
  }

  @Test
  void knowsWhatIsInAFurtherWorkingTree() throws Exception {
    git("add", "etc");
    git("commit", "-q", "-m", "x");
    git("worktree", "add", "-q", temp.resolve("further").toString());
    assertThat(new GitIndexes().has(temp.resolve("further/etc/postfix/key.pem"))).isTrue();
    assertThat(new GitIndexes().has(temp.resolve("further/key.pem"))).isFalse();
  }

  @Test
  void knowsWhatIsMeantToBeAdded() throws Exception {
    git("add", "-N", "key.pem");
    assertThat(new GitIndexes().has(top.resolve("key.pem"))).isTrue();
  }

  @Test
  void saysNothingOfWhatItCannotRead() throws Exception {
    git("add", "key.pem");
    git("update-index", "--index-version", "4");
    assertThat(new GitIndexes().has(top.resolve("key.pem"))).isNull();
    Files.write(top.resolve(".git/index"), new byte[] {'D', 'I', 'R', 'C'});
    assertThat(new GitIndexes().has(top.resolve("key.pem"))).isNull();
  }

  @Test
  void saysNothingOfAnIndexThatIsTooLarge() throws Exception {
    git("add", "key.pem");
    assertThat(new GitIndexes().has(top.resolve("key.pem"))).isTrue();
    try (RandomAccessFile index = new RandomAccessFile(top.resolve(".git/index").toFile(), "rw")) {
      index.setLength(Limits.GIT_INDEX_SIZE + 1L);
    }
    assertThat(new GitIndexes().has(top.resolve("key.pem"))).isNull();
  }

  @Test
  void goesPastWhatGitGoesPast() throws Exception {
    git("add", "etc");
    Files.createDirectory(top.resolve("etc/.git"));
    assertThat(new GitIndexes().has(top.resolve("etc/postfix/key.pem"))).isTrue();
    Files.delete(top.resolve("etc/.git"));
    Files.createSymbolicLink(top.resolve("etc/.git"), Path.of("/dev/zero"));
    assertThat(new GitIndexes().has(top.resolve("etc/postfix/key.pem"))).isTrue();
  }

  @Test
  void followsNoPointerToARepositoryAmongTheFiles() throws Exception {
    git("add", "etc");
    git("init", "-q", "other");
    Files.move(top.resolve("other/.git"), top.resolve("etc/evil"));
    for (String text : List.of("gitdir: evil", "gitdir: nowhere", "gitdir: \0", "x", "gitdir: ")) {
      Files.writeString(top.resolve("etc/.git"), text);
      assertThat(new GitIndexes().has(top.resolve("etc/postfix/key.pem"))).as(text).isNull();
    }
  }

  @Test
  void opensNoIndexThatIsALinkOrNoFile() throws Exception {
    git("add", "etc");
    Path index = top.resolve(".git/index");
    Path aside = Files.move(index, temp.resolve("aside"));
    for (Path target : List.of(aside, Path.of("/dev/zero"), temp)) {
      Files.createSymbolicLink(index, target);
      assertThat(new GitIndexes().has(top.resolve("etc/postfix/key.pem"))).isNull();
      Files.delete(index);
    }
    Files.createDirectory(index);
    assertThat(new GitIndexes().has(top.resolve("etc/postfix/key.pem"))).isNull();
  }

  @Test
  void saysNothingOfASplitIndex() throws Exception {
    git("add", "etc");
    git("update-index", "--split-index");
    git("add", "key.pem");
    assertThat(new GitIndexes().has(top.resolve("etc/postfix/key.pem"))).isNull();
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(Program.require("git").toString()));
    command.addAll(List.of("-c", "user.name=Test", "-c", "user.email=test@example.com"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(top.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }
}
