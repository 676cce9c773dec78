package io.winnow.bench.decode;

import io.winnow.bench.media.Clip;
import io.winnow.decode.worker.command.FfmpegCommand;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Decodes and scales with FFmpeg's command, alike, and reads the pictures from its pipe. */
final class CommandDecoding {
    private final FfmpegCommand command;
    private final byte[] batch = new byte[Pictures.BATCH * Pictures.BYTES];

    CommandDecoding(FfmpegCommand command) {
        this.command = command;
    }

    Pictures decode(Clip clip, int threads, boolean summed) throws IOException, InterruptedException {
        String count = Integer.toString(threads);
        String filter = "scale=" + Pictures.EDGE + ":" + Pictures.EDGE + ":flags=bilinear";
        Process process = command.process(List.of(
                        "-nostdin",
                        "-v",
                        "error",
                        "-filter_threads",
                        count,
                        "-threads",
                        count,
                        "-i",
                        clip.file().toString(),
                        "-map",
                        "0:v:0",
                        "-vf",
                        filter,
                        "-fps_mode",
                        "passthrough",
                        "-pix_fmt",
                        "rgb24",
                        "-f",
                        "rawvideo",
                        "pipe:1"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream pipe = process.getInputStream()) {
            Pictures pictures = read(pipe, summed);
            if (process.waitFor() != 0) {
                throw new IOException("ffmpeg ended with " + process.exitValue());
            }
            return pictures;
        } finally {
            process.destroyForcibly();
        }
    }

    private Pictures read(InputStream pipe, boolean summed) throws IOException {
        Pictures.Meter meter = new Pictures.Meter();
        int start = 0;
        while (pipe.readNBytes(batch, start, Pictures.BYTES) == Pictures.BYTES) {
            meter.arrived();
            if (summed) {
                meter.sum().update(batch, start, Pictures.BYTES);
            }
            start = (start + Pictures.BYTES) % batch.length;
        }
        return meter.pictures();
    }
}
