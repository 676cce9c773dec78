package io.winnow.gateway.http;

import io.winnow.gateway.live.LiveEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a scope hears, written once for all of its event streams. What happens between two cuts is one piece, of what has a state the newest alone. Pieces are linked: those that everyone has read are gone, and who is too far behind
 * begins anew with everything. Events are said and streams read on any thread; one thread cuts.
 */
final class EventLog {
    /** Beyond which a stream is told how things stand instead of how they came to. */
    static final long MOST_BEHIND = 256 * 1024;

    /** What may have been said since everything was written, and how long ago that may be, for those who come then to begin with the same. */
    private static final long FRESH = 64 * 1024;

    /** Between two cuts; whoever would be told of more is told everything. */
    private static final int MOST_SAID = 4_096;

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long SILENCE_NANOS = Duration.ofSeconds(15).toNanos();
    private static final byte[] STILL_HERE = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

    private final Supplier<Said> everything;
    private final Function<Said, byte[]> writing;
    private final Map<Object, Said> said = new LinkedHashMap<>();
    private final Object making = new Object();
    private volatile Optional<Beginning> made = Optional.empty();
    private volatile Piece newest = new Piece(new byte[0], 0);
    private boolean overflowed;
    private long cutNanos = System.nanoTime();
    private int streams;

    /** An event's name and data. */
    record Said(String event, Object data) {}

    /** Everything, and the piece after which it goes on. */
    record Beginning(byte[] frame, Piece after, long madeNanos) {}

    /** Events that are sent together. */
    static final class Piece {
        private final byte[] bytes;
        private final long end;
        private volatile @Nullable Piece next;

        private Piece(byte[] bytes, long end) {
            this.bytes = bytes;
            this.end = end;
        }

        byte[] bytes() {
            return bytes;
        }

        /** Empty while nothing has been said since. */
        Optional<Piece> next() {
            return Optional.ofNullable(next);
        }
    }

    /**
     * An empty one.
     *
     * @param everything that there is to tell whoever has just come
     * @param writing an event as it is sent
     */
    EventLog(Supplier<Said> everything, Function<Said, byte[]> writing) {
        this.everything = everything;
        this.writing = writing;
    }

    /** Counts a stream that reads. */
    synchronized EventLog joined() {
        streams++;
        return this;
    }

    /** Counts one that no longer does; whether it was the last. */
    synchronized boolean left() {
        streams--;
        return streams == 0;
    }

    /** Takes in what has happened, in place of what was said of the same before. */
    void say(LiveEvent event, Object data) {
        synchronized (said) {
            if (event.isAll()) {
                said.clear();
            }
            Object of = event.state().isPresent() ? event.state().get() : new Object();
            said.remove(of);
            said.put(of, new Said(event.name(), data));
            if (said.size() > MOST_SAID) {
                said.clear();
                overflowed = true;
            }
        }
    }

    /**
     * Makes a piece of what was said, or of nothing where that has lasted long: connections that carry nothing are taken for dead.
     *
     * @param written events as they are sent
     * @return whether there is a new one
     */
    boolean cut(Function<Said, byte[]> written, long nowNanos) {
        List<Said> taken = taken();
        if (taken.isEmpty() && nowNanos - cutNanos < SILENCE_NANOS) {
            return false;
        }
        cutNanos = nowNanos;
        byte[] bytes = taken.isEmpty() ? STILL_HERE : joined(taken, written);
        Piece last = newest;
        Piece next = new Piece(bytes, last.end + bytes.length);
        last.next = next;
        newest = next;
        // Nobody who comes is to keep what those who are here have read.
        made = made.filter(beginning -> fresh(beginning, nowNanos));
        return true;
    }

    private List<Said> taken() {
        synchronized (said) {
            List<Said> taken = new ArrayList<>(said.values());
            said.clear();
            if (!overflowed) {
                return taken;
            }
            overflowed = false;
        }
        return List.of(everything.get());
    }

    private static byte[] joined(List<Said> events, Function<Said, byte[]> written) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        events.forEach(event -> bytes.writeBytes(written.apply(event)));
        return bytes.toByteArray();
    }

    /** Bytes that were said since a piece. */
    long behind(Piece piece) {
        return newest.end - piece.end;
    }

    /** Everything as it was a moment ago. What has happened since is in the pieces after it, and some of what it holds is too. */
    Beginning beginning(long nowNanos) {
        synchronized (making) {
            Optional<Beginning> known = made(nowNanos);
            if (known.isPresent()) {
                return known.get();
            }
            Piece after = newest;
            Beginning next = new Beginning(writing.apply(everything.get()), after, nowNanos);
            made = Optional.of(next);
            return next;
        }
    }

    /** The same where it was written for somebody else already. */
    Optional<Beginning> made(long nowNanos) {
        return made.filter(beginning -> fresh(beginning, nowNanos));
    }

    private boolean fresh(Beginning beginning, long nowNanos) {
        return behind(beginning.after()) <= FRESH && nowNanos - beginning.madeNanos() <= FRESH_NANOS;
    }
}
