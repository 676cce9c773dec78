package io.winnow.jobs.definition;

import java.util.Map;

/**
 * One option, as the docs list it.
 *
 * @param key dotted
 * @param type in words
 * @param schema JSON Schema of its value
 * @param initial its default, as it would be written; empty where there is none
 * @param text what it does
 * @param content whether it changes what is computed
 */
public record Option(
        String key, String type, Map<String, Object> schema, String initial, String text, boolean content) {}
