package io.winnow.cli.rate;

import io.winnow.frames.Frame;
import io.winnow.records.Clock;
import io.winnow.records.Span;
import io.winnow.tokenize.RgbPicture;
import java.nio.ByteBuffer;

/** A picture that was decoded before, as a tokenizer takes it. */
record StillFrame(String stream, RgbPicture picture) implements Frame {
    @Override
    public long epoch() {
        return 0;
    }

    @Override
    public long seq() {
        return 0;
    }

    @Override
    public Span span() {
        return new Span(0, 0, Clock.MEDIA);
    }

    @Override
    public int width() {
        return picture.width();
    }

    @Override
    public int height() {
        return picture.height();
    }

    @Override
    public int sourceWidth() {
        return picture.width();
    }

    @Override
    public int sourceHeight() {
        return picture.height();
    }

    @Override
    public boolean cropped() {
        return true;
    }

    @Override
    public long decodeMicros() {
        return 0;
    }

    @Override
    public long ingestMillis() {
        return 0;
    }

    @Override
    public void copyTo(ByteBuffer target) {
        target.put(picture.rgb());
    }

    @Override
    public void release() {
        // The picture is an array, which is nobody's to give back.
    }
}
