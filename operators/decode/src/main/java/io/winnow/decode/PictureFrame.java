package io.winnow.decode;

import io.winnow.decode.process.DecodeEvent.Picture;
import io.winnow.frames.Frame;
import io.winnow.records.Clock;
import io.winnow.records.Span;
import java.nio.ByteBuffer;

/**
 * A decoded picture as a tokenizer takes it, of a file that is no stream of a pipeline.
 *
 * @param stream what the file is called
 * @param size that it was decoded in
 */
public record PictureFrame(String stream, Picture picture, PictureSize size) implements Frame {
    @Override
    public long epoch() {
        return 0;
    }

    @Override
    public long seq() {
        return picture.seq();
    }

    @Override
    public Span span() {
        return new Span(picture.startMicros(), Math.max(picture.startMicros(), picture.endMicros()), Clock.MEDIA);
    }

    @Override
    public int width() {
        return size.width();
    }

    @Override
    public int height() {
        return size.height();
    }

    @Override
    public int sourceWidth() {
        return picture.sourceWidth();
    }

    @Override
    public int sourceHeight() {
        return picture.sourceHeight();
    }

    @Override
    public boolean cropped() {
        return size.fit() == PictureSize.Fit.CROP;
    }

    @Override
    public long decodeMicros() {
        return picture.decodeMicros();
    }

    @Override
    public long ingestMillis() {
        return 0;
    }

    @Override
    public void copyTo(ByteBuffer target) {
        picture.pixels().copyTo(target);
    }

    @Override
    public void release() {
        picture.pixels().release();
    }
}
