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

/** The newest pieces of one stream of a topic, each with a number, between the thread that brings them and the one that reads. What is not read in time makes room. */
final class PieceWindow implements PieceTopics.Listener {
    private static final long MOST_BYTES = 32L << 20;
    private static final int MOST_PIECES = 64;
    private static final int LONGEST_KEY = 60;

    private final PieceAddress address;
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private Optional<String> only;
    private Optional<String> failure = Optional.empty();
    private long first;
    private long bytes;

    PieceWindow(PieceAddress address) {
        this.address = address;
        this.only = address.key();
    }

    @Override
    public synchronized void came(String key, byte[] piece) {
        if (only.isEmpty()) {
            only = Optional.of(key);
        }
        if (!key.equals(only.get())) {
            if (address.key().isEmpty()) {
                failed("its topic has pieces of several keys, " + shown(only.get()) + " and " + shown(key)
                        + ": name one, as in kafka:" + address.topic() + "/KEY");
            }
            return;
        }
        pieces.add(piece);
        bytes += piece.length;
        while (pieces.size() > MOST_PIECES || (bytes > MOST_BYTES && pieces.size() > 1)) {
            bytes -= pieces.remove().length;
            first++;
        }
        notifyAll();
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

    /** Pieces as they stand, in order: the number of the first, and how each is written. */
    record Listed(long first, List<byte[]> pieces) {
        long next() {
            return first + pieces.size();
        }
    }

    /**
     * Waits until there is a piece with that number or a later one.
     *
     * @param stall longest to wait
     * @param unwanted whether nobody waits any more; looked at after {@link #wake}
     * @throws IOException with a sentence for people where none comes
     */
    synchronized Listed await(long number, Duration stall, BooleanSupplier unwanted) throws IOException {
        long dueNanos = System.nanoTime() + stall.toNanos();
        while (first + pieces.size() <= number) {
            long left = dueNanos - System.nanoTime();
            if (failure.isPresent() || unwanted.getAsBoolean()) {
                throw new IOException(failure.orElse("it is read no more"));
            }
            if (left <= 0) {
                throw new IOException("its topic has had no new piece for " + stall.toSeconds() + " s");
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for a piece", e);
            }
        }
        return new Listed(first, List.copyOf(pieces));
    }

    /** The piece of a number; throws IOException where it is not there any more. */
    synchronized byte[] piece(long number) throws IOException {
        long at = number - first;
        if (at < 0 || at >= pieces.size()) {
            throw new IOException("a piece of its topic was there for too short a time");
        }
        return pieces.stream().skip(at).findFirst().orElseThrow();
    }

    /** Whoever waits looks whether it is wanted. */
    synchronized void wake() {
        notifyAll();
    }
}
