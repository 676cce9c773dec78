package io.winnow.decode.stream;

import io.winnow.decode.process.DecodeEvent.Failure;
import io.winnow.decode.process.ResumePoint;
import io.winnow.frames.Decoded;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a live stream tells while its source is away: that it is, why it does not come back, and once it is back, that a new epoch begins and about how many frames were missed. A connection that only broke
 * and was there again at once is no dead letter; one that could not be made is, once for each reason.
 */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final double MILLIS = 1e3;

    private final StreamPlan plan;
    private final StreamState state;
    private final StreamEvents events;
    private final FrameOutput output;
    private final Letters letters;
    private boolean away;
    private String reason = DropReasons.RECONNECTED;
    private String told = "";
    private OptionalLong sinceMillis = OptionalLong.empty();

    Outage(StreamPlan plan, StreamState state, StreamEvents events, FrameOutput output, Letters letters) {
        this.plan = plan;
        this.state = state;
        this.events = events;
        this.output = output;
        this.letters = letters;
    }

    /**
     * The stream goes on after a restore, away since the last frame that it knows of, or after a pause, in which nobody missed it.
     *
     * @param why {@link DropReasons#RESTORED} or {@link DropReasons#RESUMED}
     */
    void goOn(String why, Consumer<Decoded> out) {
        long last = state.lastStartMicros();
        boolean known = last != ResumePoint.UNKNOWN && why.equals(DropReasons.RESTORED);
        begin(
                known ? OptionalLong.of(last / 1_000) : OptionalLong.empty(),
                why.equals(DropReasons.RESUMED) ? "it was paused" : "the run was restored",
                out);
        reason = why;
    }

    private void begin(OptionalLong lastMillis, String why, Consumer<Decoded> out) {
        away = true;
        sinceMillis = lastMillis;
        output.tellDropped(out);
        out.accept(events.away(state.epoch(), why));
    }

    /**
     * A frame comes, and if the source was away, in a new epoch.
     *
     * @param firstMillis when that frame was
     */
    void over(long firstMillis, Consumer<Decoded> out) {
        if (away) {
            long missed = missed(firstMillis);
            LOG.info("stream {}: {} is there again; about {} frames were missed", plan.stream(), shown(), missed);
            output.beginEpoch(output.nextEpoch(), state.nextFrame(), reason, missed, out);
            output.reconnected();
            away = false;
            reason = DropReasons.RECONNECTED;
            told = "";
        }
    }

    private long missed(long firstMillis) {
        if (sinceMillis.isEmpty()) {
            return 0;
        }
        double seconds = (firstMillis - sinceMillis.getAsLong()) / MILLIS;
        return Math.max(0, Math.round(seconds * state.framesPerSecond()));
    }

    /**
     * The connection ended or was not made.
     *
     * @param failure as its decoder tells it
     */
    void lost(Failure failure, Consumer<Decoded> out) {
        String what = failure.what();
        long decoded = failure.decoded();
        LOG.info("stream {}: {} after {} frames: {}", plan.stream(), shown(), decoded, what);
        if (!away) {
            begin(output.wallMillis(failure.startMicros()), what, out);
        }
        if (decoded == 0 && !what.equals(told)) {
            told = what;
            out.accept(letters.away(plan.stream(), Letters.reason(failure.code()), what, shown()));
        }
    }

    private String shown() {
        return plan.input().shown(0);
    }
}
