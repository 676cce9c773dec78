package io.winnow.decode.flink;

import io.winnow.frames.Decoded;
import io.winnow.frames.Frame;
import io.winnow.frames.FrameEvent;
import io.winnow.frames.FrameFailure;
import io.winnow.records.Span;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** What a reader put out, without wall clocks and with pixels as their checksum, so that two readings compare. */
sealed interface Told {
    String stream();

    record Shown(String stream, long epoch, long seq, Span span, int width, int height, long checksum)
            implements Told {}

    record Happened(String stream, long epoch, String kind, String reason, long count, String clockAheadSeconds)
            implements Told {
        Happened(String stream, long epoch, String kind, String reason, long count) {
            this(stream, epoch, kind, reason, count, "");
        }
    }

    record Failed(String stream, String reason, String where, long errors) implements Told {}

    /** Takes the pixels and gives their memory back, as a tokenizer does. */
    static Told of(Decoded decoded) {
        if (decoded instanceof Frame frame) {
            ByteBuffer pixels = ByteBuffer.allocate(3 * frame.width() * frame.height());
            frame.copyTo(pixels);
            frame.release();
            CRC32 checksum = new CRC32();
            checksum.update(pixels.flip());
            return new Shown(
                    frame.stream(),
                    frame.epoch(),
                    frame.seq(),
                    frame.span(),
                    frame.sourceWidth(),
                    frame.sourceHeight(),
                    checksum.getValue());
        }
        if (decoded instanceof FrameEvent event) {
            return new Happened(
                    event.stream(),
                    event.epoch(),
                    event.kind().name(),
                    event.reason(),
                    event.count(),
                    event.attributes().getOrDefault("clockAheadSeconds", ""));
        }
        FrameFailure failure = (FrameFailure) decoded;
        return new Failed(
                failure.stream(),
                failure.letter().reason(),
                failure.letter().where(),
                failure.letter().errors());
    }
}
