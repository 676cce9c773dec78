package io.winnow.bench.live;

import io.winnow.decode.worker.camera.Manner;
import io.winnow.decode.worker.camera.Play;
import io.winnow.decode.worker.camera.RtspCamera;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A camera of constant rate, and what happens to it.
 *
 * @param id of its stream
 * @param trouble that it has
 * @param udp whether its packets come beside the connection
 */
record WatchedCamera(String id, Trouble trouble, boolean udp, RtspCamera camera) implements AutoCloseable {
    static final int FRAMES_PER_SECOND = 10;
    private static final int KEY_EVERY = 20;
    private static final double LOST = 0.02;
    private static final String RTSP = "rtsp:";

    /** What happens. */
    enum Trouble {
        NONE,
        /** A share of its frames is lost on the way. */
        LOSS,
        /** Its connections break. */
        CUTS,
        /** It goes, and comes back after a while. */
        RESTARTS
    }

    static WatchedCamera open(String id, Trouble trouble, boolean udp, Duration length, long seed) throws IOException {
        long frames = length.toSeconds() * FRAMES_PER_SECOND;
        Manner steady = new Manner(
                FRAMES_PER_SECOND,
                Math.toIntExact(frames),
                KEY_EVERY,
                0,
                seed,
                Manner.End.FALLS_SILENT,
                "",
                Optional.empty());
        Manner manner = trouble == Trouble.LOSS ? steady.losing(LOST, seed) : steady;
        return new WatchedCamera(id, trouble, udp, RtspCamera.open(manner));
    }

    String address() {
        return (udp ? "rtspu:" : "rtspt:") + camera.address().substring(RTSP.length());
    }

    /** Whether its frames are all told, and told exactly. */
    boolean exact() {
        return trouble == Trouble.NONE;
    }

    /** What happens to it now, where anything does. */
    void suffer(SplittableRandom random, Duration away) throws IOException, InterruptedException {
        if (trouble == Trouble.CUTS) {
            camera.cut();
        } else if (trouble == Trouble.RESTARTS) {
            camera.refuse();
            camera.cut();
            Thread.sleep(random.nextLong(away.toMillis()));
            camera.listen();
        }
    }

    /** Whether every client gets its frames to the last. */
    private boolean holds() {
        return trouble == Trouble.NONE || trouble == Trouble.LOSS;
    }

    /** Once it is watched: a camera whose connection holds takes nobody else, or it would begin anew when it has sent all and its stream is opened again. */
    void watched() throws IOException {
        if (holds()) {
            camera.refuse();
        }
    }

    /** Waits until all frames of a camera whose connection holds have left; the others are cut. Nobody is taken any more. */
    void end() throws IOException {
        if (holds()) {
            camera.plays().get(0).ended().join();
        } else {
            camera.refuse();
            camera.cut();
        }
    }

    /** Frames of its rate from the first to the last, also of the time when nobody was sent any. */
    long frames() {
        List<Play> plays = camera.plays().stream()
                .filter(play -> play.firstMillis().isPresent())
                .toList();
        long frames = 0;
        for (int i = 0; i < plays.size(); i++) {
            Play play = plays.get(i);
            frames += play.sent() + play.lost();
            if (i > 0) {
                long pauseMillis = play.firstMillis().orElseThrow()
                        - plays.get(i - 1).lastMillis().orElseThrow();
                frames += Math.max(0, Math.round(pauseMillis * FRAMES_PER_SECOND / 1e3) - 1);
            }
        }
        return frames;
    }

    @Override
    public void close() throws IOException {
        camera.close();
    }
}
