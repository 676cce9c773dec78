package io.winnow.decode.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.decode.worker.wire.Cause;
import io.winnow.decode.worker.wire.Choice;
import io.winnow.decode.worker.wire.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVMotionVector;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MotionSightTest {
    private static final double ANY = 1e-9;
    private static final double DIAGONAL = 400;

    /** Hills of 320x240 that go to the left, four pixels a frame. */
    private static final String GOING = "nullsrc=size=320x240:rate=25:duration=0.8,"
            + "geq=lum=128+60*sin((X+4*N)/9)*cos(Y/7)+50*sin((X+4*N+Y)/5):cb=128:cr=128";

    @TempDir
    private static Path folder;

    private static Drawn drawn;

    @BeforeAll
    static void load() throws IOException {
        Natives.load();
        drawn = new Drawn(folder);
    }

    private static Path going(String encoder) throws IOException {
        return drawn.file(encoder + ".mkv", GOING, "-c:v", encoder, "-b:v", "4M");
    }

    private static Moved moved(Path file, double threshold) throws IOException {
        Moved moved = new Moved();
        Job job = Decoded.job(file, new Choice(Choice.Kind.MOTION, threshold), 1);
        try (FileBytes bytes = new FileBytes(file)) {
            assertThat(new Decoding(job, bytes, moved).run().failure()).isEmpty();
        }
        return moved;
    }

    @ParameterizedTest
    @ValueSource(strings = {"libopenh264", "mpeg4", "mpeg2video", "mpeg1video"})
    void aPictureThatGoesFourPixelsAFrameMovesFourPixels(String encoder) throws IOException {
        List<Double> shares = moved(going(encoder), ANY).slowly.values().stream()
                .filter(share -> share > 0)
                .sorted()
                .toList();
        assertThat(shares).hasSizeGreaterThan(10);
        assertThat(shares.get(shares.size() / 2)).isCloseTo(4 / DIAGONAL, within(1 / DIAGONAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"libopenh264", "mpeg4"})
    void framesAreChosenAsBySlowReading(String encoder) throws IOException {
        Path file = drawn.file("moving-" + encoder + ".mkv", Drawn.MOVING, "-c:v", encoder, "-g", "8");
        SortedMap<Long, Double> all = moved(file, ANY).slowly;
        List<Double> sorted = all.values().stream().sorted().toList();
        for (int at : List.of(sorted.size() / 3, 2 * sorted.size() / 3)) {
            double threshold = (sorted.get(at) + sorted.get(at + 1)) / 2;
            assertThat(moved(file, threshold).slowly.keySet())
                    .containsExactlyElementsOf(all.entrySet().stream()
                            .filter(frame -> frame.getKey() == 0 || frame.getValue() > threshold)
                            .map(Map.Entry::getKey)
                            .toList());
        }
    }

    @Test
    void whatStandsStillIsNotChosenButForItsBeginning() throws IOException {
        Path file = drawn.file("still.mkv", "color=red:size=160x120:rate=25:duration=1", "-c:v", "mpeg4", "-g", "5");
        assertThat(moved(file, 0.001).slowly).containsOnlyKeys(0L);
    }

    @Test
    void aCodecWithoutVectorsIsRefusedByItsName() throws IOException {
        Path file = drawn.file("vectorless.avi", Drawn.MOVING, "-c:v", "mjpeg");
        Outcome outcome = Decoded.of(file, Decoded.job(file, new Choice(Choice.Kind.MOTION, 0.1), 1))
                .outcome();
        assertThat(outcome.failure()).contains(Cause.NO_VECTORS);
        assertThat(outcome.detail()).isEqualTo("mjpeg");
    }

    /** How much moves in the frames given out, read vector by vector. */
    private static final class Moved implements Receiver {
        private final SortedMap<Long, Double> slowly = new TreeMap<>();

        @Override
        public void frame(AVFrame frame, FrameFacts facts) {
            double slow = slowly(frame);
            assertThat(MotionSight.motion(frame)).isCloseTo(slow, within(1e-12));
            slowly.put(facts.seq(), slow);
        }

        private static double slowly(AVFrame frame) {
            AVFrameSideData data = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_MOTION_VECTORS);
            if (data == null) {
                return 0;
            }
            AVMotionVector vectors = new AVMotionVector(data.data());
            double areas = 0;
            double lengths = 0;
            for (int i = 0; i < data.size() / vectors.sizeof(); i++) {
                AVMotionVector vector = vectors.position(i);
                double across = (double) vector.motion_x() / vector.motion_scale();
                double down = (double) vector.motion_y() / vector.motion_scale();
                double area = (vector.w() & 255) * (vector.h() & 255);
                areas += area;
                lengths += area * Math.sqrt(across * across + down * down);
            }
            double diagonal = Math.sqrt((double) frame.width() * frame.width() + frame.height() * frame.height());
            return areas == 0 ? 0 : lengths / areas / diagonal;
        }

        @Override
        public void format(StreamFacts facts) {}

        @Override
        public void problem(Cause cause, long startMicros, long endMicros) {
            throw new IllegalStateException("what was drawn is damaged: " + cause);
        }

        @Override
        public void gap(long missing, boolean jumped) {
            throw new IllegalStateException("a file has no gaps");
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
