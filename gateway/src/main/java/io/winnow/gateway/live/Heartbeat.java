package io.winnow.gateway.live;

import io.winnow.gateway.live.Views.Line.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a run lives, by what was heard of it last.
 *
 * @param ageMillis of what was heard last; empty where no snapshot is there and the run is neither silent nor stopped
 * @param state that follows from it
 * @param problem what is wrong, in a sentence; empty where nothing is
 */
record Heartbeat(OptionalLong ageMillis, State state, String problem) {
    /** Three times as long as a Flink that was told nothing else waits between two reports. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    /**
     * What there is to go by.
     *
     * @param heardMillis when the newest snapshot came, by this machine's clock; empty where none has
     * @param toldMillis when a stream that is neither over nor paused told its state last, by this machine's clock; empty where none is there
     * @param reads whether the run has readers
     * @param ended whether these have marked its end
     * @param streamsOver whether there are streams, and none that could bring more
     * @param stopped whether the run was stopped to go on later, and has not gone on yet
     */
    record Signs(
            OptionalLong heardMillis,
            OptionalLong toldMillis,
            boolean reads,
            boolean ended,
            boolean streamsOver,
            boolean stopped) {}

    /**
     * How it is. Snapshots are kept for an hour and states of streams for good: whoever looks later goes by these.
     *
     * @param nowMillis by this machine's clock
     * @param unread why the topics are not read at the moment
     */
    static Heartbeat of(Signs signs, long nowMillis, Optional<String> unread) {
        OptionalLong last = signs.heardMillis().isPresent() ? signs.heardMillis() : signs.toldMillis();
        boolean silent = last.isPresent() && nowMillis - last.getAsLong() > SILENCE.toMillis();
        OptionalLong age =
                last.isPresent() ? OptionalLong.of(Math.max(0, nowMillis - last.getAsLong())) : OptionalLong.empty();
        if (signs.stopped() && !signs.ended()) {
            return new Heartbeat(age, State.STOPPED, unread.orElse(""));
        }
        if (last.isEmpty() || (signs.heardMillis().isEmpty() && (!silent || signs.ended()))) {
            return new Heartbeat(OptionalLong.empty(), State.WAITING, unread.orElse(""));
        }
        if (signs.ended() || (silent && !signs.reads() && signs.streamsOver())) {
            return new Heartbeat(age, State.ENDED, unread.orElse(""));
        }
        return silent
                ? new Heartbeat(age, State.SILENT, unread.orElseGet(() -> silence(last.getAsLong())))
                : new Heartbeat(age, State.RUNNING, unread.orElse(""));
    }

    /** The same each time it is asked, so that it is said once. */
    private static String silence(long sinceMillis) {
        return "the pipeline has said nothing since "
                + Instant.ofEpochMilli(sinceMillis).truncatedTo(ChronoUnit.SECONDS)
                + "; see its log or winnow pipelines list";
    }
}
