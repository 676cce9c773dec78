package io.winnow.decode.process;

import io.winnow.decode.PieceAddress;
import io.winnow.decode.PieceTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stream of a topic's pieces, shown to a demuxer as a playlist that goes on (RFC 8216): a piece in it is a record. Its playlist is read whenever all that it named was, and then waits until there is more to
 * name. One thread at a time, but for what closes.
 */
final class PieceInput implements AutoCloseable {
    private static final Pattern PIECE = Pattern.compile("(?:.*/)?([0-9]{1,18})[.](?:ts|mp4)");

    /** How long pieces last is known when they are decoded. Meanwhile this is how soon the playlist is asked for again, which waits for more. */
    private static final String HEAD = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:";

    private static final String LENGTH = "#EXTINF:0.1,\n";

    private final PieceWindow window;
    private final PieceTopics.Following following;
    private final Duration stall;
    private final LongSupplier nanos;
    private Optional<String> refused = Optional.empty();
    private long readableNanos;
    private long next;

    /**
     * Begins to listen.
     *
     * @param stall longest that no piece may come, or none that can be read
     * @param nanos a clock, as {@link System#nanoTime}
     */
    PieceInput(PieceAddress address, PieceTopics.Client topics, Duration stall, LongSupplier nanos) {
        this.window = new PieceWindow(address);
        this.following = topics.follow(address.topic(), window);
        this.stall = stall;
        this.nanos = nanos;
        this.readableNanos = nanos.getAsLong();
    }

    /** The playlist as it will stand when there is more in it. */
    ByteSource playlist() {
        return new Growing();
    }

    /** What the playlist calls so; throws IOException with a sentence for people. */
    ByteSource piece(String name) throws IOException {
        Matcher number = PIECE.matcher(name);
        if (!number.matches()) {
            throw new IOException("it refers to what is no piece of its topic");
        }
        byte[] piece = window.piece(Long.parseLong(number.group(1)));
        try {
            PieceForm.of(piece);
        } catch (IOException e) {
            refused = Optional.ofNullable(e.getMessage());
            throw e;
        }
        refused = Optional.empty();
        readableNanos = nanos.getAsLong();
        return new MemorySource(piece);
    }

    private byte[] written(BooleanSupplier unwanted) throws IOException {
        // A demuxer passes over what it cannot open, one piece after the other, and would never say so.
        if (refused.isPresent() && nanos.getAsLong() - readableNanos > stall.toNanos()) {
            throw new IOException(refused.get());
        }
        PieceWindow.Listed listed = window.await(next, stall, unwanted);
        next = listed.next();
        StringBuilder text = new StringBuilder(HEAD).append(listed.first()).append('\n');
        for (int i = 0; i < listed.pieces().size(); i++) {
            text.append(LENGTH)
                    .append(listed.first() + i)
                    .append('.')
                    .append(ending(listed.pieces().get(i)))
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** What cannot be read has a place too, and is refused when it is opened. */
    private static String ending(byte[] piece) {
        try {
            return PieceForm.of(piece).ending();
        } catch (IOException e) {
            return PieceForm.TRANSPORT_STREAM.ending();
        }
    }

    @Override
    public void close() {
        following.close();
    }

    /** The playlist, written when it is first read. */
    private final class Growing implements ByteSource {
        private byte[] text = NOTHING;
        private volatile boolean closed;

        @Override
        public long size() {
            return -1;
        }

        @Override
        public byte[] read(long offset, int count) throws IOException {
            if (offset == 0) {
                text = written(() -> closed);
            }
            int from = (int) Math.min(offset, text.length);
            return Arrays.copyOfRange(text, from, Math.min(text.length, from + count));
        }

        @Override
        public boolean patient() {
            return true;
        }

        @Override
        public void close() {
            closed = true;
            window.wake();
        }
    }
}
