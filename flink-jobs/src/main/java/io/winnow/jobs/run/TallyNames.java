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
    public static final String DEFERRED = "winnow.deferred";
    public static final String ENDPOINT_TOKENS_IN = "winnow.endpoint.tokens-in";
    public static final String ENDPOINT_TOKENS_OUT = "winnow.endpoint.tokens-out";
    public static final String ENDPOINT_PRICE = "winnow.endpoint.price-billionths";
    public static final String DEAD_LETTERS = "winnow.dead-letters";
    public static final String PIXEL_BYTES = "winnow.bytes.pixels";
    public static final String TOKEN_BYTES = "winnow.bytes.tokens";
    public static final String KEPT_BYTES = "winnow.bytes.kept";

    private TallyNames() {}
}
