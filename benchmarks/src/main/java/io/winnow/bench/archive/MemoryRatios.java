package io.winnow.bench.archive;

import static io.winnow.archive.ArchiveSettings.SHARD_ITEMS;

import io.winnow.bench.Ratio;
import io.winnow.bench.media.Clips;
import io.winnow.bench.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Memory of the command and its decoders, in a heap of one gibibyte, while very many pictures become tokens: after a tenth of them, and later. */
final class MemoryRatios {
    private static final String OF = "memory after a tenth of them";
    private static final String TO = "memory at the end";
    private static final String HEAP = "1g";

    /** The one that is soonest done. */
    private static final String TOKENIZER = "one-d-piece-small";

    private static final double AIM = 0.97;
    private static final double SETTLED = 0.1;
    private static final double EARLY = 0.15;
    private static final double LATE = 0.9;
    private static final long LOOK_MILLIS = 1_000;

    private MemoryRatios() {}

    /**
     * Measures.
     *
     * @param originals a folder of so many pictures
     */
    static List<Ratio> of(Clips clips, Path originals, int items) throws IOException, InterruptedException {
        if (!ProcessTree.readable()) {
            return List.of(notRun(items, "this system does not tell PSS"));
        }
        Path archive = Files.createDirectory(clips.folder().resolve("memory")).resolve("archive");
        NavigableMap<Double, Long> looks = looks(originals, archive, items / SHARD_ITEMS);
        double early = median(looks.subMap(SETTLED, EARLY).values());
        double[] ratios = looks.tailMap(LATE).values().stream()
                .mapToDouble(late -> early / late)
                .toArray();
        int threads = Runtime.getRuntime().availableProcessors();
        return List.of(Ratio.of(ArchiveSuite.NAME, title(items), OF, TO, ratios, threads)
                .aiming(AIM));
    }

    static Ratio notRun(int items, String why) {
        return Ratio.notRun(ArchiveSuite.NAME, title(items), OF, TO, 1, why);
    }

    private static String title(int items) {
        return "memory (PSS) of the command with a heap of 1 GiB over " + items + " pictures";
    }

    /** Bytes by the share of the objects that were there. */
    private static NavigableMap<Double, Long> looks(Path originals, Path archive, int objects)
            throws IOException, InterruptedException {
        NavigableMap<Double, Long> looks = new TreeMap<>();
        try (TokenizeProcess run = TokenizeProcess.start(
                Optional.of(HEAP), originals, archive, "--tokenizer", TOKENIZER, "--tokens", "8")) {
            while (run.isAlive()) {
                double share = (double) run.objects().size() / objects;
                long bytes = run.pssBytes();
                // The last look can come when the command is ending and its decoders are gone.
                if (share < 1 && run.isAlive()) {
                    looks.put(share, bytes);
                }
                Thread.sleep(LOOK_MILLIS);
            }
            run.await();
        }
        return looks;
    }

    private static double median(Iterable<Long> numbers) {
        List<Long> sorted = new ArrayList<>();
        numbers.forEach(sorted::add);
        sorted.sort(null);
        return sorted.get(sorted.size() / 2);
    }
}
