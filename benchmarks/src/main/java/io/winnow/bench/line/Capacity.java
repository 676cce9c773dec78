package io.winnow.bench.line;

import io.winnow.bench.media.Clip;
import io.winnow.bench.media.Clips;
import io.winnow.decode.worker.wire.Choice;
import java.io.IOException;
import java.util.Arrays;

/** What this machine's pipeline tokenizes in a second, where frames are cheap to decode. */
public final class Capacity {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;
    private static final int RATE = 10;
    private static final int SECONDS = 30;

    private Capacity() {}

    /** The middle of some runs over so many streams, each of them read as fast as it can be; the first run is not counted. */
    public static double framesPerSecond(Clips clips, int streams, boolean quick)
            throws IOException, InterruptedException {
        Clip clip = clips.draw(WIDTH, HEIGHT, RATE, SECONDS);
        Load load = new Load("small frames", clip, streams, "keep-all", new Choice(Choice.Kind.KEEP_ALL, 0));
        double[] rates = new double[Runs.of(quick)];
        try (FlinkLine line = FlinkLine.start(clips.folder(), load)) {
            double unused = line.seconds(load, Edges.KAFKA);
            for (int i = 0; i < rates.length; i++) {
                rates[i] = load.frames() / line.seconds(load, Edges.KAFKA);
            }
        }
        Arrays.sort(rates);
        return rates[rates.length / 2];
    }
}
