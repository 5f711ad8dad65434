package io.github.posttlslint.build;

import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.RecordComponentNode;

/**
 * Writes out the methods {@code equals}, {@code hashCode} and {@code toString} of records.
 *
 * <p>The compiler leaves them to {@link java.lang.runtime.ObjectMethods}, which makes them of
 * method handles when they are first called. The first of them takes 24 ms then (JDK 17), and each
 * other one a millisecond. What is written here gives the same results, hash codes too.
 */
final class RecordUnfolder {

  private static final String BOOTSTRAP = "java/lang/runtime/ObjectMethods";
  private static final Type OBJECT = Type.getType(Object.class);
  private static final Type OBJECTS = Type.getType(Objects.class);
  private static final Type BUILDER = Type.getType(StringBuilder.class);

  private final ClassNode owner;
  private final Type self;

  private RecordUnfolder(ClassNode owner) {
    this.owner = owner;
    this.self = Type.getObjectType(owner.name);
  }

  /**
   * Writes out the methods of a class, in place.
   *
   * @return whether there were any
   */
  static boolean unfold(ClassNode owner) {
    boolean any = false;
    for (MethodNode method : owner.methods) {
      if (isLeftToJava(method)) {
        new RecordUnfolder(owner).write(method);
        any = true;
      }
    }
    return any;
  }

  private static boolean isLeftToJava(MethodNode method) {
    for (AbstractInsnNode node : method.instructions) {
      if (node instanceof InvokeDynamicInsnNode call && call.bsm.getOwner().equals(BOOTSTRAP)) {
        return true;
      }
    }
    return false;
  }

  private List<RecordComponentNode> components() {
    return owner.recordComponents == null ? List.of() : owner.recordComponents;
  }

  private void write(MethodNode method) {
    method.instructions.clear();
    method.localVariables = null;
    method.tryCatchBlocks.clear();
    GeneratorAdapter code = new GeneratorAdapter(method, method.access, method.name, method.desc);
    switch (method.name) {
      case "equals" -> writeEquals(method, code);
      case "hashCode" -> writeHashCode(code);
      case "toString" -> writeToString(code);
      default -> throw new IllegalStateException(owner.name + "." + method.name);
    }
    code.returnValue();
    code.endMethod();
  }

  private void get(GeneratorAdapter code, RecordComponentNode component) {
    code.getField(self, component.name, Type.getType(component.descriptor));
  }

  private void writeEquals(MethodNode method, GeneratorAdapter code) {
    Label differs = code.newLabel();
    code.loadArg(0);
    code.instanceOf(self);
    code.ifZCmp(GeneratorAdapter.EQ, differs);
    for (RecordComponentNode component : components()) {
      Type type = Type.getType(component.descriptor);
      code.loadThis();
      get(code, component);
      code.loadArg(0);
      code.checkCast(self);
      get(code, component);
      writeUnlessEqual(code, type, differs);
    }
    code.push(true);
    code.returnValue();
    code.mark(differs);
    method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    code.push(false);
  }

  private static void writeUnlessEqual(GeneratorAdapter code, Type type, Label differs) {
    switch (type.getSort()) {
      case Type.OBJECT, Type.ARRAY -> {
        code.invokeStatic(
            OBJECTS, new Method("equals", Type.BOOLEAN_TYPE, new Type[] {OBJECT, OBJECT}));
        code.ifZCmp(GeneratorAdapter.EQ, differs);
      }
      case Type.FLOAT, Type.DOUBLE -> {
        code.invokeStatic(
            boxed(type), new Method("compare", Type.INT_TYPE, new Type[] {type, type}));
        code.ifZCmp(GeneratorAdapter.NE, differs);
      }
      default -> code.ifCmp(type, GeneratorAdapter.NE, differs);
    }
  }

  private void writeHashCode(GeneratorAdapter code) {
    code.push(0);
    for (RecordComponentNode component : components()) {
      Type type = Type.getType(component.descriptor);
      boolean isReference = type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
      code.push(31);
      code.math(GeneratorAdapter.MUL, Type.INT_TYPE);
      code.loadThis();
      get(code, component);
      code.invokeStatic(
          isReference ? OBJECTS : boxed(type),
          new Method("hashCode", Type.INT_TYPE, new Type[] {isReference ? OBJECT : type}));
      code.math(GeneratorAdapter.ADD, Type.INT_TYPE);
    }
  }

  private void writeToString(GeneratorAdapter code) {
    code.newInstance(BUILDER);
    code.dup();
    code.invokeConstructor(BUILDER, new Method("<init>", "()V"));
    String before = simpleName() + "[";
    for (RecordComponentNode component : components()) {
      code.push(before + component.name + "=");
      append(code, Type.getType(String.class));
      code.loadThis();
      get(code, component);
      append(code, appended(Type.getType(component.descriptor)));
      before = ", ";
    }
    code.push(components().isEmpty() ? before + "]" : "]");
    append(code, Type.getType(String.class));
    code.invokeVirtual(BUILDER, new Method("toString", "()Ljava/lang/String;"));
  }

  private static void append(GeneratorAdapter code, Type type) {
    code.invokeVirtual(BUILDER, new Method("append", BUILDER, new Type[] {type}));
  }

  /** The type that {@link StringBuilder} has a method for. */
  private static Type appended(Type type) {
    return switch (type.getSort()) {
      case Type.OBJECT, Type.ARRAY -> OBJECT;
      case Type.BYTE, Type.SHORT -> Type.INT_TYPE;
      default -> type;
    };
  }

  private String simpleName() {
    return owner.name.substring(
        Math.max(owner.name.lastIndexOf('/'), owner.name.lastIndexOf('$')) + 1);
  }

  private static Type boxed(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN -> Type.getType(Boolean.class);
      case Type.BYTE -> Type.getType(Byte.class);
      case Type.CHAR -> Type.getType(Character.class);
      case Type.SHORT -> Type.getType(Short.class);
      case Type.LONG -> Type.getType(Long.class);
      case Type.FLOAT -> Type.getType(Float.class);
      case Type.DOUBLE -> Type.getType(Double.class);
      default -> Type.getType(Integer.class);
    };
  }
}
