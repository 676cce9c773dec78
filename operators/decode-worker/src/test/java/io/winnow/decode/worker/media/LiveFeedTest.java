package io.winnow.decode.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.worker.camera.Manner;
import io.winnow.decode.worker.camera.RtspCamera;
import io.winnow.decode.worker.wire.Cause;
import io.winnow.decode.worker.wire.Choice;
import io.winnow.decode.worker.wire.Job;
import io.winnow.decode.worker.wire.Live;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A decoder that is held up at its first frame until its camera has sent all. */
class LiveFeedTest {
    private static final int FRAMES = 60;
    private static final long STALL_MICROS = 60_000_000;
    private static final long STEP_AND_A_HALF_MICROS = 15_000;

    @BeforeAll
    static void load() {
        Natives.load();
    }

    @ParameterizedTest
    @CsvSource({"LATEST, 60000000", "KEEP_ALL, 60000000", "KEEP_ALL, 100000", "KEEP_ALL, 1000"})
    void everyFrameIsDecodedWithoutAFlawOrCounted(Choice.Kind kind, long behindMicros) throws Exception {
        try (RtspCamera camera = RtspCamera.open(Manner.of(FRAMES))) {
            HeldUp receiver = new HeldUp(camera);
            Outcome outcome = new Decoding(job(camera, kind, behindMicros), new NoFiles(), receiver).run();
            assertThat(outcome.failure()).contains(Cause.DISCONNECTED);
            assertThat(outcome.decoded() + outcome.late()).isEqualTo(FRAMES);
            assertThat(receiver.frames).hasSize((int) outcome.decoded());
            assertThat(outcome.errors()).isZero();
            for (int i = 1; i < receiver.frames.size(); i++) {
                FrameFacts frame = receiver.frames.get(i);
                boolean follows =
                        frame.startMicros() - receiver.frames.get(i - 1).startMicros() < STEP_AND_A_HALF_MICROS;
                assertThat(follows || frame.key()).isTrue();
            }
            if (kind == Choice.Kind.KEEP_ALL && behindMicros == STALL_MICROS) {
                assertThat(outcome.late()).isZero();
            }
        }
    }

    private static Job job(RtspCamera camera, Choice.Kind kind, long behindMicros) {
        return new Job(
                "camera",
                new Choice(kind, 0),
                0,
                0,
                Job.UNKNOWN,
                Job.UNKNOWN,
                64,
                64,
                false,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                1,
                false,
                Optional.of(new Live(Live.Transport.RTSP_TCP, camera.address(), STALL_MICROS, behindMicros)));
    }

    private static final class HeldUp implements Receiver {
        private final RtspCamera camera;
        private final List<FrameFacts> frames = new ArrayList<>();

        HeldUp(RtspCamera camera) {
            this.camera = camera;
        }

        @Override
        public void format(StreamFacts facts) {}

        @Override
        public void frame(AVFrame frame, FrameFacts facts) throws IOException {
            try {
                camera.await(1).ended().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            frames.add(facts);
        }

        @Override
        public void problem(Cause cause, long startMicros, long endMicros) {
            throw new IllegalStateException("a frame was decoded without what it needs: " + cause);
        }

        @Override
        public void gap(long missing, boolean jumped) {
            throw new IllegalStateException(missing + " frames are missing, of which none was lost");
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }

    private static final class NoFiles implements Bytes {
        @Override
        public Opened open(String address) throws IOException {
            throw new IOException("a camera is no file");
        }

        @Override
        public byte[] read(int handle, long offset, int count) throws IOException {
            throw new IOException("a camera is no file");
        }

        @Override
        public void close(int handle) {}
    }
}
