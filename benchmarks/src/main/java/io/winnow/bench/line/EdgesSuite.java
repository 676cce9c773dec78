package io.winnow.bench.line;

import io.winnow.bench.Race;
import io.winnow.bench.Ratio;
import io.winnow.bench.Suite;
import io.winnow.bench.media.Clips;
import io.winnow.decode.DecodeOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The same pipeline with a topic between tokenize and prune, so in two jobs, against one without. */
public final class EdgesSuite implements Suite {

    @Override
    public String name() {
        return "edges";
    }

    @Override
    public List<Ratio> run(boolean quick) {
        List<Ratio> ratios = new ArrayList<>();
        try (Clips clips = Clips.open()) {
            for (Load load : quick ? List.of(Load.camera(clips)) : Load.all(clips)) {
                ratios.addAll(compare(clips, load, quick));
            }
        } catch (IOException e) {
            ratios.add(Ratio.notRun(
                    name(),
                    "clips",
                    Edges.KAFKA.toString(),
                    Edges.LOCAL.toString(),
                    1,
                    String.valueOf(e.getMessage())));
        }
        return ratios;
    }

    private static List<Ratio> compare(Clips clips, Load load, boolean quick) throws IOException {
        List<Ratio> ratios = new ArrayList<>();
        int threads = DecodeOptions.defaults().childrenOn(Runtime.getRuntime().availableProcessors());
        try (FlinkLine line = FlinkLine.start(clips.folder(), load)) {
            for (Edges edges : quick ? List.of(Edges.KAFKA) : List.of(Edges.KAFKA, Edges.KAFKA_EXACTLY_ONCE)) {
                double[] runs = Race.run(
                        () -> line.seconds(load, edges), () -> line.seconds(load, Edges.LOCAL), Runs.of(quick));
                ratios.add(Ratio.of("edges", load.text(), edges.toString(), Edges.LOCAL.toString(), runs, threads));
            }
        }
        return ratios;
    }
}
