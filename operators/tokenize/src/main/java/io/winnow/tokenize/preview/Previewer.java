package io.winnow.tokenize.preview;

import io.winnow.frames.Decoded;
import io.winnow.frames.Frame;
import io.winnow.frames.FrameEvent;
import io.winnow.records.Preview;
import io.winnow.records.StreamEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Makes small pictures of some frames: the first of each epoch, and each that begins the chosen time or more after the one before that has one. It has no state: what comes first after a restore has a
 * picture too. Where a clock is given, a quarter of that time has to pass on it as well, but for the first pictures of a stream: a short file is shown to its end, and a long one that is decoded much faster than it plays has not many more pictures than a camera. For one thread.
 */
public final class Previewer implements AutoCloseable {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int FASTER_THAN_IT_PLAYS = 4;

    /** Pictures that a stream may have at once. */
    private static final int AT_ONCE = 16;

    private final String run;
    private final long everyMicros;
    private final Optional<LongSupplier> wallMicros;
    private final Jpeg jpeg;
    private final Map<String, Last> last = new HashMap<>();

    /** The frame of a stream that last had a picture, and until when the pictures so far would have taken if none had come at once. */
    private record Last(long epoch, long startMicros, long untilMicros) {}

    /** One that goes by the time of streams alone. */
    public Previewer(String run, PreviewOptions options) {
        this(run, options, Optional.empty());
    }

    /**
     * One that may go by the wall's clock too.
     *
     * @param run whose pictures they are
     * @param wallMicros a clock that never goes back
     */
    public Previewer(String run, PreviewOptions options, Optional<LongSupplier> wallMicros) {
        this.run = run;
        this.everyMicros = options.every().toNanos() / NANOS_PER_MICRO;
        this.wallMicros = wallMicros;
        this.jpeg = new Jpeg(options.edge(), wallMicros.isEmpty());
    }

    /** The picture of what was decoded, where it is a frame whose turn it is. The frame's pixels are read, and not released. */
    public Optional<Preview> of(Decoded decoded) {
        if (decoded instanceof FrameEvent event && event.kind() == StreamEvent.Kind.ENDED) {
            last.remove(event.stream());
        }
        return decoded instanceof Frame frame && due(frame) ? Optional.of(preview(frame)) : Optional.empty();
    }

    private boolean due(Frame frame) {
        Last before = last.get(frame.stream());
        long start = frame.span().startMicros();
        long now = wallMicros.map(LongSupplier::getAsLong).orElse(0L);
        boolean due = before == null || (laterInStream(frame, before) && laterOnWall(now, before));
        if (due) {
            long from = before == null ? now : Math.max(now, before.untilMicros());
            last.put(frame.stream(), new Last(frame.epoch(), start, from + pauseMicros()));
        }
        return due;
    }

    private boolean laterInStream(Frame frame, Last before) {
        return before.epoch() != frame.epoch() || frame.span().startMicros() >= before.startMicros() + everyMicros;
    }

    private boolean laterOnWall(long now, Last before) {
        return wallMicros.isEmpty() || before.untilMicros() <= now + (AT_ONCE - 1) * pauseMicros();
    }

    private long pauseMicros() {
        return everyMicros / FASTER_THAN_IT_PLAYS;
    }

    private Preview preview(Frame frame) {
        Jpeg.Picture picture = jpeg.of(frame);
        return new Preview(
                run,
                frame.stream(),
                frame.epoch(),
                frame.span(),
                picture.width(),
                picture.height(),
                picture.bytes(),
                frame.ingestMillis());
    }

    @Override
    public void close() {
        jpeg.close();
    }
}
