package io.github.posttlslint.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.posttlslint.cli.Main;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The step of the build in {@code src/build}, which lies in {@code target/unfolding} by now. */
class UnfoldingTest {

  private static final Path STEP = Path.of("target/unfolding");

  private static final List<Class<?>> NEST =
      List.of(
          UnfoldingTest.class,
          Lambdas.class,
          Lambdas.Kind.class,
          Lambdas.Named.class,
          Records.class,
          Records.Empty.class,
          Records.All.class);

  @TempDir private Path directory;

  @BeforeEach
  void copyClasses() throws IOException {
    for (Class<?> one : NEST) {
      copyClass(one);
    }
  }

  private void copyClass(Class<?> one) throws IOException {
    Path file = directory.resolve(one.getName().replace('.', '/') + ".class");
    Files.createDirectories(file.getParent());
    try (InputStream in = one.getResourceAsStream(file.getFileName().toString())) {
      Files.copy(in, file);
    }
  }

  @Test
  void theProgramThatIsTestedIsTheOneThatShips() throws Exception {
    Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assertThat(classes(classes)).hasSizeGreaterThan(400);
    assertThat(leftToJava(classes)).isEmpty();
  }

  @Test
  void lambdasDoAsClassesWhatTheyDidBefore() throws Exception {
    unfold();
    assertThat(classes(directory)).anyMatch(file -> file.toString().contains("$Lambda"));
    assertThat(made(Lambdas.class)).hasToString(new Lambdas().toString());
  }

  @Test
  void recordsDoByThemselvesWhatJavaDidForThem() throws Exception {
    unfold();
    assertThat(made(Records.class)).hasToString(new Records().toString());
    assertThat(new Records().toString()).contains("All[truth=true, letter=x").contains("Empty[]");
  }

  @Test
  void nothingIsLeftToJava() throws Exception {
    assertThat(leftToJava(directory)).isNotEmpty();
    unfold();
    assertThat(leftToJava(directory)).isEmpty();
  }

  @Test
  void aSecondTimeChangesNothing() throws Exception {
    unfold();
    List<byte[]> once = bytes();
    unfold();
    assertThat(bytes()).usingRecursiveComparison().isEqualTo(once);
  }

  @Test
  void theLambdaOfAnEarlierBuildGoes() throws Exception {
    unfold();
    List<Path> before = classes(directory);
    Path lambda =
        before.stream().filter(file -> file.toString().contains("$Lambda")).findFirst().get();
    Path old = lambda.resolveSibling(lambda.getFileName().toString().replace(".class", "99.class"));
    ClassNode node = node(lambda);
    node.name += "99";
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    Files.write(old, writer.toByteArray());
    unfold();
    assertThat(classes(directory)).isEqualTo(before);
  }

  @Test
  void aLambdaThatWouldTakeThePlaceOfAnotherOnesDefaultIsRefused() throws Exception {
    for (Class<?> one : List.of(Hiding.class, Hiding.Shown.class, Hiding.Hider.class)) {
      copyClass(one);
    }
    assertThatThrownBy(this::unfold)
        .hasRootCauseMessage(
            "%s$Lambda0 hides %s.shown: rename one of them",
            Hiding.class.getName().replace('.', '/'),
            Hiding.Shown.class.getName().replace('.', '/'));
  }

  private void unfold() throws Exception {
    try (URLClassLoader step = new URLClassLoader(urls(STEP), getClass().getClassLoader())) {
      step.loadClass("io.github.posttlslint.build.Unfolding")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {directory.toString()});
    }
  }

  private static URL[] urls(Path path) throws MalformedURLException {
    return new URL[] {path.toUri().toURL()};
  }

  private static List<Path> classes(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
  }

  private List<byte[]> bytes() throws IOException {
    List<byte[]> bytes = new ArrayList<>();
    for (Path file : classes(directory)) {
      bytes.add(Files.readAllBytes(file));
    }
    return bytes;
  }

  private static ClassNode node(Path file) throws IOException {
    ClassNode node = new ClassNode();
    new ClassReader(Files.readAllBytes(file)).accept(node, 0);
    return node;
  }

  /** Methods with instructions that Java turns into code at run time. */
  private static List<String> leftToJava(Path directory) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : classes(directory)) {
      ClassNode node = node(file);
      for (MethodNode method : node.methods) {
        for (AbstractInsnNode instruction : method.instructions) {
          if (instruction instanceof InvokeDynamicInsnNode call
              && !call.bsm.getName().equals("makeConcatWithConstants")) {
            found.add(node.name + "." + method.name);
          }
        }
      }
    }
    return found;
  }

  /** An object of a class as it was made by the step, though this loader's parent has it, too. */
  private Object made(Class<?> type) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(urls(directory), getClass().getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean own = name.startsWith(UnfoldingTest.class.getName());
            Class<?> known = own ? findLoadedClass(name) : super.loadClass(name, resolve);
            return known == null ? findClass(name) : known;
          }
        }) {
      Class<?> unfolded = loader.loadClass(type.getName());
      assertThat(unfolded).isNotSameAs(type);
      return unfolded.getDeclaredConstructor().newInstance().toString();
    }
  }

  /** Two interfaces of which one declares what the other does by default. */
  static final class Hiding {

    interface Shown {
      String own();

      default String shown() {
        return "[" + own() + "]";
      }
    }

    interface Hider {
      String shown();
    }

    private Hiding() {}

    static String both() {
      Shown shown = () -> "a";
      Hider hider = () -> "b";
      return shown.shown() + hider.shown();
    }
  }

  /** Lambdas and method references of every kind that javac writes. */
  public static final class Lambdas {

    interface Kind {
      String name();

      private String shout() {
        return name() + "!";
      }

      default Supplier<String> shouting() {
        return this::shout;
      }

      static Supplier<String> fixed() {
        return () -> "fixed";
      }
    }

    record Named(String name) implements Kind {
      Named {
        assertThat(name).isNotNull();
      }
    }

    private final List<String> said = new ArrayList<>();
    private int count = 3;

    public Lambdas() {}

    private int next(int more) {
      count += more;
      return count;
    }

    private static String twice(Object text) {
      return text + "" + text;
    }

    @Override
    public String toString() {
      long wide = 5;
      double real = 1.5;
      IntSupplier own = () -> next(1);
      LongSupplier widened = own::getAsInt;
      Supplier<Object> boxed = () -> wide + count;
      Function<String, Object> statics = Lambdas::twice;
      ToIntFunction<String> unboxed = Integer::valueOf;
      ToLongFunction<Integer> unboxedAndWidened = number -> number;
      ToLongFunction<Integer> byReference = Integer::intValue;
      Function<String, Named> constructor = Named::new;
      IntFunction<int[]> array = int[]::new;
      BiFunction<String, String, Boolean> receiver = String::equals;
      Consumer<String> dropped = said::add;
      Function<Double, Double> captured = x -> x * real + wide;
      Supplier<Supplier<Integer>> nested = () -> () -> next(2);
      Supplier<int[]> cloned = new int[] {1, 2}::clone;
      String ofEveryKind = ofEveryKind(true, 'z', (byte) -1, (short) -2, -0.1f, -0.2, -1L << 40);
      dropped.accept("a");
      Kind kind = constructor.apply("n");
      return String.join(
          ",",
          String.valueOf(own.getAsInt()),
          String.valueOf(widened.getAsLong()),
          String.valueOf(boxed.get()),
          String.valueOf(statics.apply("t")),
          String.valueOf(unboxed.applyAsInt("17")),
          String.valueOf(unboxedAndWidened.applyAsLong(8) + byReference.applyAsLong(9)),
          kind.shouting().get(),
          Kind.fixed().get(),
          String.valueOf(array.apply(4).length),
          String.valueOf(receiver.apply("x", "x")),
          said.toString(),
          String.valueOf(captured.apply(2.0)),
          String.valueOf(nested.get().get()),
          String.valueOf(cloned.get().length),
          ofEveryKind);
    }

    /** Lambdas of one interface that capture primitives of all types, few and many. */
    private static String ofEveryKind(
        boolean truth, char letter, byte small, short number, float near, double real, long wide) {
      List<Supplier<Object>> all =
          List.of(
              () -> truth,
              () -> "" + letter + small + number,
              () -> List.of(near, real),
              () -> wide + real,
              () -> "" + truth + letter + small + number + near + real + wide,
              () -> "nothing");
      return String.join(";", all.stream().map(Supplier::get).map(String::valueOf).toList());
    }
  }

  /** Records with components of every type, some with methods of their own. */
  public static final class Records {

    record Empty() {}

    record All(
        boolean truth,
        char letter,
        byte small,
        short number,
        int whole,
        long wide,
        float near,
        double real,
        @Nullable String text,
        List<Integer> list) {}

    private final List<String> told = new ArrayList<>();

    public Records() {}

    private static All all(int changed) {
      return new All(
          changed != 1,
          changed == 2 ? 'y' : 'x',
          (byte) (changed == 3 ? -1 : 1),
          (short) (changed == 4 ? -2 : 2),
          changed == 5 ? -3 : 3,
          changed == 6 ? -4L << 40 : 4L << 40,
          changed == 7 ? -0.0f : 0.0f,
          changed == 8 ? 6 : Double.NaN,
          changed == 9 ? null : "t",
          changed == 10 ? List.of() : List.of(7));
    }

    @Override
    public String toString() {
      All plain = all(0);
      for (int changed = 0; changed <= 10; changed++) {
        All other = all(changed);
        told.add(other + " " + other.hashCode() + " " + plain.equals(other));
      }
      told.add(new Empty() + " " + new Empty().hashCode() + " " + new Empty().equals(new Empty()));
      told.add(String.valueOf(plain.equals((Object) "t")));
      return String.join("\n", told);
    }
  }
}
