package io.winnow.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answers that a question names: those listed after a colon, a dash or in brackets ({@code Which is it: a, b or c?}) or a comma ({@code Which is it, a or b?}), the sides of an {@code or}
 * ({@code Is it day or night?}), or of commas ({@code Is it day, dusk, night?}), and yes and no where the question begins with a verb that asks for them, or asks for them itself. Of several
 * sentences the last that is a question counts.
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

    /** A comma between thousands is no mark. */
    private static final Pattern BETWEEN =
            Pattern.compile("(?i)\\s*(?:(?<!\\d),|,(?!\\d{3}(?!\\d)))\\s*(?:or\\s+)?|\\s+or\\s+");

    /** What a list follows: a colon that is none of a time, a dash between words, or an opening bracket. */
    private static final Pattern BEFORE_LIST = Pattern.compile(":(?!\\d)|(?<!\\d):|\\s[-\u2013\u2014]\\s|\\(");

    private static final Pattern ASKS_YES_OR_NO = Pattern.compile("(?i)(?:.*\\b)?yes or no(?:\\b[^:]*|[:,;].*)");
    private static final Pattern OR_NOT = Pattern.compile("(?i),?\\s+or\\s+not$");
    private static final Pattern EITHER = Pattern.compile("(?i).*\\beither\\s+");
    private static final List<String> YES_NO = List.of("yes", "no");

    private Alternatives() {}

    /** The alternatives in the question's own words, in its order, without repeats; empty where it names none. */
    public static List<String> of(String question) {
        String text = asked(plain(question)).replaceAll("[?.!)\\s]+$", "");
        if (ASKS_YES_OR_NO.matcher(text).matches()) {
            return YES_NO;
        }
        List<MatchResult> lists = BEFORE_LIST.matcher(text).results().toList();
        if (!lists.isEmpty()) {
            List<String> listed =
                    listed(text.substring(lists.get(lists.size() - 1).end()));
            if (listed.size() > 1) {
                return listed;
            }
        }
        String first = text.split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
        boolean either = text.matches("(?is).*\\sor\\s.*");
        if (VERBS.contains(first)) {
            return sides(text, either);
        }
        int comma = text.indexOf(',');
        return either && comma >= 0 ? listed(text.substring(comma + 1)) : List.of();
    }

    /** With the marks of other scripts and of typesetters as plain ones. */
    private static String plain(String question) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < question.length(); i++) {
            plain.append(
                    switch (question.charAt(i)) {
                        case '\uff1a' -> ": ";
                        case '\uff0c', '\u3001', '\u060c' -> ", ";
                        case '\uff1f', '\u061f' -> "?";
                        case '\u3002' -> ".";
                        case '\uff08' -> "(";
                        case '\uff09' -> ")";
                        case '\u2019', '\u2018' -> "'";
                        case '\u201c', '\u201d', '\u00ab', '\u00bb', '\u201e' -> "\"";
                        default -> String.valueOf(question.charAt(i));
                    });
        }
        return plain.toString().strip();
    }

    /** The last sentence that ends as a question; all where none does. */
    private static String asked(String text) {
        String[] sentences = text.split("(?<=[.!?])\\s+");
        for (int i = sentences.length - 1; i > 0; i--) {
            if (sentences[i].endsWith("?")) {
                return sentences[i];
            }
        }
        return sentences.length > 1 && sentences[0].endsWith("?") ? sentences[0] : text;
    }

    private static List<String> sides(String text, boolean either) {
        String whole = OR_NOT.matcher(text).replaceFirst("");
        boolean named = whole.equals(text) ? either : whole.matches("(?is).*\\sor\\s.*");
        return named || whole.matches("[^,]*,[^,]*,.*") ? sides(withoutAfterwards(whole)) : YES_NO;
    }

    private static String withoutAfterwards(String text) {
        int last = MARK.matcher(text).results().mapToInt(MatchResult::end).max().orElse(0);
        return text.substring(0, last)
                + AFTERWARDS.matcher(text.substring(last)).replaceFirst("");
    }

    /** {@code a, b, c}, {@code a, b or c}, {@code a, b, or c}. */
    private static List<String> listed(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String part : BETWEEN.split(text)) {
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
        Matcher either = EITHER.matcher(parts.get(0));
        sides.add(bare(
                either.lookingAt()
                        ? parts.get(0).substring(either.end())
                        : String.join(" ", Arrays.asList(head).subList(from, head.length))));
        sides.addAll(parts.subList(1, parts.size()));
        return List.copyOf(sides);
    }

    /** Without quotation marks around it and an article before it. */
    private static String bare(String quoted) {
        String words = quoted.replaceAll("^[\"'(]+|[\"')]+$", "");
        String[] parts = words.split("\\s+", 2);
        return parts.length == 2 && BEFORE.contains(parts[0].toLowerCase(Locale.ROOT)) ? bare(parts[1]) : words;
    }
}
