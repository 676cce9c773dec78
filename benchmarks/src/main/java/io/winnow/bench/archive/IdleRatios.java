package io.winnow.bench.archive;

import io.winnow.bench.Ratio;
import io.winnow.bench.media.Clips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command on an archive that holds all that there is; and what the rows of that archive take. */
final class IdleRatios {
    private static final double START_SECONDS = 3;
    private static final double ITEM_SECONDS = 20e-6;

    private IdleRatios() {}

    /**
     * Measures.
     *
     * @param items of the archive
     */
    static List<Ratio> of(Clips clips, int items, int runs) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(clips.folder().resolve("laid"));
        LaidArchive laid = LaidArchive.of(folder, items);
        double allowed = START_SECONDS + ITEM_SECONDS * items;
        double[] ratios = new double[runs];
        for (int i = 0; i < runs; i++) {
            ratios[i] = allowed / seconds(laid, folder.resolve("archive"));
        }
        List<Ratio> lines = new ArrayList<>();
        lines.add(Ratio.of(
                        ArchiveSuite.NAME,
                        "an archive that holds all " + items + " items there are",
                        "3 s and 20 microseconds an item",
                        "the command that has nothing to do",
                        ratios,
                        1)
                .aiming(1));
        RowCost cost = RowCost.of(laid.archive(), laid.digest());
        lines.add(Ratio.of(
                        ArchiveSuite.NAME,
                        cost.toString(),
                        "packed ids and " + RowCost.ALLOWED_BYTES + " bytes",
                        "a row",
                        new double[] {cost.ratio()},
                        1)
                .aiming(1));
        return lines;
    }

    private static double seconds(LaidArchive laid, Path archive) throws IOException, InterruptedException {
        long started = System.nanoTime();
        try (TokenizeProcess process = TokenizeProcess.start(Optional.empty(), laid.originals(), archive)) {
            String said = process.await().said();
            double seconds = (System.nanoTime() - started) / 1e9;
            if (said.contains("Tokenizing")) {
                throw new IllegalStateException("the archive was to hold all: " + said);
            }
            return seconds;
        }
    }
}
