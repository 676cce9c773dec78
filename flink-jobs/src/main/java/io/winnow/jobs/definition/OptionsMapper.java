package io.winnow.jobs.definition;

import io.winnow.records.Describe;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one place where keys become options. A component with {@link Describe} is an option; one without it that is itself a record of options is a group; any other keeps the value that the defaults
 * have.
 */
public final class OptionsMapper {
    private OptionsMapper() {}

    /** The options of a record, in the order of its components. */
    public static List<Option> options(Record defaults) {
        List<Option> options = new ArrayList<>();
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            Describe describe = component.getAnnotation(Describe.class);
            Object value = value(component, defaults);
            if (describe != null) {
                ValueType type = ValueType.of(component.getGenericType(), component.getName());
                options.add(new Option(
                        component.getType() == Map.class ? describe.key() + ".*" : describe.key(),
                        type.words(),
                        type.schema(),
                        type.write().apply(value),
                        describe.text(),
                        describe.content()));
            } else if (value instanceof Record group) {
                options.addAll(options(group));
            }
        }
        return options;
    }

    /**
     * Replaces what is set.
     *
     * @param defaults the record with every component
     * @param settings by key; those of other records are left alone
     * @throws DefinitionException {@code BAD_VALUE} where a value does not fit its option
     */
    static <R extends Record> R read(R defaults, Map<String, Setting> settings) {
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        @SuppressWarnings("NullAway")
        Object[] values = new Object[components.length];
        List<Setting> used = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            Describe describe = components[i].getAnnotation(Describe.class);
            Object value = value(components[i], defaults);
            Setting setting = describe == null ? null : settings.get(describe.key());
            if (describe != null && components[i].getType() == Map.class) {
                values[i] = group(describe.key() + ".", settings, used);
            } else if (setting != null) {
                values[i] = parse(components[i], setting);
                used.add(setting);
            } else {
                values[i] = describe == null && value instanceof Record group ? read(group, settings) : value;
            }
        }
        return build(defaults, values, used);
    }

    /** Every option's value as it would be written, sorted by key. */
    public static SortedMap<String, String> values(Record options, boolean contentOnly) {
        SortedMap<String, String> values = new TreeMap<>();
        for (RecordComponent component : options.getClass().getRecordComponents()) {
            Describe describe = component.getAnnotation(Describe.class);
            Object value = value(component, options);
            if (describe == null) {
                if (value instanceof Record group) {
                    values.putAll(values(group, contentOnly));
                }
            } else if (describe.content() || !contentOnly) {
                values.put(
                        describe.key(),
                        ValueType.of(component.getGenericType(), component.getName())
                                .write()
                                .apply(value));
            }
        }
        return values;
    }

    /**
     * Refuses keys that no option has.
     *
     * @param retired keys of earlier versions, with what to write instead
     */
    static void refuseUnknown(Collection<Setting> settings, Collection<String> known, Map<String, String> retired) {
        for (Setting setting : settings) {
            String instead = retired.get(setting.key());
            if (instead != null) {
                throw new DefinitionException(
                        "RETIRED_KEY", setting.key() + " is no longer a key", setting.where(), instead);
            }
            if (!known.contains(setting.key())
                    && known.stream()
                            .noneMatch(key -> key.endsWith(".*")
                                    && setting.key().startsWith(key.substring(0, key.length() - 1)))) {
                throw new DefinitionException(
                        "UNKNOWN_KEY",
                        "there is no key " + setting.key(),
                        setting.where(),
                        Nearest.to(setting.key(), known)
                                .map(near -> "The nearest is " + near + ".")
                                .orElse("All keys are listed in docs/configuration.md."));
            }
        }
    }

    /** An open group: whatever stands below a key, by its own names. */
    private static Map<String, String> group(String prefix, Map<String, Setting> settings, List<Setting> used) {
        Map<String, String> values = new TreeMap<>();
        settings.forEach((key, setting) -> {
            if (key.startsWith(prefix)) {
                values.put(key.substring(prefix.length()), setting.scalar());
                used.add(setting);
            }
        });
        return values;
    }

    private static Object parse(RecordComponent component, Setting setting) {
        try {
            return ValueType.of(component.getGenericType(), component.getName())
                    .parse()
                    .apply(setting);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw bad(setting, e);
        }
    }

    private static DefinitionException bad(Setting setting, Exception cause) {
        DefinitionException refused = new DefinitionException(
                "BAD_VALUE",
                setting.key() + " cannot be " + Shown.of(String.join(", ", setting.values())) + ": "
                        + cause.getMessage(),
                setting.where(),
                "See " + setting.key() + " in docs/configuration.md.");
        refused.initCause(cause);
        return refused;
    }

    private static Object value(RecordComponent component, Record of) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> R build(R like, Object[] values, List<Setting> used) {
        try {
            Constructor<?> constructor = like.getClass()
                    .getDeclaredConstructor(Arrays.stream(like.getClass().getRecordComponents())
                            .map(RecordComponent::getType)
                            .toArray(Class[]::new));
            constructor.setAccessible(true);
            return (R) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused && !used.isEmpty()) {
                throw bad(named(used, String.valueOf(refused.getMessage())), refused);
            }
            throw new IllegalStateException("cannot build " + like.getClass(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot build " + like.getClass(), e);
        }
    }

    /** What a group refuses it names by its key, first that which is wrong; where it names none that was set, it is the last. */
    private static Setting named(List<Setting> used, String message) {
        return used.stream()
                .filter(setting -> place(setting, message).isPresent())
                .min(Comparator.comparingInt(setting -> place(setting, message).getAsInt()))
                .orElse(used.get(used.size() - 1));
    }

    private static OptionalInt place(Setting setting, String message) {
        Matcher key = Pattern.compile("(?<![\\w.-])" + Pattern.quote(setting.key()) + "(?![\\w-]|\\.\\w)")
                .matcher(message);
        return key.find() ? OptionalInt.of(key.start()) : OptionalInt.empty();
    }
}
