package io.winnow.jobs.definition;

import io.winnow.records.Spelled;
import io.winnow.records.Units;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a component's Java type is written in a pipeline.
 *
 * @param words for people: {@code number}, {@code duration}, ...
 * @param schema the JSON Schema of a value
 * @param parse from what was written; throws IllegalArgumentException with a sentence
 * @param write back, canonically
 */
record ValueType(
        String words, Map<String, Object> schema, Function<Setting, Object> parse, Function<Object, String> write) {
    private static final String DURATION = "^\\s*[0-9]+(\\.[0-9]+)?\\s*(d|h|min|s|ms|us)\\s*$";
    private static final String SIZE = "^\\s*[0-9]+(\\.[0-9]+)?\\s*(GiB|MiB|KiB|GB|MB|kB|B)\\s*$";

    /**
     * The form of a component.
     *
     * @param type its generic type
     * @param name its name; a whole number whose name ends with {@code bytes} is a size, with {@code millis} or {@code micros} a duration
     */
    static ValueType of(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic, name);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == int.class || raw == long.class || raw == Integer.class || raw == Long.class) {
            return whole(raw, name.toLowerCase(Locale.ROOT));
        }
        if (raw == double.class || raw == float.class || raw == Double.class || raw == Float.class) {
            return number(raw);
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return new ValueType("true or false", Map.of("type", "boolean"), text(ValueType::flag), String::valueOf);
        }
        if (raw == String.class) {
            return new ValueType("text", Map.of("type", "string"), text(s -> s), String::valueOf);
        }
        if (raw == Path.class) {
            return new ValueType("path", Map.of("type", "string"), text(Path::of), String::valueOf);
        }
        if (raw == Duration.class) {
            return duration(read -> read, value -> (Duration) value);
        }
        if (raw.isEnum()) {
            return choice(raw);
        }
        return parsed(raw);
    }

    private static ValueType generic(ParameterizedType type, String name) {
        if (type.getRawType() == Map.class) {
            return new ValueType(
                    "group of texts",
                    Map.of("type", "object", "additionalProperties", Map.of("type", "string")),
                    Setting::scalar,
                    value -> value.toString().equals("{}") ? "" : value.toString());
        }
        Type item = type.getActualTypeArguments()[0];
        ValueType inner = of(item, name);
        if (type.getRawType() == Optional.class) {
            return new ValueType(
                    inner.words(),
                    inner.schema(),
                    setting -> Optional.of(inner.parse().apply(setting)),
                    value -> ((Optional<?>) value).map(inner.write()).orElse(""));
        }
        if (type.getRawType() == List.class) {
            return new ValueType(
                    "list of " + inner.words(),
                    Map.of("type", "array", "items", inner.schema()),
                    setting -> setting.items().stream()
                            .map(text -> inner.parse().apply(new Setting(setting.key(), List.of(text), false, "")))
                            .toList(),
                    value -> String.join(
                            ", ", ((List<?>) value).stream().map(inner.write()).toList()));
        }
        throw new IllegalStateException("no form for options of type " + type);
    }

    private static ValueType whole(Class<?> raw, String name) {
        boolean wide = raw == long.class || raw == Long.class;
        if (name.endsWith("bytes")) {
            return new ValueType(
                    "size",
                    Map.of("type", "string", "pattern", SIZE),
                    text(s -> wide ? (Object) Units.bytes(s) : (Object) Math.toIntExact(Units.bytes(s))),
                    value -> Units.writeBytes(((Number) value).longValue()));
        }
        if (name.endsWith("millis") || name.endsWith("micros")) {
            boolean millis = name.endsWith("millis");
            return duration(
                    read -> {
                        long count = millis ? read.toMillis() : read.toNanos() / 1000;
                        return wide ? (Object) count : (Object) Math.toIntExact(count);
                    },
                    value -> {
                        long count = ((Number) value).longValue();
                        return millis ? Duration.ofMillis(count) : Duration.ofNanos(count * 1000);
                    });
        }
        return new ValueType(
                "whole number",
                Map.of("type", "integer"),
                text(s -> wide ? (Object) Long.parseLong(plain(s)) : (Object) Integer.parseInt(plain(s))),
                String::valueOf);
    }

    private static String plain(String text) {
        if (!text.strip().matches("-?[0-9]{1,18}")) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number");
        }
        return text.strip();
    }

    private static ValueType number(Class<?> raw) {
        boolean wide = raw == double.class || raw == Double.class;
        return new ValueType(
                "number",
                Map.of("type", "number"),
                text(s -> {
                    double value = finite(s);
                    return wide ? (Object) value : (Object) (float) value;
                }),
                String::valueOf);
    }

    private static double finite(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number", e);
        }
        throw new IllegalArgumentException("'" + text + "' is not a finite number");
    }

    private static boolean flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }

    private static ValueType duration(Function<Duration, Object> to, Function<Object, Duration> from) {
        return new ValueType(
                "duration",
                Map.of("type", "string", "pattern", DURATION),
                text(s -> to.apply(Units.duration(s))),
                value -> Units.write(from.apply(value)));
    }

    private static ValueType choice(Class<?> raw) {
        Function<Object, String> write = value -> spelled((Enum<?>) value);
        List<String> known = Arrays.stream(raw.getEnumConstants()).map(write).toList();
        return new ValueType(
                String.join(" or ", known.stream().map(word -> "`" + word + "`").toList()),
                Map.of("enum", known),
                text(s -> Arrays.stream(raw.getEnumConstants())
                        .filter(constant -> write.apply(constant).equals(s.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("'" + s + "' is none of "
                                + String.join(", ", known)
                                + Nearest.to(s, known)
                                        .map(near -> "; nearest is " + near)
                                        .orElse("")))),
                write);
    }

    /** The word of a constant: lower case, dashes. */
    static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A type that reads itself through {@code static parse(String)} and writes itself through {@code toString}. */
    private static ValueType parsed(Class<?> raw) {
        Method parse;
        try {
            parse = raw.getMethod("parse", String.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("no form for options of type " + raw.getName(), e);
        }
        if (!Modifier.isStatic(parse.getModifiers())) {
            throw new IllegalStateException(raw.getName() + ".parse is not static");
        }
        Spelled spelled = raw.getAnnotation(Spelled.class);
        return new ValueType(
                spelled == null ? "text" : spelled.words(),
                spelled == null ? Map.of("type", "string") : schema(spelled),
                text(s -> call(parse, s)),
                String::valueOf);
    }

    private static Map<String, Object> schema(Spelled spelled) {
        Map<String, Object> text = Map.of("type", "string", "pattern", spelled.pattern());
        return spelled.number() ? Map.of("anyOf", List.of(Map.of("type", "number"), text)) : text;
    }

    private static Object call(Method parse, String text) {
        try {
            return parse.invoke(null, text);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(parse + " cannot be called", e);
        }
    }

    private static Function<Setting, Object> text(Function<String, Object> parse) {
        return setting -> parse.apply(setting.scalar());
    }
}
