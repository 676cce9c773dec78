package io.winnow.decode.process;

import io.winnow.decode.PieceAddress;
import io.winnow.decode.PieceTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stream of a topic's pieces, shown to a demuxer as a playlist that goes on (RFC 8216): a piece in it is a record that nobody has read yet. The demuxer asks for the playlist again before each piece. Where
 * none waits, it is held up a little, so that it asks for the next one in time and without haste. One thread at a time, but for what closes.
 */
final class PieceInput implements AutoCloseable {
    private static final Pattern PIECE = Pattern.compile("(?:.*/)?([0-9]{1,18})[.](?:ts|mp4)");

    /** While it is held up, nothing else that the decoder says is heard. */
    private static final Duration HELD_UP = Duration.ofMillis(50);

    /** How long pieces last is known when they are decoded; the demuxer is told that it need not wait before it asks again. */
    private static final String HEAD = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:0\n#EXT-X-MEDIA-SEQUENCE:";

    private static final String LENGTH = "#EXTINF:0.001,\n";

    private final PieceWindow window;
    private final PieceTopics.Following following;
    private final Duration stall;
    private long opened = -1;
    private boolean begun;

    /**
     * Begins to listen.
     *
     * @param window to listen with
     * @param stall longest that the first piece may take
     */
    PieceInput(PieceAddress address, PieceTopics.Client topics, PieceWindow window, Duration stall) {
        this.window = window;
        this.following = topics.follow(address.topic(), window);
        this.stall = stall;
    }

    /** The playlist as it stands when it is read. */
    ByteSource playlist() {
        return new Named();
    }

    /** What the playlist calls so; throws IOException with a sentence for people. */
    ByteSource piece(String name) throws IOException {
        Matcher number = PIECE.matcher(name);
        if (!number.matches()) {
            throw new IOException("it refers to what is no piece of its topic");
        }
        opened = Math.max(opened, Long.parseLong(number.group(1)));
        return new MemorySource(window.take(Long.parseLong(number.group(1))));
    }

    private byte[] written(BooleanSupplier unwanted) throws IOException {
        window.await(opened + 1, begun ? HELD_UP : stall, unwanted);
        PieceWindow.Listed listed = window.listed();
        StringBuilder text = new StringBuilder(HEAD).append(listed.first()).append('\n');
        // A demuxer begins with the newest that it is told of, and leaves out all before it.
        int count = begun ? listed.forms().size() : Math.min(1, listed.forms().size());
        for (int i = 0; i < count; i++) {
            text.append(LENGTH)
                    .append(listed.first() + i)
                    .append('.')
                    .append(listed.forms().get(i).ending())
                    .append('\n');
        }
        begun = true;
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        following.close();
    }

    /** The playlist, written when it is first read. */
    private final class Named implements ByteSource {
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
