package io.stretto.deploy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fields of a parsed manifest that its type does not have: the parser keeps them as additional
 * properties, where a misspelt name would go unnoticed.
 */
final class UnknownFields {

  private final List<String> found = new ArrayList<>();
  private final IdentityHashMap<Object, Object> seen = new IdentityHashMap<>();

  private UnknownFields() {}

  static List<String> of(Object manifest) throws ReflectiveOperationException {
    UnknownFields fields = new UnknownFields();
    fields.visit(manifest, "");
    return fields.found;
  }

  private void visit(Object value, String path) throws ReflectiveOperationException {
    if (value == null || seen.put(value, value) != null) {
      return;
    }
    switch (value) {
      case Collection<?> items -> {
        for (Object item : items) {
          visit(item, path + "[]");
        }
      }
      case Map<?, ?> entries -> {
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
          visit(entry.getValue(), path + "." + entry.getKey());
        }
      }
      default -> visitBean(value, path);
    }
  }

  private void visitBean(Object bean, String path) throws ReflectiveOperationException {
    if (!bean.getClass().getName().startsWith("io.fabric8.kubernetes.api.model")) {
      return;
    }
    for (Method method : bean.getClass().getMethods()) {
      if (method.getName().equals("getAdditionalProperties")) {
        ((Map<?, ?>) method.invoke(bean)).keySet().forEach(name -> found.add(path + "." + name));
      } else if (isField(method)) {
        visit(method.invoke(bean), path + "." + method.getName().substring(3));
      }
    }
  }

  private static boolean isField(Method method) {
    return method.getParameterCount() == 0
        && method.getName().startsWith("get")
        && method.getDeclaringClass() != Object.class
        && !Modifier.isStatic(method.getModifiers())
        && !method.isDefault()
        && !method.getName().matches("get(Plural|Singular|FullResourceName|CRDName|Scope)");
  }
}
