package io.github.posttlslint.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path directory;

  @Test
  void writesANewFileAndReplacesAnOldOne() throws IOException {
    Path file = directory.resolve("report.json");
    WholeFile.write(file, out -> out.append("é1"));
    assertThat(file).hasContent("é1");
    WholeFile.write(file, out -> out.append("2"));
    assertThat(file).hasContent("2");
    assertThat(directory).isDirectoryNotContaining("glob:**.tmp*");
  }

  @Test
  void oldFileStaysWhenTheWriterFails() throws IOException {
    Path file = directory.resolve("report.json");
    Files.writeString(file, "old");
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.append("half");
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");
    assertThat(file).hasContent("old");
    assertThat(directory).isDirectoryNotContaining("glob:**.tmp*");
  }

  @Test
  void refusesASymbolicLink() throws IOException {
    Path file = Files.writeString(directory.resolve("real"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    assertThatThrownBy(() -> WholeFile.write(link, out -> out.append("new")))
        .isInstanceOf(IOException.class);
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("old");
  }

  @Test
  void neverTouchesAFileOfTheTemporaryName() throws IOException {
    Path other = Files.writeString(directory.resolve("r.tmp1"), "other");
    WholeFile.write(directory.resolve("r"), out -> out.append("new"));
    assertThat(other).hasContent("other");
    assertThat(directory.resolve("r")).hasContent("new");
  }

  @Test
  void writesStraightToWhatIsNoRegularFile() throws IOException {
    WholeFile.write(Path.of("/dev/null"), out -> out.append("gone"));
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
  }

  @Test
  void missingDirectoryIsAnError() {
    assertThatThrownBy(() -> WholeFile.write(directory.resolve("none/r"), out -> out.append("x")))
        .isInstanceOf(IOException.class);
  }
}
