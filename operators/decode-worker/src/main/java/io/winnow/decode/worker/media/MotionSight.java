package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVMotionVector;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;

/** Chooses frames in which much moves, by the vectors with which their codec predicts blocks from other frames. The first is chosen; others without vectors, which are coded alone, do not move. */
final class MotionSight implements Sight {
    /** Decoders that export vectors: those of libavcodec/mpegutils.c. */
    private static final Set<Integer> WITH_VECTORS = Set.of(
            avcodec.AV_CODEC_ID_H264,
            avcodec.AV_CODEC_ID_MPEG1VIDEO,
            avcodec.AV_CODEC_ID_MPEG2VIDEO,
            avcodec.AV_CODEC_ID_MPEG4,
            avcodec.AV_CODEC_ID_H263,
            avcodec.AV_CODEC_ID_H263P);

    private static final int BYTES = Loader.sizeof(AVMotionVector.class);
    private static final int WIDTH = Loader.offsetof(AVMotionVector.class, "w");
    private static final int HEIGHT = Loader.offsetof(AVMotionVector.class, "h");
    private static final int ACROSS = Loader.offsetof(AVMotionVector.class, "motion_x");
    private static final int DOWN = Loader.offsetof(AVMotionVector.class, "motion_y");
    private static final int SCALE = Loader.offsetof(AVMotionVector.class, "motion_scale");

    private final double threshold;
    private boolean any;

    /** @param threshold share of the picture's diagonal */
    MotionSight(double threshold) {
        this.threshold = threshold;
    }

    /** Refuses a codec whose frames would all seem not to move. */
    static void requireVectors(int codec) throws GivenUp {
        if (!WITH_VECTORS.contains(codec)) {
            throw new GivenUp(Cause.NO_VECTORS, Natives.text(avcodec.avcodec_get_name(codec)));
        }
    }

    @Override
    public boolean chooses(AVFrame frame) {
        boolean chosen = !any || motion(frame) > threshold;
        any = true;
        return chosen;
    }

    @Override
    public void chose(AVFrame frame) {
        any = true;
    }

    /** Mean length of the frame's vectors, each weighed by the area of its block, as a share of the diagonal. */
    static double motion(AVFrame frame) {
        AVFrameSideData data = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_MOTION_VECTORS);
        if (data == null || data.isNull()) {
            return 0;
        }
        ByteBuffer vectors = data.data().capacity(data.size()).asByteBuffer().order(ByteOrder.nativeOrder());
        double lengths = 0;
        double areas = 0;
        for (int at = 0; at + BYTES <= vectors.capacity(); at += BYTES) {
            int area = (vectors.get(at + WIDTH) & 255) * (vectors.get(at + HEIGHT) & 255);
            int scale = vectors.getShort(at + SCALE) & 0xffff;
            double length = Math.hypot(vectors.getInt(at + ACROSS), vectors.getInt(at + DOWN)) / Math.max(1, scale);
            lengths += area * length;
            areas += area;
        }
        return areas == 0 ? 0 : lengths / areas / Math.hypot(frame.width(), frame.height());
    }
}
