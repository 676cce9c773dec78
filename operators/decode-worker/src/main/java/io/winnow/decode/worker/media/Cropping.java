package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** The edges that the decoder and then the container want cut off, to the pixel. */
record Cropping(long top, long bottom, long left, long right) {
    private static final Cropping NONE = new Cropping(0, 0, 0, 0);
    private static final int BYTES = 16;

    static Cropping of(AVCodecParameters parameters) {
        AVPacketSideData data = avcodec.av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), avcodec.AV_PKT_DATA_FRAME_CROPPING);
        if (data == null || data.isNull() || data.size() < BYTES) {
            return NONE;
        }
        ByteBuffer edges = data.data().capacity(BYTES).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        return new Cropping(
                Integer.toUnsignedLong(edges.getInt()),
                Integer.toUnsignedLong(edges.getInt()),
                Integer.toUnsignedLong(edges.getInt()),
                Integer.toUnsignedLong(edges.getInt()));
    }

    void apply(AVFrame frame) throws GivenUp {
        cut(frame);
        if (!equals(NONE)) {
            frame.crop_top(top);
            frame.crop_bottom(bottom);
            frame.crop_left(left);
            frame.crop_right(right);
            cut(frame);
        }
    }

    private static void cut(AVFrame frame) throws GivenUp {
        if (avutil.av_frame_apply_cropping(frame, avutil.AV_FRAME_CROP_UNALIGNED) < 0) {
            throw new GivenUp(Cause.DECODER_REFUSES, "");
        }
    }
}
