package io.winnow.bench.soak;

import io.winnow.bench.media.Camera;
import io.winnow.bench.process.LineProcess;
import io.winnow.decode.worker.command.FfmpegCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The whole line in a process of its own, fed by a camera that FFmpeg plays: 1280x720 at 2 fps, as fast as the clock. */
final class SoakedLine implements AutoCloseable {
    private final Process camera;
    private final LineProcess line;

    private SoakedLine(Process camera, LineProcess line) {
        this.camera = camera;
        this.line = line;
    }

    static SoakedLine start(FfmpegCommand command, Path folder) throws IOException {
        Path pipeline = folder.resolve("soak.yaml");
        Files.writeString(pipeline, "name: soak\nsources:\n  - {id: camera, address: \"-\"}\n");
        ProcessBuilder camera = Camera.playing(command);
        Path log = folder.resolve("soak.log");
        ProcessBuilder line = LineProcess.command(
                pipeline,
                log,
                List.of(
                        "edges.tokens=kafka",
                        "edges.pruned=kafka",
                        "delivery=at-least-once",
                        "flink.state-folder=" + folder.resolve("runs")));
        camera.redirectError(folder.resolve("camera.log").toFile());
        List<Process> processes = ProcessBuilder.startPipeline(List.of(camera, line));
        return new SoakedLine(processes.get(0), LineProcess.of(processes.get(1), log));
    }

    /** Bytes of the line's processes, the camera's not among them. */
    long pssBytes() throws IOException {
        if (!camera.isAlive()) {
            throw new IOException("the camera ended before its time: " + line.lastWords());
        }
        return line.tree().pssBytes();
    }

    /** Ends the camera, and waits until the line has seen it. */
    void end(Duration patience) throws InterruptedException, IOException {
        camera.destroy();
        if (line.await(patience) != 0) {
            throw new IOException("the line did not end in peace: " + line.lastWords());
        }
    }

    @Override
    public void close() {
        camera.destroyForcibly();
        line.close();
    }
}
