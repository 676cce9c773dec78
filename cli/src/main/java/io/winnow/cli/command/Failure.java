package io.winnow.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An error as the command tells it.
 *
 * @param code stable, such as {@code UNKNOWN_KEY}
 * @param exit status that the command ends with
 * @param what was wrong, a sentence
 * @param where file, stream, topic, option
 * @param hint what to do
 */
public record Failure(String code, int exit, String what, String where, String hint) {
    private static final Pattern CREDENTIALS = Pattern.compile("(\\w+://)[^/@\\s]+@");

    public Failure {
        what = withoutCredentials(what);
        where = withoutCredentials(where);
        hint = withoutCredentials(hint);
    }

    /** A text in which no URL holds a user or a password. */
    public static String withoutCredentials(String text) {
        return CREDENTIALS.matcher(text).replaceAll("$1***@");
    }

    /** The document that {@code --json} prints. */
    public Map<String, Object> document() {
        Map<String, String> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("what", what);
        error.put("where", where);
        error.put("hint", hint);
        return Map.of("error", error);
    }
}
