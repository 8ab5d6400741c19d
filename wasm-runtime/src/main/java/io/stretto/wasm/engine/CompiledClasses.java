package io.stretto.wasm.engine;

import com.dylibso.chicory.compiler.internal.ClassLoadingCollector;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Loads the classes that the engine's compiler makes of a module. Each module gets a copy of the
 * compiler's own helper class; in ours, what is called at each turn of a loop is {@link LoopPoll}.
 */
final class CompiledClasses extends ClassLoadingCollector {

  private static final String POLL = "checkInterruption";
  private static final Map<Class<?>, byte[]> CHANGED = new ConcurrentHashMap<>();

  @Override
  public byte[] resolve(Class<?> helper) {
    return CHANGED.computeIfAbsent(helper, unchanged -> withOwnPoll(super.resolve(unchanged)));
  }

  private static byte[] withOwnPoll(byte[] helper) {
    ClassFile classFile = ClassFile.of();
    ClassDesc own = ClassDesc.of(LoopPoll.class.getName());
    return classFile.transformClass(
        classFile.parse(helper),
        (builder, element) -> {
          if (element instanceof MethodModel method && method.methodName().equalsString(POLL)) {
            builder.withMethodBody(
                method.methodName(),
                method.methodType(),
                method.flags().flagsMask(),
                code -> code.invokestatic(own, "poll", ConstantDescs.MTD_void).return_());
          } else {
            builder.with(element);
          }
        });
  }
}
