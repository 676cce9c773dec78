package io.winnow.bench.media;

import io.winnow.decode.worker.command.FfmpegCommand;
import java.util.List;

/** A camera that FFmpeg plays: its test picture, 1280x720 at 2 frames a second, as fast as the clock. */
public final class Camera {
    private Camera() {}

    /** The command that plays it as an MPEG transport stream on its standard output, until it is ended. */
    public static ProcessBuilder playing(FfmpegCommand command) {
        return command.process(List.of(
                "-nostdin",
                "-v",
                "error",
                "-re",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=1280x720:rate=2",
                "-c:v",
                "libopenh264",
                "-b:v",
                "2M",
                "-g",
                "4",
                "-pix_fmt",
                "yuv420p",
                "-f",
                "mpegts",
                "pipe:1"));
    }
}
