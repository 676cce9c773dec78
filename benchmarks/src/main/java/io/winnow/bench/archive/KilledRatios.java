package io.winnow.bench.archive;

import io.winnow.bench.Ratio;
import io.winnow.bench.media.Clips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A run that is killed when half of its objects are there, and run again, against one that is left alone. Work is counted in items: those of an object that had been begun are all counted twice, though some
 * of them had not been reached yet.
 */
final class KilledRatios {
    private static final double AIM = 0.95;
    private static final long LOOK_MILLIS = 20;

    private final Path originals;
    private final int items;
    private final int shard;

    private KilledRatios(Path originals, int items, int shard) {
        this.originals = originals;
        this.items = items;
        this.shard = shard;
    }

    /**
     * Measures.
     *
     * @param originals a folder of so many pictures
     * @param shard items of an object
     */
    static List<Ratio> of(Clips clips, Path originals, int items, int shard, int runs)
            throws IOException, InterruptedException {
        return new KilledRatios(originals, items, shard)
                .measure(Files.createDirectory(clips.folder().resolve("killed")), runs);
    }

    private List<Ratio> measure(Path folder, int runs) throws IOException, InterruptedException {
        double[] work = new double[runs];
        double[] time = new double[runs];
        for (int i = 0; i < runs; i++) {
            long began = System.nanoTime();
            List<String> undisturbed;
            try (TokenizeProcess run = start(folder.resolve("undisturbed-" + i))) {
                undisturbed = run.await().objects();
            }
            long middle = System.nanoTime();
            work[i] = (double) items / worked(folder.resolve("killed-" + i), undisturbed);
            time[i] = (double) (middle - began) / (System.nanoTime() - middle);
        }
        String title = items + " pictures in objects of " + shard + ", killed at half";
        int threads = Runtime.getRuntime().availableProcessors();
        return List.of(
                Ratio.of(ArchiveSuite.NAME, title, "items of a run left alone", "items of both runs", work, threads)
                        .aiming(AIM),
                Ratio.of(ArchiveSuite.NAME, title, "time of a run left alone", "time of both runs", time, threads));
    }

    /** Items that both runs worked at. */
    private long worked(Path archive, List<String> undisturbed) throws IOException, InterruptedException {
        long lost;
        try (TokenizeProcess run = start(archive)) {
            while (run.objects().size() < undisturbed.size() / 2) {
                if (!run.isAlive()) {
                    throw new IOException("the run ended before it could be killed: " + run.said());
                }
                Thread.sleep(LOOK_MILLIS);
            }
            run.kill();
            lost = run.begun();
        }
        if (lost > Runtime.getRuntime().availableProcessors()) {
            throw new IllegalStateException(lost + " objects had been begun, more than there are slots");
        }
        try (TokenizeProcess run = start(archive)) {
            if (!run.await().objects().equals(undisturbed)) {
                throw new IllegalStateException("the objects differ from those of a run that was left alone");
            }
        }
        return items + lost * shard;
    }

    private TokenizeProcess start(Path archive) throws IOException {
        return TokenizeProcess.start(Optional.empty(), originals, archive, "--shard", String.valueOf(shard));
    }
}
