package io.winnow.deploy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds fields that a type does not have: models of Kubernetes and of Strimzi take them without a word and keep them apart, each at its place. */
final class UnknownFields {
    private static final String KEPT_APART = "getAdditionalProperties";

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> found = new ArrayList<>();

    private UnknownFields() {}

    /** The names of those below a model, each behind the type that does not have it. */
    static List<String> in(Object model) {
        UnknownFields fields = new UnknownFields();
        fields.look(model);
        return fields.found;
    }

    private void look(Object value) {
        if (value instanceof Collection<?> list) {
            list.forEach(this::look);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::look);
        } else if (value != null && isModel(value.getClass()) && seen.add(value)) {
            for (Method method : value.getClass().getMethods()) {
                if (isGetter(method)) {
                    look(value, method);
                }
            }
        }
    }

    private void look(Object model, Method getter) {
        try {
            Object value = getter.invoke(model);
            if (getter.getName().equals(KEPT_APART) && value instanceof Map<?, ?> kept) {
                kept.keySet().forEach(name -> found.add(model.getClass().getSimpleName() + "." + name));
            } else {
                look(value);
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(getter + " cannot be asked", e);
        }
    }

    private static boolean isModel(Class<?> type) {
        return !type.isEnum()
                && (type.getName().startsWith("io.fabric8.kubernetes.api.model.")
                        || type.getName().startsWith("io.strimzi.")
                        || type.getName().startsWith("org.apache.flink.kubernetes."));
    }

    private static boolean isGetter(Method method) {
        return method.getName().startsWith("get")
                && method.getParameterCount() == 0
                && !Modifier.isStatic(method.getModifiers());
    }
}
