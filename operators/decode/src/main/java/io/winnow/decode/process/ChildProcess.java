package io.winnow.decode.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child that is a process. What it prints goes to the log, and only there, since it may quote the media. */
final class ChildProcess implements ChildLink {
    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    private static final List<String> OUT_OF_MEMORY =
            List.of("OutOfMemoryError", "insufficient memory", "Out of Memory Error", "Cannot allocate memory");
    private static final int KEPT_LINES = 12;
    private static final int LONGEST_LINE = 300;
    private static final long END_SECONDS = 2;

    private final Process process;
    private final Thread printer;
    private final Deque<String> printed = new ArrayDeque<>();
    private boolean outOfMemory;
    private boolean crashReport;

    private ChildProcess(Process process) {
        this.process = process;
        this.printer = new Thread(this::listen, "winnow-decode-log");
        printer.setDaemon(true);
        printer.start();
    }

    static ChildProcess start(ProcessBuilder builder) throws IOException {
        return new ChildProcess(builder.start());
    }

    private void listen() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String shown = Texts.withoutSecrets(line);
                keep(shown.length() <= LONGEST_LINE ? shown : shown.substring(0, LONGEST_LINE));
            }
        } catch (IOException e) {
            LOG.debug("a decoder's log ended: {}", e.getMessage());
        }
    }

    private synchronized void keep(String line) {
        crashReport |= line.contains("S U M M A R Y");
        if (crashReport) {
            return;
        }
        LOG.debug("decoder {}: {}", process.pid(), line);
        outOfMemory |= OUT_OF_MEMORY.stream().anyMatch(line::contains);
        printed.addLast(line);
        if (printed.size() > KEPT_LINES) {
            printed.removeFirst();
        }
    }

    @Override
    public InputStream from() {
        return process.getInputStream();
    }

    @Override
    public OutputStream to() {
        return process.getOutputStream();
    }

    @Override
    public boolean ranOutOfMemory() {
        waitForLog();
        synchronized (this) {
            return outOfMemory;
        }
    }

    @Override
    public String lastWords() {
        waitForLog();
        synchronized (this) {
            return String.join("; ", printed);
        }
    }

    private void waitForLog() {
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
            printer.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void end() throws IOException {
        try {
            process.getOutputStream().close();
        } finally {
            try {
                if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
