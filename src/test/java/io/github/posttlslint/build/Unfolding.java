package io.github.posttlslint.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/**
 * Step of the build: turns the lambdas in a jar into classes, see {@link LambdaUnfolder}, and what
 * records have by themselves into plain code, see {@link RecordUnfolder}.
 */
final class Unfolding {

  private Unfolding() {}

  /**
   * Rewrites a jar.
   *
   * @param args the jar's path
   */
  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
        try (InputStream in = zip.getInputStream(entry)) {
          files.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    Map<String, ClassNode> changed = unfold(files);
    changed.forEach((name, node) -> files.put(name + ".class", bytes(node)));
    Path written = Files.createTempFile(jar.toAbsolutePath().getParent(), "unfolded", ".jar");
    try (OutputStream out = Files.newOutputStream(written)) {
      write(files, out);
    }
    Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
    jar.toFile().setReadable(true, false);
  }

  /**
   * The changed and the new classes of a program.
   *
   * @param files all its files by path
   * @return by internal name
   */
  static Map<String, ClassNode> unfold(Map<String, byte[]> files) {
    Map<String, ClassNode> changed = new TreeMap<>();
    Map<String, List<String>> newMembers = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().endsWith(".class")) {
        ClassNode owner = node(file.getValue());
        boolean unfolded = RecordUnfolder.unfold(owner);
        List<ClassNode> made = LambdaUnfolder.unfold(owner);
        if (unfolded || !made.isEmpty()) {
          changed.put(owner.name, owner);
        }
        for (ClassNode lambda : made) {
          changed.put(lambda.name, lambda);
          newMembers
              .computeIfAbsent(lambda.nestHostClass, host -> new ArrayList<>())
              .add(lambda.name);
        }
      }
    }
    newMembers.forEach(
        (name, members) -> {
          ClassNode host =
              changed.computeIfAbsent(name, absent -> node(files.get(absent + ".class")));
          if (host.nestMembers == null) {
            host.nestMembers = new ArrayList<>();
          }
          host.nestMembers.addAll(members);
        });
    return changed;
  }

  private static ClassNode node(byte[] file) {
    ClassNode node = new ClassNode();
    new ClassReader(file).accept(node, 0);
    return node;
  }

  /** The class file. */
  static byte[] bytes(ClassNode node) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    node.accept(writer);
    return writer.toByteArray();
  }

  private static void write(Map<String, byte[]> files, OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTime(0); // the same input gives the same jar
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
  }
}
