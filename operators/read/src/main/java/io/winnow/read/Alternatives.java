package io.winnow.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The answers that a question names: those listed after a colon ({@code Which is it: a, b or c?}) or a comma ({@code Which is it, a or b?}), the sides of an {@code or}
 * ({@code Is it day or night?}), or of commas ({@code Is it day, dusk, night?}), and yes and no where the question begins with a verb that asks for them.
 */
public final class Alternatives {
    private static final Set<String> VERBS = Set.of(
            "is", "are", "was", "were", "am", "does", "do", "did", "can", "could", "has", "have", "had", "will",
            "would", "should", "isn't", "aren't", "doesn't", "don't", "didn't");
    private static final Set<String> BEFORE = Set.of("a", "an", "the", "by");
    /** What follows the last side of an {@code or} and belongs to the whole question: when, where, or compared with what. */
    private static final Pattern AFTERWARDS = Pattern.compile(
            "(?i)(?<=\\S)\\s+(?:(?:during|throughout|than)\\s|(?:at|in|of|on)\\s+(?:the|this)\\s+(?:start|end|beginning|middle|"
                    + "video|clip|picture|image|photo|scene|first|last)\\b).*");

    private static final Pattern MARK = Pattern.compile("(?i),\\s*|\\sor\\s+");
    private static final List<String> YES_NO = List.of("yes", "no");

    private Alternatives() {}

    /** The alternatives in the question's own words, in its order, without repeats; empty where it names none. */
    public static List<String> of(String question) {
        String text = question.strip().replaceAll("[?.!\\s]+$", "");
        int colon = text.lastIndexOf(':');
        if (colon >= 0) {
            List<String> listed = listed(text.substring(colon + 1));
            if (listed.size() > 1) {
                return listed;
            }
        }
        String first = text.split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
        boolean either = text.matches("(?is).*\\sor\\s.*");
        if (VERBS.contains(first)) {
            return either || text.matches("[^,]*,[^,]*,.*") ? sides(withoutAfterwards(text)) : YES_NO;
        }
        int comma = text.indexOf(',');
        return either && comma >= 0 ? listed(text.substring(comma + 1)) : List.of();
    }

    private static String withoutAfterwards(String text) {
        int last = MARK.matcher(text).results().mapToInt(MatchResult::end).max().orElse(0);
        return text.substring(0, last)
                + AFTERWARDS.matcher(text.substring(last)).replaceFirst("");
    }

    /** {@code a, b, c}, {@code a, b or c}, {@code a, b, or c}. */
    private static List<String> listed(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String part : text.split("\\s*,\\s*(?:or\\s+)?|\\s+or\\s+")) {
            String words = bare(part.strip());
            if (!words.isEmpty()) {
                found.putIfAbsent(words.toLowerCase(Locale.ROOT), words);
            }
        }
        return List.copyOf(found.values());
    }

    /** The last of several alternatives says how many words the first has, which follows the question's subject without a mark between them. */
    private static List<String> sides(String text) {
        List<String> parts = listed(text);
        if (parts.size() < 2) {
            return YES_NO;
        }
        int words = parts.get(parts.size() - 1).split("\\s+").length;
        String[] head = parts.get(0).split("\\s+");
        int from = Math.max(1, head.length - words);
        if (from > 1 && head[from - 1].toLowerCase(Locale.ROOT).endsWith("ing")) {
            from--;
        }
        List<String> sides = new ArrayList<>();
        sides.add(bare(String.join(" ", Arrays.asList(head).subList(from, head.length))));
        sides.addAll(parts.subList(1, parts.size()));
        return List.copyOf(sides);
    }

    private static String bare(String words) {
        String[] parts = words.split("\\s+", 2);
        return parts.length == 2 && BEFORE.contains(parts[0].toLowerCase(Locale.ROOT)) ? parts[1] : words;
    }
}
