package io.winnow.bench.line;

import io.winnow.bench.Race;
import io.winnow.bench.Ratio;
import io.winnow.bench.Suite;
import io.winnow.bench.loop.BareLoop;
import io.winnow.bench.media.Clips;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Decode, tokenize and prune in Flink, with either edge, against a loop that only decodes and encodes, in the same number of threads and the same batches. */
public final class PipelineSuite implements Suite {
    private static final double AIM = 0.9;
    private static final String TO = "bare loop";

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public void run(boolean quick, Consumer<Ratio> each) {
        try (Clips clips = Clips.open()) {
            for (Load load : Load.all(clips)) {
                compare(clips, load, Runs.of(quick)).forEach(each);
            }
        } catch (IOException e) {
            each.accept(Ratio.notRun(name(), "clips", "pipeline", TO, 1, String.valueOf(e.getMessage())));
        }
    }

    static List<Ratio> compare(Clips clips, Load load, int pairs) throws IOException {
        List<Ratio> ratios = new ArrayList<>();
        try (BareLoop loop = new BareLoop();
                FlinkLine line = FlinkLine.start(clips.folder(), load)) {
            for (Edges edges : List.of(Edges.LOCAL, Edges.KAFKA)) {
                double[] runs = Race.run(() -> line.seconds(load, edges), () -> loop.seconds(load.work()), pairs);
                ratios.add(Ratio.of("pipeline", load.text(), "pipeline, " + edges, TO, runs, loop.decoders())
                        .aiming(AIM));
            }
        }
        return ratios;
    }
}
