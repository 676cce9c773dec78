package io.winnow.jobs.run;

/** Names under which jobs report their tallies. */
public final class TallyNames {
    static final String PREFIX = "winnow.";
    public static final String FRAMES = "winnow.frames";
    public static final String TOKENIZED = "winnow.tokenized";
    public static final String DROPPED = "winnow.dropped.";
    public static final String VISUAL = "winnow.visual";
    public static final String KEPT = "winnow.kept";
    public static final String ANSWERS = "winnow.answers";
    public static final String DEAD_LETTERS = "winnow.dead-letters";
    public static final String PIXEL_BYTES = "winnow.bytes.pixels";
    public static final String TOKEN_BYTES = "winnow.bytes.tokens";
    public static final String KEPT_BYTES = "winnow.bytes.kept";

    private TallyNames() {}
}
