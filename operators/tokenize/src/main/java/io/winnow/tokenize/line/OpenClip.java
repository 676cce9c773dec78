package io.winnow.tokenize.line;

import io.winnow.tokenize.ClipOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The frames of a stream that are not yet a record. Clips are cut at fixed places of their epoch, and wherever the caller says. */
public final class OpenClip {
    private static final long NO_EPOCH = -1;

    private long epoch;
    private long originMicros;
    private long index;
    private final List<ClipFrame> frames;

    OpenClip() {
        this(NO_EPOCH, 0, 0, List.of());
    }

    /**
     * As it was stored.
     *
     * @param epoch of the newest frame, or -1
     * @param originMicros start of the epoch's first frame
     * @param index of the clip in its epoch
     * @param frames held
     */
    public OpenClip(long epoch, long originMicros, long index, List<ClipFrame> frames) {
        this.epoch = epoch;
        this.originMicros = originMicros;
        this.index = index;
        this.frames = new ArrayList<>(frames);
    }

    /** Makes room for a frame: the clip it ends, if it belongs to another. */
    Optional<List<ClipFrame>> before(FrameFacts frame, ClipOptions options) {
        boolean otherEpoch = frame.epoch() != epoch;
        if (otherEpoch) {
            epoch = frame.epoch();
            originMicros = frame.span().startMicros();
        }
        long ownIndex = options.index(originMicros, frame.span().startMicros());
        boolean other = otherEpoch || ownIndex != index;
        index = ownIndex;
        return other ? close() : Optional.empty();
    }

    /** Takes a frame; the clip, if it is full. */
    Optional<List<ClipFrame>> add(ClipFrame frame, ClipOptions options) {
        frames.add(frame);
        return frames.size() == options.frames() ? close() : Optional.empty();
    }

    /** Ends the clip; its frames, if it has any. */
    Optional<List<ClipFrame>> close() {
        if (frames.isEmpty()) {
            return Optional.empty();
        }
        List<ClipFrame> closed = List.copyOf(frames);
        frames.clear();
        return Optional.of(closed);
    }

    public long epoch() {
        return epoch;
    }

    public long originMicros() {
        return originMicros;
    }

    public long index() {
        return index;
    }

    public List<ClipFrame> frames() {
        return List.copyOf(frames);
    }
}
