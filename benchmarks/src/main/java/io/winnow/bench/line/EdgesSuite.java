package io.winnow.bench.line;

import io.winnow.bench.Race;
import io.winnow.bench.Ratio;
import io.winnow.bench.Suite;
import io.winnow.bench.media.Clips;
import io.winnow.decode.DecodeOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The same pipeline with a topic between tokenize and prune, so in two jobs, against one without. */
public final class EdgesSuite implements Suite {
    private static final double AIM = 0.9;

    @Override
    public String name() {
        return "edges";
    }

    @Override
    public void run(boolean quick, Consumer<Ratio> each) {
        try (Clips clips = Clips.open()) {
            for (Load load : quick ? List.of(Load.camera(clips)) : Load.all(clips)) {
                compare(clips, load, quick).forEach(each);
            }
        } catch (IOException e) {
            each.accept(Ratio.notRun(
                    name(),
                    "clips",
                    Edges.KAFKA.toString(),
                    Edges.LOCAL.toString(),
                    1,
                    String.valueOf(e.getMessage())));
        }
    }

    private static List<Ratio> compare(Clips clips, Load load, boolean quick) throws IOException {
        List<Ratio> ratios = new ArrayList<>();
        int threads = DecodeOptions.defaults().childrenOn(Runtime.getRuntime().availableProcessors());
        try (FlinkLine line = FlinkLine.start(clips.folder(), load)) {
            for (Edges edges : quick ? List.of(Edges.KAFKA) : List.of(Edges.KAFKA, Edges.KAFKA_EXACTLY_ONCE)) {
                double[] runs = Race.run(
                        () -> line.seconds(load, edges), () -> line.seconds(load, Edges.LOCAL), Runs.of(quick));
                ratios.add(Ratio.of("edges", load.text(), edges.toString(), Edges.LOCAL.toString(), runs, threads)
                        .aiming(AIM));
            }
        }
        return ratios;
    }
}
