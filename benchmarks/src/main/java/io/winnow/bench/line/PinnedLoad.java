package io.winnow.bench.line;

import io.winnow.bench.loop.BareLoop;
import io.winnow.bench.media.Clip;
import io.winnow.bench.process.CommandProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A program that does a load of cameras a few times and says how many frames a second that were: started on some processors alone, so that what follows from their number is what anybody would have there. */
final class PinnedLoad {
    private static final String PIPELINE = "pipeline";
    private static final String LOOP = "loop";
    private static final int RUNS = 5;
    private static final int QUICK_RUNS = 2;

    private PinnedLoad() {}

    /** The pipeline, as {@link #rate} reads it; started. */
    static Process pipeline(String processors, Clip clip, int streams, boolean quick, Path folder) throws IOException {
        return start(PIPELINE, processors, clip, streams, quick, folder);
    }

    /** The bare loop. */
    static Process loop(String processors, Clip clip, int streams, boolean quick, Path folder) throws IOException {
        return start(LOOP, processors, clip, streams, quick, folder);
    }

    private static Process start(String what, String processors, Clip clip, int streams, boolean quick, Path folder)
            throws IOException {
        Path own = Files.createTempDirectory(folder, "pinned-");
        List<String> arguments = List.of(
                what,
                clip.file().toString(),
                Integer.toString(clip.width()),
                Integer.toString(clip.height()),
                Integer.toString(clip.framesPerSecond()),
                Integer.toString(clip.frames()),
                Integer.toString(streams),
                Integer.toString(quick ? QUICK_RUNS : RUNS),
                own.toString());
        return CommandProcess.pinned(processors, PinnedLoad.class, arguments)
                .redirectError(own.resolve("log").toFile())
                .start();
    }

    /** Waits for its end; frames a second of the middle run. */
    static double rate(Process process) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("a pinned program ended with " + process.exitValue());
        }
        String[] lines = said.strip().split("\n");
        return Double.parseDouble(lines[lines.length - 1]);
    }

    /** Pipeline or loop, the clip, streams, runs, and a folder. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int framesPerSecond = Integer.parseInt(args[4]);
        Clip clip = new Clip(
                Path.of(args[1]),
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                framesPerSecond,
                Integer.parseInt(args[5]));
        Load load = Load.camera(clip, Integer.parseInt(args[6]));
        int runs = Integer.parseInt(args[7]);
        double[] rates = args[0].equals(LOOP) ? loop(load, runs) : pipeline(load, runs, Path.of(args[8]));
        Arrays.sort(rates);
        System.out.printf(Locale.ROOT, "%n%.4f%n", rates[runs / 2]);
        System.exit(0);
    }

    private static double[] loop(Load load, int runs) throws IOException, InterruptedException {
        try (BareLoop loop = new BareLoop()) {
            double unused = loop.seconds(load.work());
            double[] rates = new double[runs];
            for (int i = 0; i < runs; i++) {
                rates[i] = load.frames() / loop.seconds(load.work());
            }
            return rates;
        }
    }

    private static double[] pipeline(Load load, int runs, Path folder) throws IOException, InterruptedException {
        try (FlinkLine line = FlinkLine.start(folder, load)) {
            double unused = line.seconds(load, Edges.LOCAL);
            double[] rates = new double[runs];
            for (int i = 0; i < runs; i++) {
                rates[i] = load.frames() / line.seconds(load, Edges.LOCAL);
            }
            return rates;
        }
    }
}
