package io.github.posttlslint.build;

import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Turns the lambdas and method references of compiled classes into classes of their own.
 *
 * <p>Java makes the class of a lambda when it first meets it. For a program that lives for a fifth
 * of a second this is dear, even where a class-data archive holds the class: 20 ms for the first
 * lambda and a third of a millisecond for each other one (JDK 17), against 0.02 ms for a class.
 *
 * <p>All lambdas of a class share one: a table of thirty functions costs one class and not thirty.
 *
 * <p>A class made here is a nest mate (JVMS 4.7.28) of the one that it was taken from, so that it
 * may call private methods, as a lambda may.
 */
final class LambdaUnfolder {

  private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";

  /** Private members of nest mates are callable since class files of Java 11. */
  private static final int WITH_NESTS = Opcodes.V11;

  private LambdaUnfolder() {}

  /**
   * Unfolds the lambdas of a class, in place.
   *
   * @return the new class, if there is one, which its nest host must name as a member
   */
  static List<ClassNode> unfold(ClassNode owner) {
    LambdaClass lambdas = new LambdaClass(owner);
    for (MethodNode method : owner.methods) {
      for (AbstractInsnNode node : method.instructions.toArray()) {
        if (node instanceof InvokeDynamicInsnNode call && isLambda(call)) {
          method.instructions.set(call, lambdas.add(call));
        }
      }
    }
    if (lambdas.isEmpty()) {
      return List.of();
    }
    owner.version = Math.max(owner.version, WITH_NESTS);
    return List.of(lambdas.make());
  }

  /** The class whose nest the class belongs to. */
  static String nestHost(ClassNode owner) {
    return owner.nestHostClass == null ? owner.name : owner.nestHostClass;
  }

  /** Serializable lambdas, which have another factory, stay as they are. */
  private static boolean isLambda(InvokeDynamicInsnNode call) {
    return call.bsm.getOwner().equals(FACTORY)
        && call.bsm.getName().equals("metafactory")
        && call.bsmArgs[0] instanceof Type
        && call.bsmArgs[1] instanceof Handle
        && call.bsmArgs[2] instanceof Type;
  }
}
