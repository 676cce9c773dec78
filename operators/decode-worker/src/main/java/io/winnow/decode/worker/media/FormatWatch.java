package io.winnow.decode.worker.media;

import java.io.IOException;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Tells what a stream's pictures are like, once and whenever that changes. */
final class FormatWatch {
    private static final int MATRIX_BYTES = 36;

    private final Container container;
    private final String codec;
    private final Orientation usual;
    private int width;
    private int height;
    private int format = avutil.AV_PIX_FMT_NONE;
    private Orientation orientation = Orientation.UPRIGHT;

    FormatWatch(Container container, String codec) {
        this.container = container;
        this.codec = codec;
        this.usual = ofStream(container.stream().codecpar());
    }

    private static Orientation ofStream(AVCodecParameters parameters) {
        AVPacketSideData matrix = avcodec.av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        boolean there = matrix != null && !matrix.isNull() && matrix.size() >= MATRIX_BYTES;
        return there ? of(matrix.data()) : Orientation.UPRIGHT;
    }

    private static Orientation of(BytePointer matrix) {
        return Orientation.of(matrix.capacity(MATRIX_BYTES)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asIntBuffer());
    }

    /** Looks at a frame; how it is turned upright. */
    Orientation look(AVFrame frame, Receiver receiver) throws IOException, GivenUp {
        Orientation turned = orientation(frame);
        boolean same = frame.width() == width
                && frame.height() == height
                && frame.format() == format
                && turned.equals(orientation);
        if (!same) {
            width = frame.width();
            height = frame.height();
            format = frame.format();
            orientation = turned;
            receiver.format(facts(frame));
        }
        return orientation;
    }

    /** What the frame itself says, such as a picture's EXIF data, or else what the container says. */
    private Orientation orientation(AVFrame frame) {
        AVFrameSideData matrix = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
        boolean there = matrix != null && !matrix.isNull() && matrix.size() >= MATRIX_BYTES;
        return there ? of(matrix.data()) : usual;
    }

    private StreamFacts facts(AVFrame frame) {
        AVRational aspect = frame.sample_aspect_ratio();
        AVRational rate = container.frameRate();
        boolean transposed = orientation.transposed();
        return new StreamFacts(
                transposed ? height : width,
                transposed ? width : height,
                codec,
                container.format(),
                Natives.pixelFormat(format),
                orientation.degrees(),
                transposed ? aspect.den() : aspect.num(),
                transposed ? aspect.num() : aspect.den(),
                rate.num() > 0 && rate.den() > 0 ? (double) rate.num() / rate.den() : 0,
                container.lengthMicros(),
                container.ageMicros());
    }
}
