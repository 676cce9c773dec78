package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Counts the errors that a demuxer and a decoder only log, because they could go on: a truncated picture, a block that was guessed. Where several inputs are decoded in one JVM, a line counts for the
 * one whose demuxer, decoder or decoder's thread says it.
 */
final class ErrorLog implements AutoCloseable {
    private static final Set<ErrorLog> OPEN = ConcurrentHashMap.newKeySet();
    private static final Listener LISTENER = new Listener();
    private static final String ADDRESS = " @ 0x";
    /** Of pictures that FFmpeg has no memory for, whatever the limit: their bytes would not fit an int. */
    private static final Pattern REFUSED = Pattern.compile("Picture size ([1-9][0-9]{0,8}x[1-9][0-9]{0,8}) is invalid");

    private final String demuxer;
    private final String decoder;
    private final Set<Long> speakers = ConcurrentHashMap.newKeySet();
    private final AtomicLong demuxerLines = new AtomicLong();
    private final AtomicLong decoderLines = new AtomicLong();
    private volatile String refusedSize = "";

    /**
     * Counts from now on.
     *
     * @param demuxer its name as lines begin with it
     * @param decoder likewise
     */
    ErrorLog(String demuxer, String decoder) {
        this.demuxer = demuxer;
        this.decoder = decoder;
        OPEN.add(this);
    }

    /** Lets errors come here, besides standard error. */
    static void install() {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        avutil.setLogCallback(LISTENER);
    }

    /** One of those whose lines count. From any thread. */
    void speaker(Pointer context) {
        speakers.add(context.address());
    }

    /** Lines since the last call, if there are any, and who said them. */
    Optional<Lines> take() {
        long decoding = decoderLines.getAndSet(0);
        long reading = demuxerLines.getAndSet(0);
        return decoding + reading == 0
                ? Optional.empty()
                : Optional.of(new Lines(decoding + reading, decoding > 0 ? Cause.CONCEALED : Cause.CONTAINER));
    }

    /** Size, {@code WIDTHxHEIGHT}, of a picture that is too large for FFmpeg itself; empty while there was none. */
    String refusedSize() {
        return refusedSize;
    }

    /** Errors that were survived. */
    record Lines(long count, Cause cause) {}

    /** Takes in a line of any demuxer or decoder: {@code [name @ 0xaddress] text}. */
    static void heard(String line) {
        int at = line.indexOf(ADDRESS);
        int end = line.indexOf(']', Math.max(at, 0));
        if (!line.startsWith("[") || at < 0 || end < 0) {
            return;
        }
        String name = line.substring(1, at);
        String address = line.substring(at + ADDRESS.length(), end);
        boolean alone = OPEN.size() == 1;
        OPEN.forEach(log -> log.count(name, address, line, alone));
    }

    private void count(String name, String address, String line, boolean alone) {
        if (!alone && !speakers.contains(Long.parseUnsignedLong(address, 16))) {
            return;
        }
        if (name.equals(decoder)) {
            decoderLines.incrementAndGet();
            Matcher refused = REFUSED.matcher(line);
            refusedSize = refused.find() ? refused.group(1) : refusedSize;
        } else if (name.equals(demuxer)) {
            demuxerLines.incrementAndGet();
        }
    }

    @Override
    public void close() {
        OPEN.remove(this);
    }

    /** Called by any thread of FFmpeg's, so nothing may be thrown. */
    private static final class Listener extends LogCallback {
        @Override
        public void call(int level, BytePointer text) {
            String line = Natives.text(text).strip();
            System.err.println(line);
            try {
                heard(line);
            } catch (NumberFormatException e) {
                System.err.println("not a line of FFmpeg's: " + e.getMessage());
            }
        }
    }
}
