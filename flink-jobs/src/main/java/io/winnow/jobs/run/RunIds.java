package io.winnow.jobs.run;

import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of runs: time first, so that runs sort by their beginning. */
public final class RunIds {
    private static final int TIME_DIGITS = 11;
    private static final int OTHER_DIGITS = 5;
    private static final String FORM = "[0-9a-f]{" + (TIME_DIGITS + OTHER_DIGITS) + "}";

    private RunIds() {}

    /** One for a run that begins now. */
    public static String next() {
        return HexFormat.of().toHexDigits(System.currentTimeMillis(), TIME_DIGITS)
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), OTHER_DIGITS);
    }

    /** When a run began, in milliseconds since 1970; empty where its id was chosen otherwise. */
    public static OptionalLong beganMillis(String run) {
        return run.matches(FORM)
                ? OptionalLong.of(HexFormat.fromHexDigitsToLong(run, 0, TIME_DIGITS))
                : OptionalLong.empty();
    }
}
