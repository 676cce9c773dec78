package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive's run that is killed again and again. */
class KilledArchiveIT {
    private static final int PICTURES = 120;
    private static final int KILLS = 20;
    private static final long SEED = 7;
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    @Test
    void theFilesAreThoseOfAnUndisturbedRun() throws IOException {
        Path originals = Originals.in(folder.resolve("originals"), PICTURES);
        long began = System.nanoTime();
        try (JavaProcess run = tokenize(originals, "undisturbed")) {
            assertThat(run.await(PATIENCE_SECONDS)).as(run::output).isEqualTo(5);
        }
        long wholeMillis = (System.nanoTime() - began) / 1_000_000;

        Random random = new Random(SEED);
        int killed = 0;
        while (killed < KILLS) {
            try (JavaProcess run = tokenize(originals, "killed")) {
                if (run.endsWithin(random.nextLong(wholeMillis))) {
                    // There was less left to do than time: what is there is taken away again, so that there is more.
                    forget(folder.resolve("killed"), random);
                } else {
                    run.kill();
                    killed++;
                }
            }
        }
        try (JavaProcess run = tokenize(originals, "killed")) {
            assertThat(run.await(PATIENCE_SECONDS)).as(run::output).isEqualTo(5);
        }

        Map<String, String> undisturbed = FileTree.of(folder.resolve("undisturbed"));
        assertThat(undisturbed.keySet())
                .filteredOn(name -> name.endsWith(".parquet"))
                .hasSize(PICTURES / 10 + 1);
        assertThat(FileTree.of(folder.resolve("killed"))).isEqualTo(undisturbed);
    }

    private static void forget(Path archive, Random random) throws IOException {
        List<Path> objects;
        try (var below = Files.walk(archive)) {
            objects = below.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
        for (Path object : objects) {
            if (random.nextBoolean()) {
                Files.delete(object);
            }
        }
    }

    private JavaProcess tokenize(Path originals, String archive) {
        return JavaProcess.start(
                folder.resolve(archive + ".log"),
                JavaProcess.testClassPath(),
                Map.of(),
                List.of("-XX:+UseSerialGC", "-Djava.awt.headless=true"),
                "io.winnow.cli.Main",
                List.of(
                        "archive",
                        "tokenize",
                        originals.toString(),
                        "--out",
                        folder.resolve(archive).toString(),
                        "--shard",
                        "10"));
    }
}
