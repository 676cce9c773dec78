package io.winnow.decode.stream;

import io.winnow.decode.DecodeOptions;
import io.winnow.decode.FramePolicy;
import io.winnow.decode.LiveOptions;
import io.winnow.decode.PictureSize;
import io.winnow.decode.process.Decoders;
import io.winnow.records.StageContext;
import java.time.Duration;
import java.time.InstantSource;

/** Begins to read streams, all at one pool of decoders. */
public final class StreamOpener {
    private static final double FRAMES_OF_SILENCE = 2.5;

    private final Sessions sessions;
    private final DecodeOptions options;
    private final PictureSize size;
    private final int ahead;
    private final Letters letters;
    private final FrameMeter meter;
    private final InstantSource clock;

    /**
     * For one reader.
     *
     * @param ahead most items of a stream open at once
     */
    public StreamOpener(
            Decoders decoders,
            DecodeOptions options,
            PictureSize size,
            int ahead,
            StageContext context,
            FrameMeter meter,
            InstantSource clock) {
        this.sessions = new Sessions(decoders, options, size);
        this.options = options;
        this.size = size;
        this.ahead = ahead;
        this.letters = new Letters(context, clock);
        this.meter = meter;
        this.clock = clock;
    }

    /** Begins or goes on, as by {@link #open(StreamPlan, StreamProgress, boolean)}; not after a pause. */
    public StreamReading open(StreamPlan plan, StreamProgress from) {
        return open(plan, from, false);
    }

    /**
     * Begins or goes on.
     *
     * @param paused whether it goes on after a pause
     * @throws SourceLostException where the source cannot be read again
     */
    public StreamReading open(StreamPlan plan, StreamProgress from, boolean paused) {
        StreamState state = new StreamState(from);
        StreamEvents events = new StreamEvents(plan.stream(), clock);
        return new StreamReading(
                plan,
                from,
                state,
                items(plan, from),
                new FrameOutput(plan, state, events, options, size, meter, clock),
                letters,
                new Silence(idleAfter(plan)),
                clock,
                paused);
    }

    private Items items(StreamPlan plan, StreamProgress from) {
        LiveOptions live = options.live();
        return plan.live()
                ? new LiveItem(
                        plan,
                        sessions,
                        new Backoff(
                                live.backoffFirst(),
                                live.backoffMost(),
                                plan.stream().hashCode()),
                        clock)
                : new ListedItems(plan, sessions, from.item(), from.resume(), ahead);
    }

    /** A source of which few frames are wanted is not silent between them. */
    private Duration idleAfter(StreamPlan plan) {
        double seconds =
                plan.live() && plan.policy() instanceof FramePolicy.Fps fps ? FRAMES_OF_SILENCE / fps.perSecond() : 0;
        Duration frames = Duration.ofMillis(Math.round(seconds * 1_000));
        return frames.compareTo(options.idleAfter()) > 0 ? frames : options.idleAfter();
    }
}
