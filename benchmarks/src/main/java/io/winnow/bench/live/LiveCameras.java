package io.winnow.bench.live;

import io.winnow.decode.worker.camera.Manner;
import io.winnow.decode.worker.camera.RtspCamera;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cameras of RTSP that send for as long as they are watched. */
public final class LiveCameras implements AutoCloseable {
    private static final int SECONDS = 24 * 3600;

    private final List<RtspCamera> cameras = new ArrayList<>();

    /** So many, each with so many frames a second and a key frame every two seconds. */
    public LiveCameras(int count, int framesPerSecond) throws IOException {
        Manner manner = new Manner(
                framesPerSecond,
                SECONDS * framesPerSecond,
                2 * framesPerSecond,
                0,
                0,
                Manner.End.CLOSES,
                "",
                Optional.empty());
        for (int i = 0; i < count; i++) {
            cameras.add(RtspCamera.open(manner));
        }
    }

    public List<String> addresses() {
        return cameras.stream().map(RtspCamera::address).toList();
    }

    @Override
    public void close() throws IOException {
        for (RtspCamera camera : cameras) {
            camera.close();
        }
    }
}
