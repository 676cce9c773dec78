package io.winnow.decode.stream;

import io.winnow.decode.process.ResumePoint;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A stream's progress while it changes. */
final class StreamState {
    private final SortedMap<String, Long> pending;
    private boolean started;
    private long epoch;
    private int item;
    private ResumePoint resume;
    private long decodedBefore;
    private long epochBase;
    private long lastStartMicros;
    private long counted;
    private long pendingFrames;
    private ItemErrors errors;
    private long earlierErrors;
    private Map<String, String> format;

    StreamState(StreamProgress from) {
        pending = new TreeMap<>(from.pending());
        pendingFrames = pending.values().stream().mapToLong(Long::longValue).sum();
        started = from.started();
        epoch = from.epoch();
        item = from.item();
        resume = from.resume();
        decodedBefore = from.decodedBefore();
        epochBase = from.epochBase();
        lastStartMicros = from.lastStartMicros();
        counted = from.counted();
        errors = from.errors();
        earlierErrors = errors.count();
        format = from.format();
    }

    StreamProgress progress() {
        return new StreamProgress(
                started,
                epoch,
                item,
                resume,
                decodedBefore,
                epochBase,
                lastStartMicros,
                counted,
                pending,
                errors,
                format);
    }

    boolean started() {
        return started;
    }

    void start(long firstEpoch) {
        started = true;
        epoch = firstEpoch;
    }

    long epoch() {
        return epoch;
    }

    int item() {
        return item;
    }

    ResumePoint resume() {
        return resume;
    }

    long counted() {
        return counted;
    }

    ItemErrors errors() {
        return errors;
    }

    /** Ordinal in the whole stream of an item's frame. */
    long frame(long seqInItem) {
        return decodedBefore + seqInItem;
    }

    long seq(long frame) {
        return frame - epochBase;
    }

    boolean goesBack(long startMicros) {
        return lastStartMicros != ResumePoint.UNKNOWN && startMicros < lastStartMicros;
    }

    /** Start of the last frame handed on in this epoch, {@link ResumePoint#UNKNOWN} if none was. */
    long lastStartMicros() {
        return lastStartMicros;
    }

    /** By the format told last; 0 where it does not say. */
    double framesPerSecond() {
        return Double.parseDouble(format.getOrDefault(StreamEvents.FRAMES_PER_SECOND, "0"));
    }

    /** A new epoch, whose first frame this is. */
    void beginEpoch(long next, long frame) {
        epoch = next;
        epochBase = frame;
        lastStartMicros = ResumePoint.UNKNOWN;
    }

    /** The next frame of the stream. */
    long nextFrame() {
        return frame(resume.nextSeq());
    }

    /** Frames decoded since the last that was told, up to the given number of the item's. */
    long passed(long decodedOfItem) {
        return Math.max(0, decodedOfItem - resume.nextSeq());
    }

    void goOnAt(ResumePoint next) {
        resume = next;
    }

    void handedOn(long startMicros) {
        counted++;
        lastStartMicros = startMicros;
    }

    void dropped(String reason, long frames) {
        counted += frames;
        pendingFrames += frames;
        pending.merge(reason, frames, Long::sum);
    }

    /** Frames that never came and are told already. */
    void lost(long frames) {
        counted += frames;
    }

    long pendingFrames() {
        return pendingFrames;
    }

    /** Frames dropped and not told yet, by reason; told from now on. */
    SortedMap<String, Long> takePending() {
        SortedMap<String, Long> taken = new TreeMap<>(pending);
        pending.clear();
        pendingFrames = 0;
        return taken;
    }

    /** Errors that the decoder counted since it began with the item, here or at its resume. */
    void countErrors(long ofSession) {
        errors = errors.withCount(earlierErrors + ofSession);
    }

    void tellError(String what, long startMicros, long endMicros) {
        errors = errors.told(what, startMicros, endMicros);
    }

    /** Told last; empty before. */
    Map<String, String> format() {
        return format;
    }

    /** Whether the format differs from the one told last; it is told from now on. */
    boolean changesFormat(Map<String, String> next) {
        boolean changes = !next.equals(format);
        format = next;
        return changes;
    }

    /** The item is over after so many frames. */
    void nextItem(long decoded) {
        again(decoded);
        item++;
    }

    /** The same item begins again after so many frames: it is live. */
    void again(long decoded) {
        decodedBefore += Math.max(resume.nextSeq(), decoded);
        resume = ResumePoint.START;
        errors = ItemErrors.NONE;
        earlierErrors = 0;
    }
}
