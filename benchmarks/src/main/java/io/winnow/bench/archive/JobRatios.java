package io.winnow.bench.archive;

import io.winnow.bench.Race;
import io.winnow.bench.Ratio;
import io.winnow.bench.loop.BareLoop;
import io.winnow.bench.loop.LoopWork;
import io.winnow.bench.media.Clips;
import io.winnow.cli.models.TokenizerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The archive's job against a loop that decodes and encodes the same pictures, and against itself without batches. */
final class JobRatios {
    private static final double OF_LOOP = 0.9;
    private static final double NO_PADDING = 0.9;
    private static final int WHOLE_BATCH = 8;

    private JobRatios() {}

    /**
     * Measures it beside a loop, with the tokenizer that both have by default.
     *
     * @param originals a folder of pictures, for the job
     * @param pictures the same, for the loop
     */
    static Ratio besideLoop(Clips clips, Path originals, List<Path> pictures, int pairs) throws IOException {
        try (ArchiveRuns job = ArchiveRuns.start(folder(clips), originals, List.of());
                BareLoop loop = new BareLoop()) {
            LoopWork work = LoopWork.pictures(pictures);
            double[] ratios = Race.run(job::seconds, () -> loop.seconds(work), pairs);
            String title = pictures.size() + " pictures";
            return Ratio.of(ArchiveSuite.NAME, title, "archive's job", "bare loop", ratios, loop.decoders())
                    .aiming(OF_LOOP);
        }
    }

    /**
     * Measures batches, and what of them is padding.
     *
     * @param originals a folder of pictures
     * @param bundle of the tokenizer
     */
    static List<Ratio> ofBatches(Clips clips, Path originals, String bundle, int pairs) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        try (ArchiveRuns batched = runs(clips, originals, bundle, WHOLE_BATCH);
                ArchiveRuns single = runs(clips, originals, bundle, 1)) {
            double[] ratios = Race.run(batched::seconds, single::seconds, pairs);
            return List.of(
                    Ratio.of(ArchiveSuite.NAME, bundle, "batches of 8", "batches of 1", ratios, threads)
                            .aiming(1),
                    Ratio.of(
                                    ArchiveSuite.NAME,
                                    bundle + ": share of batches of 8 that is no padding",
                                    "tokens",
                                    "tokens with padding",
                                    new double[] {1 - batched.paddingRatio()},
                                    threads)
                            .aiming(NO_PADDING));
        }
    }

    private static ArchiveRuns runs(Clips clips, Path originals, String bundle, int batch) throws IOException {
        List<String> settings = new ArrayList<>(TokenizerSettings.of(bundle));
        settings.add("tokenize.batch=" + batch);
        return ArchiveRuns.start(folder(clips), originals, settings);
    }

    private static Path folder(Clips clips) throws IOException {
        return Files.createTempDirectory(clips.folder(), "archives-");
    }
}
