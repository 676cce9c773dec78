package io.winnow.decode.process;

import io.winnow.decode.PieceAddress;
import io.winnow.decode.PieceTopics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The pieces of one stream of a topic that wait to be read, each with a number, between the thread that brings them and the one that reads. What waits too long, or is too much, makes room for what comes after
 * it, so that a stream that was held up once is not late for ever; what is no piece of video has no place in it.
 */
final class PieceWindow implements PieceTopics.Listener {
    private static final long MOST_BYTES = 32L << 20;
    private static final int MOST_PIECES = 64;
    private static final int LONGEST_KEY = 60;

    private final PieceAddress address;
    private final Duration stall;
    private final Duration behind;
    private final LongSupplier nanos;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private Optional<String> only;
    private Optional<String> failure = Optional.empty();
    private Optional<String> refusal = Optional.empty();
    private long first;
    private long bytes;
    private long cameNanos;
    private long intervalNanos;
    private boolean begun;

    private record Piece(byte[] bytes, PieceForm form, long cameNanos) {}

    /**
     * An empty one.
     *
     * @param stall longest that nothing may come that can be read, beyond the time of two pieces
     * @param behind longest that a piece may wait, beyond the time of two
     * @param nanos a clock, as {@link System#nanoTime}
     */
    PieceWindow(PieceAddress address, Duration stall, Duration behind, LongSupplier nanos) {
        this.address = address;
        this.stall = stall;
        this.behind = behind;
        this.nanos = nanos;
        this.only = address.key();
        this.cameNanos = nanos.getAsLong();
    }

    @Override
    public synchronized void came(String key, byte[] piece) {
        if (only.isEmpty()) {
            only = Optional.of(key);
        }
        if (key.equals(only.get())) {
            add(piece);
        } else if (address.key().isEmpty()) {
            failed("its topic has pieces of several keys, " + shown(only.get()) + " and " + shown(key)
                    + ": name one, as in kafka:" + address.topic() + "/KEY");
        }
    }

    private void add(byte[] piece) {
        try {
            long now = nanos.getAsLong();
            pieces.add(new Piece(piece, PieceForm.of(piece), now));
            bytes += piece.length;
            intervalNanos = begun ? now - cameNanos : 0;
            begun = true;
            cameNanos = now;
            refusal = Optional.empty();
            makeRoom();
            notifyAll();
        } catch (IOException e) {
            refusal = Optional.ofNullable(e.getMessage());
        }
    }

    private void makeRoom() {
        long oldest = nanos.getAsLong() - borne(behind);
        while (pieces.size() > 1
                && (pieces.size() > MOST_PIECES
                        || bytes > MOST_BYTES
                        || pieces.element().cameNanos() < oldest)) {
            removeFirst();
        }
    }

    private void removeFirst() {
        bytes -= pieces.remove().bytes().length;
        first++;
    }

    private long borne(Duration time) {
        return time.toNanos() + 2 * intervalNanos;
    }

    private static String shown(String key) {
        String plain = key.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > LONGEST_KEY ? plain.substring(0, LONGEST_KEY) + "..." : plain;
    }

    @Override
    public synchronized void failed(String why) {
        if (failure.isEmpty()) {
            failure = Optional.of(why);
        }
        notifyAll();
    }

    /**
     * Waits for a piece with that number or a later one.
     *
     * @param most longest to wait
     * @param unwanted whether nobody waits any more; looked at after {@link #wake}
     * @throws IOException with a sentence for people where there is none and nothing more will come, or nothing has come for too long
     */
    synchronized void await(long number, Duration most, BooleanSupplier unwanted) throws IOException {
        long dueNanos = System.nanoTime() + most.toNanos();
        while (first + pieces.size() <= number) {
            if (failure.isPresent() || unwanted.getAsBoolean()) {
                throw new IOException(failure.orElse("it is read no more"));
            }
            long left = dueNanos - System.nanoTime();
            if (left <= 0) {
                requireNews();
                return;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for a piece", e);
            }
        }
    }

    private void requireNews() throws IOException {
        long silence = nanos.getAsLong() - cameNanos;
        if (silence >= borne(stall)) {
            throw new IOException(refusal.orElse("its topic has had no new piece for "
                    + (silence >= TimeUnit.SECONDS.toNanos(1)
                            ? TimeUnit.NANOSECONDS.toSeconds(silence) + " s"
                            : TimeUnit.NANOSECONDS.toMillis(silence) + " ms")));
        }
    }

    /**
     * Pieces that wait.
     *
     * @param first number of the first of them
     * @param forms what each is, in order
     */
    record Listed(long first, List<PieceForm> forms) {}

    /** Those that wait now. */
    synchronized Listed listed() {
        makeRoom();
        return new Listed(first, pieces.stream().map(Piece::form).toList());
    }

    /** The piece of a number, which waits no more, nor do those before it; throws IOException where it waits no longer. */
    synchronized byte[] take(long number) throws IOException {
        while (first < number && !pieces.isEmpty()) {
            removeFirst();
        }
        if (first != number || pieces.isEmpty()) {
            throw new IOException("a piece of its topic was there for too short a time");
        }
        byte[] taken = pieces.element().bytes();
        removeFirst();
        return taken;
    }

    /** Whoever waits looks whether it is wanted. */
    synchronized void wake() {
        notifyAll();
    }
}
