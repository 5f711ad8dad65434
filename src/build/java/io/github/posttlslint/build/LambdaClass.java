package io.github.posttlslint.build;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * Writes the class of one lambda: what it captured as fields, a factory, and the one method of its
 * interface, which calls the lambda's body with arguments converted as {@code
 * java.lang.invoke.LambdaMetafactory} says.
 */
final class LambdaClass {

  /** What stands between the names of the class and the number of its lambda. */
  static final String MARK = "$Lambda";

  /** The static method that takes what is captured and returns the function. */
  static final String FACTORY = "of";

  private static final String INSTANCE = "INSTANCE";

  private final ClassNode made = new ClassNode();
  private final Type self;
  private final Type function;
  private final Type[] captured;

  /** The function's method as the interface declares it, without type arguments. */
  private final Method erased;

  /** The same with type arguments. */
  private final Type exact;

  private final Handle body;

  LambdaClass(ClassNode owner, int number, InvokeDynamicInsnNode call) {
    Type site = Type.getMethodType(call.desc);
    function = site.getReturnType();
    captured = site.getArgumentTypes();
    erased = new Method(call.name, ((Type) call.bsmArgs[0]).getDescriptor());
    body = (Handle) call.bsmArgs[1];
    exact = (Type) call.bsmArgs[2];
    made.version = Math.max(owner.version, Opcodes.V11);
    made.access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    made.name = owner.name + MARK + number;
    made.superName = "java/lang/Object";
    made.interfaces.add(function.getInternalName());
    made.nestHostClass = LambdaUnfolder.nestHost(owner);
    self = Type.getObjectType(made.name);
  }

  ClassNode make() {
    makeConstructor();
    makeFactory();
    makeFunction();
    return made;
  }

  private GeneratorAdapter method(int access, Method method) {
    return new GeneratorAdapter(
        access,
        method,
        made.visitMethod(access, method.getName(), method.getDescriptor(), null, null));
  }

  private Method constructor() {
    return new Method("<init>", Type.VOID_TYPE, captured);
  }

  private void makeConstructor() {
    GeneratorAdapter code = method(Opcodes.ACC_PRIVATE, constructor());
    code.loadThis();
    code.invokeConstructor(Type.getType(Object.class), new Method("<init>", "()V"));
    for (int i = 0; i < captured.length; i++) {
      made.visitField(
          Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL,
          "c" + i,
          captured[i].getDescriptor(),
          null,
          null);
      code.loadThis();
      code.loadArg(i);
      code.putField(self, "c" + i, captured[i]);
    }
    code.returnValue();
    code.endMethod();
  }

  /** A function that captures nothing is made once. */
  private void makeFactory() {
    GeneratorAdapter code = method(Opcodes.ACC_STATIC, new Method(FACTORY, function, captured));
    if (captured.length == 0) {
      makeInstance();
      code.getStatic(self, INSTANCE, self);
    } else {
      code.newInstance(self);
      code.dup();
      code.loadArgs();
      code.invokeConstructor(self, constructor());
    }
    code.returnValue();
    code.endMethod();
  }

  private void makeInstance() {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    made.visitField(access, INSTANCE, self.getDescriptor(), null, null);
    GeneratorAdapter code = method(Opcodes.ACC_STATIC, new Method("<clinit>", "()V"));
    code.newInstance(self);
    code.dup();
    code.invokeConstructor(self, constructor());
    code.putStatic(self, INSTANCE, self);
    code.returnValue();
    code.endMethod();
  }

  private void makeFunction() {
    GeneratorAdapter code = method(Opcodes.ACC_PUBLIC, erased);
    Type owner = Type.getObjectType(body.getOwner());
    boolean makes = body.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    if (makes) {
      code.newInstance(owner);
      code.dup();
    }
    Type[] wanted = wanted(owner, makes);
    for (int i = 0; i < captured.length; i++) {
      code.loadThis();
      code.getField(self, "c" + i, captured[i]);
    }
    for (int i = 0; i < erased.getArgumentTypes().length; i++) {
      code.loadArg(i);
      Type given = exact.getArgumentTypes()[i];
      narrow(code, erased.getArgumentTypes()[i], given);
      convert(code, given, wanted[captured.length + i]);
    }
    code.visitMethodInsn(
        opcode(), body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
    Type result = makes ? owner : Type.getReturnType(body.getDesc());
    giveBack(code, result);
    code.returnValue();
    code.endMethod();
  }

  /** What the body takes, its receiver first. */
  private Type[] wanted(Type owner, boolean makes) {
    Type[] arguments = Type.getArgumentTypes(body.getDesc());
    if (makes || body.getTag() == Opcodes.H_INVOKESTATIC) {
      return arguments;
    }
    Type[] all = new Type[arguments.length + 1];
    all[0] = owner;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return all;
  }

  /** Private methods of nest mates are called like others (JVMS 5.4.3.3). */
  private int opcode() {
    return switch (body.getTag()) {
      case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
      case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
      case Opcodes.H_INVOKEVIRTUAL, Opcodes.H_INVOKESPECIAL, Opcodes.H_INVOKEINTERFACE ->
          body.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
      default -> throw new IllegalStateException(made.name + ": body of kind " + body.getTag());
    };
  }

  private void giveBack(GeneratorAdapter code, Type result) {
    Type wanted = erased.getReturnType();
    if (wanted.getSort() == Type.VOID) {
      if (result.getSize() == 2) {
        code.pop2();
      } else if (result.getSize() == 1) {
        code.pop();
      }
    } else if (isPrimitive(result) || isPrimitive(wanted)) {
      convert(code, result, wanted);
    } else {
      narrow(code, result, wanted);
    }
  }

  private static void narrow(GeneratorAdapter code, Type from, Type to) {
    if (!from.equals(to)) {
      code.checkCast(to);
    }
  }

  private static void convert(GeneratorAdapter code, Type from, Type to) {
    if (isPrimitive(from) && isPrimitive(to)) {
      code.cast(from, to);
    } else if (isPrimitive(from)) {
      code.valueOf(from);
    } else if (isPrimitive(to)) {
      unbox(code, from, to);
    }
  }

  /** A wrapper may be of a narrower type: an Integer where a long is wanted. */
  private static void unbox(GeneratorAdapter code, Type from, Type to) {
    for (Type primitive : PRIMITIVES) {
      if (wrapper(primitive).equals(from)) {
        code.unbox(primitive);
        code.cast(primitive, to);
        return;
      }
    }
    code.unbox(to);
  }

  private static final Type[] PRIMITIVES = {
    Type.BOOLEAN_TYPE,
    Type.CHAR_TYPE,
    Type.BYTE_TYPE,
    Type.SHORT_TYPE,
    Type.INT_TYPE,
    Type.LONG_TYPE,
    Type.FLOAT_TYPE,
    Type.DOUBLE_TYPE
  };

  private static Type wrapper(Type primitive) {
    return switch (primitive.getSort()) {
      case Type.BOOLEAN -> Type.getType(Boolean.class);
      case Type.CHAR -> Type.getType(Character.class);
      case Type.BYTE -> Type.getType(Byte.class);
      case Type.SHORT -> Type.getType(Short.class);
      case Type.INT -> Type.getType(Integer.class);
      case Type.LONG -> Type.getType(Long.class);
      case Type.FLOAT -> Type.getType(Float.class);
      default -> Type.getType(Double.class);
    };
  }

  private static boolean isPrimitive(Type type) {
    return type.getSort() < Type.ARRAY;
  }
}
