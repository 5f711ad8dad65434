package io.github.posttlslint.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;

class UnfoldingTest {

  private static final List<Class<?>> NEST =
      List.of(
          UnfoldingTest.class,
          Lambdas.class,
          Lambdas.Kind.class,
          Lambdas.Named.class,
          Records.class,
          Records.Empty.class,
          Records.All.class);

  @Test
  void lambdasDoAsClassesWhatTheyDidBefore() throws Exception {
    Map<String, byte[]> files = files();
    Map<String, ClassNode> changed = Unfolding.unfold(files);
    assertThat(changed.keySet()).anyMatch(name -> name.contains("$Lambda"));
    changed.forEach((name, node) -> files.put(name + ".class", Unfolding.bytes(node)));
    Class<?> unfolded = loader(files).loadClass(Lambdas.class.getName());
    assertThat(unfolded).isNotSameAs(Lambdas.class);
    assertThat(unfolded.getDeclaredConstructor().newInstance()).hasToString(told());
  }

  private static String told() {
    return new Lambdas().toString();
  }

  @Test
  void noLambdaIsLeft() throws Exception {
    for (ClassNode node : Unfolding.unfold(files()).values()) {
      assertThat(LambdaUnfolder.unfold(node)).as(node.name).isEmpty();
    }
  }

  @Test
  void recordsDoByThemselvesWhatJavaDidForThem() throws Exception {
    Map<String, byte[]> files = files();
    Map<String, ClassNode> changed = Unfolding.unfold(files);
    changed.forEach((name, node) -> files.put(name + ".class", Unfolding.bytes(node)));
    Class<?> unfolded = loader(files).loadClass(Records.class.getName());
    assertThat(unfolded).isNotSameAs(Records.class);
    assertThat(unfolded.getDeclaredConstructor().newInstance())
        .hasToString(new Records().toString());
    assertThat(new Records().toString()).contains("All[truth=true, letter=x").contains("Empty[]");
    for (ClassNode node : changed.values()) {
      assertThat(RecordUnfolder.unfold(node)).as(node.name).isFalse();
    }
  }

  private static Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (Class<?> one : NEST) {
      String name = one.getName().replace('.', '/') + ".class";
      try (InputStream in = one.getClassLoader().getResourceAsStream(name)) {
        files.put(name, in.readAllBytes());
      }
    }
    return files;
  }

  /** Defines these classes itself, though its parent has some of them too. */
  private static ClassLoader loader(Map<String, byte[]> files) {
    return new ClassLoader(UnfoldingTest.class.getClassLoader()) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        byte[] file = files.remove(name.replace('.', '/') + ".class");
        return file == null
            ? super.loadClass(name, resolve)
            : defineClass(name, file, 0, file.length);
      }
    };
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
          String.valueOf(cloned.get().length));
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
