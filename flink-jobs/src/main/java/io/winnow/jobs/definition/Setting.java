package io.winnow.jobs.definition;

import java.util.List;

/**
 * What somebody wrote for one key.
 *
 * @param key dotted
 * @param values one for a scalar, any number for a list
 * @param list whether it was written as a list
 * @param where file and line, or the override
 */
record Setting(String key, List<String> values, boolean list, String where) {
    Setting {
        values = List.copyOf(values);
    }

    /** The single value. */
    String scalar() {
        if (list || values.size() != 1) {
            throw new DefinitionException(
                    "BAD_VALUE", key + " takes one value, not a list", where, "Write " + key + ": VALUE.");
        }
        return values.get(0);
    }

    /** The values of a list; a scalar is cut at its commas, so that lists can be given on a command line. */
    List<String> items() {
        if (list) {
            return values;
        }
        return List.of(scalar().split(",")).stream()
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
