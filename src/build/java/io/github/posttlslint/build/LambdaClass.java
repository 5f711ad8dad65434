package io.github.posttlslint.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * Writes the class that the lambdas of a class share. An instance has the number of its lambda and
 * what that captured; for each method of the lambdas' interfaces there is one that chooses the body
 * by the number and calls it with arguments converted as {@code java.lang.invoke.LambdaMetafactory}
 * says.
 */
final class LambdaClass {

  /** What stands behind the name of the class whose lambdas these are. */
  static final String MARK = "$Lambda";

  /** What the static methods begin with that take what is captured and return the function. */
  private static final String FACTORY = "of";

  /** What the static fields of functions that capture nothing begin with. */
  private static final String INSTANCE = "F";

  private static final String NUMBER = "number";
  private static final Type OBJECT = Type.getType(Object.class);
  private static final Type DOUBLE = Type.getType(Double.class);

  private final ClassNode made = new ClassNode();
  private final Type self;
  private final List<InvokeDynamicInsnNode> calls = new ArrayList<>();

  /** How many references, and how many numbers, a lambda captures at most. */
  private int references;

  private int numbers;

  LambdaClass(ClassNode owner) {
    made.version = Math.max(owner.version, Opcodes.V11);
    made.access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    made.name = owner.name + MARK + 0;
    made.superName = "java/lang/Object";
    made.nestHostClass = LambdaUnfolder.nestHost(owner);
    self = Type.getObjectType(made.name);
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** Takes a lambda, and returns the instruction that gets its function. */
  AbstractInsnNode add(InvokeDynamicInsnNode call) {
    int number = calls.size();
    calls.add(call);
    int held = 0;
    Type[] captured = captured(call);
    for (Type type : captured) {
      held += isPrimitive(type) ? 0 : 1;
    }
    references = Math.max(references, held);
    numbers = Math.max(numbers, captured.length - held);
    String function = Type.getReturnType(call.desc).getInternalName();
    if (!made.interfaces.contains(function)) {
      made.interfaces.add(function);
    }
    return captured.length == 0
        ? new FieldInsnNode(Opcodes.GETSTATIC, made.name, INSTANCE + number, self.getDescriptor())
        : new MethodInsnNode(Opcodes.INVOKESTATIC, made.name, FACTORY + number, call.desc, false);
  }

  private static Type[] captured(InvokeDynamicInsnNode call) {
    return Type.getArgumentTypes(call.desc);
  }

  /** The function's method as the interface declares it, without type arguments. */
  private static Method erased(InvokeDynamicInsnNode call) {
    return new Method(call.name, ((Type) call.bsmArgs[0]).getDescriptor());
  }

  /** The class with all lambdas that were added. */
  ClassNode make() {
    makeConstructor();
    makeInstances();
    Map<Method, List<Integer>> byMethod = new LinkedHashMap<>();
    for (int i = 0; i < calls.size(); i++) {
      if (captured(calls.get(i)).length > 0) {
        makeFactory(i);
      }
      byMethod.computeIfAbsent(erased(calls.get(i)), key -> new ArrayList<>()).add(i);
    }
    byMethod.forEach(this::makeMethod);
    return made;
  }

  private GeneratorAdapter method(int access, Method method) {
    return new GeneratorAdapter(
        access,
        method,
        made.visitMethod(access, method.getName(), method.getDescriptor(), null, null));
  }

  // --- instances -------------------------------------------------------------------------------

  /** What instances hold: the number of the lambda, references, and numbers as longs. */
  private Type[] held() {
    Type[] held = new Type[1 + references + numbers];
    Arrays.fill(held, OBJECT);
    held[0] = Type.INT_TYPE;
    Arrays.fill(held, 1 + references, held.length, Type.LONG_TYPE);
    return held;
  }

  private static String field(int index) {
    return index == 0 ? NUMBER : "c" + index;
  }

  private Method constructor() {
    return new Method("<init>", Type.VOID_TYPE, held());
  }

  private void makeConstructor() {
    GeneratorAdapter code = method(Opcodes.ACC_PRIVATE, constructor());
    code.loadThis();
    code.invokeConstructor(OBJECT, new Method("<init>", "()V"));
    Type[] held = held();
    for (int i = 0; i < held.length; i++) {
      int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
      made.visitField(access, field(i), held[i].getDescriptor(), null, null);
      code.loadThis();
      code.loadArg(i);
      code.putField(self, field(i), held[i]);
    }
    code.returnValue();
    code.endMethod();
  }

  /** Functions that capture nothing are made once. */
  private void makeInstances() {
    GeneratorAdapter code = method(Opcodes.ACC_STATIC, new Method("<clinit>", "()V"));
    for (int i = 0; i < calls.size(); i++) {
      if (captured(calls.get(i)).length == 0) {
        made.visitField(
            Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, INSTANCE + i, self.getDescriptor(), null, null);
        makeInstance(i, code);
        code.putStatic(self, INSTANCE + i, self);
      }
    }
    code.returnValue();
    code.endMethod();
  }

  private void makeFactory(int number) {
    String descriptor = calls.get(number).desc;
    GeneratorAdapter code = method(Opcodes.ACC_STATIC, new Method(FACTORY + number, descriptor));
    makeInstance(number, code);
    code.returnValue();
    code.endMethod();
  }

  /** Makes an instance of what the arguments of the method are. */
  private void makeInstance(int number, GeneratorAdapter code) {
    Type[] captured = captured(calls.get(number));
    code.newInstance(self);
    code.dup();
    code.push(number);
    int left = references;
    for (int i = 0; i < captured.length; i++) {
      if (!isPrimitive(captured[i])) {
        code.loadArg(i);
        left--;
      }
    }
    for (; left > 0; left--) {
      code.visitInsn(Opcodes.ACONST_NULL);
    }
    left = numbers;
    for (int i = 0; i < captured.length; i++) {
      if (isPrimitive(captured[i])) {
        code.loadArg(i);
        toLong(code, captured[i]);
        left--;
      }
    }
    for (; left > 0; left--) {
      code.push(0L);
    }
    code.invokeConstructor(self, constructor());
  }

  /** Fractions are held by their bits, which lose nothing. */
  private static void toLong(GeneratorAdapter code, Type type) {
    if (isFraction(type)) {
      code.cast(type, Type.DOUBLE_TYPE);
      code.invokeStatic(DOUBLE, new Method("doubleToRawLongBits", "(D)J"));
    } else {
      code.cast(type, Type.LONG_TYPE);
    }
  }

  private static void fromLong(GeneratorAdapter code, Type type) {
    if (isFraction(type)) {
      code.invokeStatic(DOUBLE, new Method("longBitsToDouble", "(J)D"));
      code.cast(Type.DOUBLE_TYPE, type);
    } else {
      code.cast(Type.LONG_TYPE, type);
    }
  }

  private static boolean isFraction(Type type) {
    return type.getSort() == Type.FLOAT || type.getSort() == Type.DOUBLE;
  }

  // --- methods ---------------------------------------------------------------------------------

  private void makeMethod(Method erased, List<Integer> lambdas) {
    GeneratorAdapter code = method(Opcodes.ACC_PUBLIC, erased);
    if (lambdas.size() == 1) {
      makeBody(calls.get(lambdas.get(0)), erased, code);
      code.endMethod();
      return;
    }
    int[] keys = new int[lambdas.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = lambdas.get(i);
    }
    code.loadThis();
    code.getField(self, NUMBER, Type.INT_TYPE);
    code.tableSwitch(
        keys,
        new TableSwitchGenerator() {
          @Override
          public void generateCase(int number, Label end) {
            frame(erased, code);
            makeBody(calls.get(number), erased, code);
          }

          @Override
          public void generateDefault() {
            frame(erased, code);
            code.throwException(Type.getType(IllegalStateException.class), made.name);
          }
        });
    code.endMethod();
  }

  /** At a place that is jumped to, the verifier wants to be told what is where (JVMS 4.7.4). */
  private void frame(Method erased, GeneratorAdapter code) {
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
  private void makeBody(InvokeDynamicInsnNode call, Method erased, GeneratorAdapter code) {
    Handle body = (Handle) call.bsmArgs[1];
    Type[] exact = ((Type) call.bsmArgs[2]).getArgumentTypes();
    Type owner = Type.getObjectType(body.getOwner());
    boolean makes = body.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    if (makes) {
      code.newInstance(owner);
      code.dup();
    }
    Type[] wanted = wanted(body);
    Type[] captured = captured(call);
    int reference = 1;
    int number = 1 + references;
    for (Type type : captured) {
      boolean isNumber = isPrimitive(type);
      code.loadThis();
      code.getField(
          self, field(isNumber ? number++ : reference++), isNumber ? Type.LONG_TYPE : OBJECT);
      if (isNumber) {
        fromLong(code, type);
      } else {
        narrow(code, OBJECT, type);
      }
    }
    Type[] given = erased.getArgumentTypes();
    for (int i = 0; i < given.length; i++) {
      code.loadArg(i);
      narrow(code, given[i], exact[i]);
      convert(code, exact[i], wanted[captured.length + i]);
    }
    code.visitMethodInsn(
        opcode(body), body.getOwner(), body.getName(), body.getDesc(), body.isInterface());
    giveBack(code, makes ? owner : Type.getReturnType(body.getDesc()), erased.getReturnType());
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

  private static void giveBack(GeneratorAdapter code, Type result, Type wanted) {
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
