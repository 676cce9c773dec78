package io.winnow.records;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * A moment as people name it: an offset in a medium ({@code 10s}), a time of the wall ({@code 2026-03-01T12:00:00Z}), or so long ago ({@code -10min}), which is of the wall too.
 *
 * @param micros on its clock
 * @param clock whose it is
 */
public record Moment(long micros, Clock clock) {
    /** How a moment may be written, for people who wrote none. */
    public static final String HINT =
            "Write a time with its unit, such as 10s or 2min; how long ago, such as -10min; or a moment with its time zone, such as 2026-03-01T12:00:00Z or 2026-03-01T13:00:00+01:00.";

    private static final String AGO = "-";

    /**
     * Reads one.
     *
     * @param text as it was written
     * @param now from which is counted what is so long ago
     * @throws IllegalArgumentException with a sentence, where it is none
     */
    public static Moment parse(String text, Instant now) {
        try {
            return ofWall(Instant.parse(text));
        } catch (DateTimeParseException e) {
            if (isWithoutZone(text)) {
                throw new IllegalArgumentException(text + " says no time zone", e);
            }
            return relative(text, now);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(text + " is too far from today", e);
        }
    }

    private static Moment relative(String text, Instant now) {
        boolean ago = text.startsWith(AGO);
        Duration duration = Units.duration(ago ? text.substring(AGO.length()) : text);
        return ago ? ofWall(now.minus(duration)) : new Moment(duration.toNanos() / 1_000, Clock.MEDIA);
    }

    private static boolean isWithoutZone(String text) {
        try {
            LocalDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static Moment ofWall(Instant instant) {
        return new Moment(ChronoUnit.MICROS.between(Instant.EPOCH, instant), Clock.WALL);
    }

    /** As messages tell it: a date and time of the wall, or an offset. */
    public String words() {
        return clock == Clock.WALL
                ? Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString()
                : Units.write(Duration.of(micros, ChronoUnit.MICROS));
    }
}
