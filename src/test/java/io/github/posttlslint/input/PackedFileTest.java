package io.github.posttlslint.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.posttlslint.postfix.PostfixVersion;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedFileTest {

  @Test
  void readsWhatLiesBesideAClass() throws IOException {
    byte[] expected;
    try (InputStream in = PostfixVersion.class.getResourceAsStream("programs.tsv")) {
      expected = in.readAllBytes();
    }
    assertThat(PackedFile.read(PostfixVersion.class, "programs.tsv")).isEqualTo(expected);
  }

  @Test
  void readsFromAJarWithABlankInItsName(@TempDir Path directory) throws Exception {
    Path jar = directory.resolve("a jar.jar");
    String type = "io/github/posttlslint/input/Span.class";
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
        InputStream bytes = Span.class.getResourceAsStream("Span.class")) {
      out.putNextEntry(new ZipEntry(type));
      bytes.transferTo(out);
      out.putNextEntry(new ZipEntry("io/github/posttlslint/input/facts.txt"));
      out.write("packed".getBytes());
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      Class<?> packed = loader.loadClass("io.github.posttlslint.input.Span");

      assertThat(PackedFile.read(packed, "facts.txt")).asString().isEqualTo("packed");
    }
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThatThrownBy(() -> PackedFile.read(Span.class, "nothing.txt"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("io/github/posttlslint/input/nothing.txt");
  }
}
