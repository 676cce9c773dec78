package io.winnow.bench.archive;

import io.winnow.bench.Race;
import io.winnow.bench.Ratio;
import io.winnow.bench.loop.BareLoop;
import io.winnow.bench.loop.LoopWork;
import io.winnow.bench.media.Clips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The archive's job against a loop that decodes and encodes the same pictures, and against itself without batches. */
final class JobRatios {
    private static final int WHOLE_BATCH = 8;

    private JobRatios() {}

    /**
     * Measures.
     *
     * @param originals the folder of pictures, for the job
     * @param pictures the same, for the loop
     */
    static List<Ratio> of(Clips clips, Path originals, List<Path> pictures, int pairs) throws IOException {
        String title = pictures.size() + " pictures";
        List<Ratio> ratios = new ArrayList<>();
        try (ArchiveRuns job = runs(clips, originals, WHOLE_BATCH);
                BareLoop loop = new BareLoop()) {
            LoopWork work = LoopWork.pictures(pictures);
            double[] against = Race.run(job::seconds, () -> loop.seconds(work), pairs);
            ratios.add(Ratio.of(ArchiveSuite.NAME, title, "archive's job", "bare loop", against, loop.decoders()));
            try (ArchiveRuns single = runs(clips, originals, 1)) {
                double[] batched = Race.run(job::seconds, single::seconds, pairs);
                ratios.add(
                        Ratio.of(ArchiveSuite.NAME, title, "batches of 8", "batches of 1", batched, loop.decoders()));
            }
            ratios.add(Ratio.of(
                    ArchiveSuite.NAME,
                    "share of what is computed in batches of 8 that is no padding",
                    "tokens",
                    "tokens with padding",
                    new double[] {1 - job.paddingRatio()},
                    loop.decoders()));
        }
        return ratios;
    }

    private static ArchiveRuns runs(Clips clips, Path originals, int batch) throws IOException {
        Path folder = Files.createTempDirectory(clips.folder(), "archives-");
        return ArchiveRuns.start(folder, originals, List.of("tokenize.batch=" + batch));
    }
}
