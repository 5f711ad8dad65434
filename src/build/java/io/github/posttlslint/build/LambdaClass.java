package io.github.posttlslint.build;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.commons.TableSwitchGenerator;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Writes the class of a lambda: what it captured as fields, a factory, and the one method of its
 * interface, which calls the lambda's body with arguments converted as {@code
 * java.lang.invoke.LambdaMetafactory} says. Lambdas that capture nothing share it: each is an
 * instance with its number, by which the method chooses the body.
 */
final class LambdaClass {

  /** What stands between the names of the class and the number of its lambda. */
  static final String MARK = "$Lambda";

  /** The static method that takes what is captured and returns the function. */
  private static final String FACTORY = "of";

  /** What the static fields of functions that capture nothing begin with. */
  private static final String INSTANCE = "F";

  private static final String NUMBER = "number";

  private final ClassNode made = new ClassNode();
  private final Type self;
  private final Type function;
  private final Type[] captured;

  /** The function's method as the interface declares it, without type arguments. */
  private final Method erased;

  private final List<InvokeDynamicInsnNode> calls = new ArrayList<>();

  LambdaClass(ClassNode owner, int number, InvokeDynamicInsnNode call) {
    Type site = Type.getMethodType(call.desc);
    function = site.getReturnType();
    captured = site.getArgumentTypes();
    erased = erased(call);
    made.version = Math.max(owner.version, Opcodes.V11);
    made.access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    made.name = owner.name + MARK + number;
    made.superName = "java/lang/Object";
    made.interfaces.add(function.getInternalName());
    made.nestHostClass = LambdaUnfolder.nestHost(owner);
    self = Type.getObjectType(made.name);
  }

  private static Method erased(InvokeDynamicInsnNode call) {
    return new Method(call.name, ((Type) call.bsmArgs[0]).getDescriptor());
  }

  /** Whether a further lambda can share this class. */
  boolean takes(InvokeDynamicInsnNode call) {
    Type site = Type.getMethodType(call.desc);
    return captured.length == 0
        && site.getArgumentTypes().length == 0
        && site.getReturnType().equals(function)
        && erased(call).equals(erased);
  }

  /** Takes a lambda, and returns the instruction that gets its function. */
  AbstractInsnNode add(InvokeDynamicInsnNode call) {
    calls.add(call);
    if (captured.length > 0) {
      return new MethodInsnNode(Opcodes.INVOKESTATIC, made.name, FACTORY, call.desc, false);
    }
    String field = INSTANCE + (calls.size() - 1);
    return new FieldInsnNode(Opcodes.GETSTATIC, made.name, field, self.getDescriptor());
  }

  /** The class with all lambdas that were added. */
  ClassNode make() {
    makeConstructor();
    if (captured.length == 0) {
      makeInstances();
    } else {
      makeFactory();
    }
    makeFunction();
    return made;
  }

  private GeneratorAdapter method(int access, Method method) {
    return new GeneratorAdapter(
        access,
        method,
        made.visitMethod(access, method.getName(), method.getDescriptor(), null, null));
  }

  /** What instances hold: what is captured, or the number of the lambda. */
  private Type[] held() {
    return captured.length == 0 ? new Type[] {Type.INT_TYPE} : captured;
  }

  private static String field(int index, int captured) {
    return captured == 0 ? NUMBER : "c" + index;
  }

  private Method constructor() {
    return new Method("<init>", Type.VOID_TYPE, held());
  }

  private void makeConstructor() {
    GeneratorAdapter code = method(Opcodes.ACC_PRIVATE, constructor());
    code.loadThis();
    code.invokeConstructor(Type.getType(Object.class), new Method("<init>", "()V"));
    Type[] held = held();
    for (int i = 0; i < held.length; i++) {
      String name = field(i, captured.length);
      int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
      made.visitField(access, name, held[i].getDescriptor(), null, null);
      code.loadThis();
      code.loadArg(i);
      code.putField(self, name, held[i]);
    }
    code.returnValue();
    code.endMethod();
  }

  private void makeFactory() {
    GeneratorAdapter code = method(Opcodes.ACC_STATIC, new Method(FACTORY, function, captured));
    code.newInstance(self);
    code.dup();
    code.loadArgs();
    code.invokeConstructor(self, constructor());
    code.returnValue();
    code.endMethod();
  }

  /** Functions that capture nothing are made once. */
  private void makeInstances() {
    GeneratorAdapter code = method(Opcodes.ACC_STATIC, new Method("<clinit>", "()V"));
    for (int i = 0; i < calls.size(); i++) {
      made.visitField(
          Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, INSTANCE + i, self.getDescriptor(), null, null);
      code.newInstance(self);
      code.dup();
      code.push(i);
      code.invokeConstructor(self, constructor());
      code.putStatic(self, INSTANCE + i, self);
    }
    code.returnValue();
    code.endMethod();
  }

  private void makeFunction() {
    GeneratorAdapter code = method(Opcodes.ACC_PUBLIC, erased);
    if (calls.size() == 1) {
      makeBody(calls.get(0), code);
      code.endMethod();
      return;
    }
    int[] numbers = new int[calls.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    code.loadThis();
    code.getField(self, NUMBER, Type.INT_TYPE);
    code.tableSwitch(
        numbers,
        new TableSwitchGenerator() {
          @Override
          public void generateCase(int number, Label end) {
            frame(code);
            makeBody(calls.get(number), code);
          }

          @Override
          public void generateDefault() {
            frame(code);
            code.throwException(Type.getType(IllegalStateException.class), made.name);
          }
        });
    code.endMethod();
  }

  /** At a place that is jumped to, the verifier wants to be told what is where (JVMS 4.7.4). */
  private void frame(GeneratorAdapter code) {
    Type[] arguments = erased.getArgumentTypes();
    Object[] locals = new Object[arguments.length + 1];
    locals[0] = self.getInternalName();
    for (int i = 0; i < arguments.length; i++) {
      locals[i + 1] =
          switch (arguments[i].getSort()) {
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.LONG -> Opcodes.LONG;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            case Type.ARRAY, Type.OBJECT -> arguments[i].getInternalName();
            default -> Opcodes.INTEGER;
          };
    }
    code.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
  }

  /** Calls the body of a lambda and returns what it gives. */
  private void makeBody(InvokeDynamicInsnNode call, GeneratorAdapter code) {
    Handle body = (Handle) call.bsmArgs[1];
    Type[] exact = ((Type) call.bsmArgs[2]).getArgumentTypes();
    Type owner = Type.getObjectType(body.getOwner());
    boolean makes = body.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    if (makes) {
      code.newInstance(owner);
      code.dup();
    }
    Type[] wanted = wanted(body);
    for (int i = 0; i < captured.length; i++) {
      code.loadThis();
      code.getField(self, "c" + i, captured[i]);
    }
    Type[] given = erased.getArgumentTypes();
    for (int i = 0; i < given.length; i++) {
      code.loadArg(i);
      narrow(code, given[i], exact[i]);
      convert(code, exact[i], wanted[captured.length + i]);
    }
    code.visitMethodInsn(
        opcode(body), body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
    giveBack(code, makes ? owner : Type.getReturnType(body.getDesc()));
    code.returnValue();
  }

  /** What the body takes, its receiver first. */
  private static Type[] wanted(Handle body) {
    Type[] arguments = Type.getArgumentTypes(body.getDesc());
    if (body.getTag() == Opcodes.H_NEWINVOKESPECIAL || body.getTag() == Opcodes.H_INVOKESTATIC) {
      return arguments;
    }
    Type[] all = new Type[arguments.length + 1];
    all[0] = Type.getObjectType(body.getOwner());
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return all;
  }

  /** Private methods of nest mates are called like others (JVMS 5.4.3.3). */
  private int opcode(Handle body) {
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
