package io.winnow.read;

import java.util.HashSet;
import java.util.Set;

/** What rows that are computed together take: the words of each, and the visual tokens of each context once. */
final class Load {
    private final Set<ReadContext.Key> contexts = new HashSet<>();
    private long tokens;

    /** Visual tokens and words. */
    long tokens() {
        return tokens;
    }

    /** Visual tokens and words, if there were a row more. */
    long with(ReadContext context, int words) {
        return tokens + words + (contexts.contains(context.key()) ? 0 : context.tokens());
    }

    void add(ReadContext context, int words) {
        tokens = with(context, words);
        contexts.add(context.key());
    }

    /** Visual tokens and words, if this were asked too. */
    long with(Ask ask) {
        return with(ask.request().context(), ask.prompt().length);
    }

    void add(Ask ask) {
        add(ask.request().context(), ask.prompt().length);
    }
}
