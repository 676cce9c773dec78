package io.winnow.gateway.pictures;

import io.winnow.records.Preview;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The pictures that somebody was told of within the last minute, so that they can be fetched, however many newer ones have come meanwhile. Holds a bounded number of bytes; those that were told of
 * longest ago go first. Not safe for use by many threads.
 */
final class ToldPictures {
    private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();

    private final long mostBytes;
    private final LongSupplier nanos;

    /** Those told of longest ago first. */
    private final Map<Frame, Told> told = new LinkedHashMap<>();

    private long bytes;

    private record Frame(String stream, long epoch, long atMicros) {
        static Frame of(Preview picture) {
            return new Frame(picture.stream(), picture.epoch(), picture.span().startMicros());
        }
    }

    private record Told(Preview picture, Optional<FrameCode> code, long atNanos) {
        long bytes() {
            long tokens = code.map(its -> its.tokens().bytes()).orElse(0);
            return tokens + picture.jpeg().length;
        }
    }

    ToldPictures(long mostBytes, LongSupplier nanos) {
        this.mostBytes = mostBytes;
        this.nanos = nanos;
    }

    /**
     * Somebody is told of a picture now.
     *
     * @param code the tokens that were kept of its frame, where they are told of as well
     */
    void tell(Preview picture, Optional<FrameCode> code) {
        Frame frame = Frame.of(picture);
        Told before = told.remove(frame);
        bytes -= before == null ? 0 : before.bytes();
        Told now = new Told(picture, code.or(() -> before == null ? Optional.empty() : before.code), nanos.getAsLong());
        told.put(frame, now);
        bytes += now.bytes();
        for (Iterator<Told> oldest = told.values().iterator(); oldest.hasNext(); ) {
            Told each = oldest.next();
            if (bytes <= mostBytes && !isOver(each)) {
                return;
            }
            bytes -= each.bytes();
            oldest.remove();
        }
    }

    /** A picture that somebody was told of. */
    Optional<Preview> picture(String stream, long epoch, long atMicros) {
        return of(stream, epoch, atMicros).map(Told::picture);
    }

    /** The tokens that were kept of its frame, where somebody was told of them. */
    Optional<FrameCode> code(String stream, long epoch, long atMicros) {
        return of(stream, epoch, atMicros).flatMap(Told::code);
    }

    private Optional<Told> of(String stream, long epoch, long atMicros) {
        return Optional.ofNullable(told.get(new Frame(stream, epoch, atMicros))).filter(each -> !isOver(each));
    }

    private boolean isOver(Told each) {
        return nanos.getAsLong() - each.atNanos > KEPT_NANOS;
    }

    /** Drops those that nobody may have any more. */
    void drop(Predicate<Preview> refused) {
        told.values().removeIf(each -> refused.test(each.picture));
        bytes = told.values().stream().mapToLong(Told::bytes).sum();
    }

    void clear() {
        told.clear();
        bytes = 0;
    }
}
