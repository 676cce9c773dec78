package io.winnow.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A pipeline that {@code winnow run} runs in a process of its own, with a heap that is taken whole at the start. */
public final class LineProcess implements AutoCloseable {
    private static final String HEAP = "512m";
    private static final int LAST_WORDS = 3;

    private final Process process;
    private final Path log;

    private LineProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * The command, which is not started yet.
     *
     * @param log of what it says
     */
    public static ProcessBuilder command(Path pipeline, Path log, List<String> settings) {
        List<String> arguments = new ArrayList<>(List.of("run", pipeline.toString(), "--fresh"));
        for (String setting : settings) {
            arguments.add("--set");
            arguments.add(setting);
        }
        return CommandProcess.withHeap(HEAP, arguments)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
    }

    /** One that was started by {@link #command}. */
    public static LineProcess of(Process process, Path log) {
        return new LineProcess(process, log);
    }

    /**
     * With all that it started.
     *
     * @throws IOException where it has ended
     */
    public ProcessTree tree() throws IOException {
        requireAlive();
        return new ProcessTree(process.toHandle());
    }

    /**
     * Looks whether it runs.
     *
     * @throws IOException where it has ended, with its last words
     */
    public void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("the line ended before its time: " + lastWords());
        }
    }

    /** Asks it to end, as a person does. */
    public void stop() {
        process.destroy();
    }

    /**
     * Waits until it has ended.
     *
     * @return its exit status
     * @throws IOException where it does not end
     */
    public int await(Duration patience) throws IOException, InterruptedException {
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("the line does not end: " + lastWords());
        }
        return process.exitValue();
    }

    /** The end of what it said. */
    public String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
