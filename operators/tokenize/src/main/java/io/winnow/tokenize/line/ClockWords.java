package io.winnow.tokenize.line;

/** Says that a source's clock is wrong. */
final class ClockWords {
    /** What a camera that nobody has set for a while is off by; records have this machine's time, so it does no harm. */
    private static final long USUAL_SECONDS = 60;

    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;

    private ClockWords() {}

    /**
     * A sentence; empty where there is nothing to say.
     *
     * @param aheadSeconds of this machine's clock, negative for behind
     */
    static String of(long aheadSeconds) {
        long off = Math.abs(aheadSeconds);
        return off < USUAL_SECONDS
                ? ""
                : "its clock is " + length(off) + (aheadSeconds > 0 ? " ahead of" : " behind") + " this machine's";
    }

    private static String length(long seconds) {
        if (seconds >= 2 * DAY) {
            return seconds / DAY + " days";
        }
        return seconds >= HOUR
                ? seconds / HOUR + " h " + seconds % HOUR / USUAL_SECONDS + " min"
                : seconds / USUAL_SECONDS + " min";
    }
}
