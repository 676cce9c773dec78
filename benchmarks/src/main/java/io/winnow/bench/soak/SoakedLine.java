package io.winnow.bench.soak;

import io.winnow.bench.media.Camera;
import io.winnow.bench.process.CommandProcess;
import io.winnow.bench.process.ProcessTree;
import io.winnow.decode.worker.command.FfmpegCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The whole line in a process of its own, with a heap that is taken whole at the start, fed by a camera that FFmpeg plays: 1280x720 at 2 fps, as fast as the clock. */
final class SoakedLine implements AutoCloseable {
    private static final String HEAP = "512m";

    private final Process camera;
    private final Process line;
    private final Path log;

    private SoakedLine(Process camera, Process line, Path log) {
        this.camera = camera;
        this.line = line;
        this.log = log;
    }

    static SoakedLine start(FfmpegCommand command, Path folder) throws IOException {
        Path pipeline = folder.resolve("soak.yaml");
        Files.writeString(pipeline, "name: soak\nsources:\n  - {id: camera, address: \"-\"}\n");
        ProcessBuilder camera = Camera.playing(command);
        ProcessBuilder line = CommandProcess.withHeap(HEAP, arguments(pipeline, folder));
        Path log = folder.resolve("soak.log");
        line.redirectErrorStream(true).redirectOutput(log.toFile());
        camera.redirectError(folder.resolve("camera.log").toFile());
        List<Process> processes = ProcessBuilder.startPipeline(List.of(camera, line));
        return new SoakedLine(processes.get(0), processes.get(1), log);
    }

    private static List<String> arguments(Path pipeline, Path folder) {
        List<String> arguments = new ArrayList<>(List.of("run", pipeline.toString(), "--fresh"));
        for (String setting : List.of(
                "edges.tokens=kafka",
                "edges.pruned=kafka",
                "delivery=at-least-once",
                "flink.state-folder=" + folder.resolve("runs"))) {
            arguments.add("--set");
            arguments.add(setting);
        }
        return arguments;
    }

    /** Bytes of the line's processes, the camera's not among them. */
    long pssBytes() throws IOException {
        if (!line.isAlive() || !camera.isAlive()) {
            throw new IOException("the line ended before its time: " + lastWords());
        }
        return new ProcessTree(line.toHandle()).pssBytes();
    }

    /** Ends the camera, and waits until the line has seen it. */
    void end(Duration patience) throws InterruptedException, IOException {
        camera.destroy();
        if (!line.waitFor(patience.toSeconds(), TimeUnit.SECONDS) || line.exitValue() != 0) {
            throw new IOException("the line did not end in peace: " + lastWords());
        }
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    @Override
    public void close() {
        camera.destroyForcibly();
        line.destroyForcibly();
    }
}
