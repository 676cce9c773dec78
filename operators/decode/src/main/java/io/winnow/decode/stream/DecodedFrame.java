package io.winnow.decode.stream;

import io.winnow.decode.PictureSize;
import io.winnow.decode.process.PixelSlot;
import io.winnow.frames.Frame;
import io.winnow.records.Span;
import java.nio.ByteBuffer;

/** A frame whose pixels lie in a decoder's ring until it is released. */
record DecodedFrame(
        String stream,
        long epoch,
        long seq,
        Span span,
        PictureSize size,
        int sourceWidth,
        int sourceHeight,
        long decodeMicros,
        long ingestMillis,
        PixelSlot pixels)
        implements Frame {
    @Override
    public int width() {
        return size.width();
    }

    @Override
    public int height() {
        return size.height();
    }

    @Override
    public boolean cropped() {
        return size.fit() == PictureSize.Fit.CROP;
    }

    @Override
    public void copyTo(ByteBuffer target) {
        pixels.copyTo(target);
    }

    @Override
    public void release() {
        pixels.release();
    }
}
