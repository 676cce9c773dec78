package io.winnow.records;

import java.util.List;

/**
 * Names streams and groups of them. A pattern names the streams whose ids match it, and those below: {@code dock} names the stream {@code dock} and all of the group, as {@code dock/gate}.
 * {@code ?} is any character but a slash, {@code *} any number of them, {@code **} any number of any characters; others stand for themselves.
 */
public final class StreamPattern {
    private static final int ONE = -1;
    private static final int IN_PART = -2;
    private static final int ANY = -3;

    private final int[] tokens;

    private StreamPattern(int[] tokens) {
        this.tokens = tokens;
    }

    /** Reads a pattern; every text is one. */
    public static StreamPattern of(String pattern) {
        String bare = pattern.replaceFirst("/+$", "").replace("**", "\0");
        return new StreamPattern(bare.chars()
                .map(symbol -> switch (symbol) {
                    case '?' -> ONE;
                    case '*' -> IN_PART;
                    case '\0' -> ANY;
                    default -> symbol;
                })
                .toArray());
    }

    /** Whether any of these patterns names a stream; where there are none, each is. */
    public static boolean any(List<StreamPattern> patterns, String stream) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.names(stream));
    }

    /** Whether it names a stream, in time in proportion to both lengths whatever the pattern. */
    public boolean names(String stream) {
        boolean[] reached = new boolean[tokens.length + 1];
        reached[0] = true;
        passStars(reached);
        for (int i = 0; i < stream.length(); i++) {
            if (stream.charAt(i) == '/' && reached[tokens.length]) {
                return true;
            }
            reached = after(reached, stream.charAt(i));
        }
        return reached[tokens.length];
    }

    /** Whether each stream that another names is surely named by this one too. Read token by token, so that it never says yes wrongly; where it takes more than that to see, it says no. */
    public boolean covers(StreamPattern other) {
        boolean[] reached = new boolean[tokens.length + 1];
        reached[0] = true;
        passStars(reached);
        for (int symbol : other.tokens) {
            if (symbol == '/' && reached[tokens.length]) {
                return true;
            }
            reached = after(reached, symbol);
        }
        return reached[tokens.length];
    }

    /** Which places of the pattern are reached behind one more character, or one more token of another pattern. */
    private boolean[] after(boolean[] reached, int symbol) {
        boolean[] next = new boolean[reached.length];
        for (int place = 0; place < tokens.length; place++) {
            int token = tokens[place];
            if (reached[place] && (token == ANY || (token == IN_PART && symbol != '/' && symbol != ANY))) {
                next[place] = true;
            } else if (reached[place] && (token == symbol || (token == ONE && symbol != '/' && symbol >= ONE))) {
                next[place + 1] = true;
            }
        }
        passStars(next);
        return next;
    }

    /** A star may stand for nothing. */
    private void passStars(boolean[] reached) {
        for (int place = 0; place < tokens.length; place++) {
            if (reached[place] && (tokens[place] == ANY || tokens[place] == IN_PART)) {
                reached[place + 1] = true;
            }
        }
    }
}
