package io.winnow.decode.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.winnow.decode.worker.command.FfmpegCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MalformedFilesTest {
    private static final Path FILES = Path.of(System.getProperty("winnow.root")).resolve("../shared/data/malformed");
    /** Runs of the command after which it counts as agreeing with itself. */
    private static final int MOST_RUNS = 20;

    private static CommandFrames command;

    @BeforeAll
    static void load() throws IOException {
        Natives.load();
        command = new CommandFrames(FfmpegCommand.find());
    }

    @Test
    void eachFileGivesTheFramesThatTheCommandGives() throws Exception {
        assumeThat(FILES).exists();
        List<Path> files = Files.readAllLines(FILES.resolve("manifest.tsv")).stream()
                .skip(1)
                .map(line -> FILES.resolve(line.substring(0, line.indexOf('\t'))))
                .toList();
        List<String> disagreeing = new ArrayList<>();
        ExecutorService beside = Executors.newSingleThreadExecutor();
        try {
            List<Future<List<String>>> wanted = files.stream()
                    .map(file -> beside.submit(() -> command.of(file, 1)))
                    .toList();
            for (int i = 0; i < files.size(); i++) {
                disagree(files.get(i), wanted.get(i).get(), disagreeing);
            }
        } finally {
            beside.shutdownNow();
        }
        assertThat(files).hasSize(302);
        assertThat(disagreeing).isEmpty();
    }

    private static void disagree(Path file, List<String> wanted, List<String> disagreeing) throws IOException {
        List<String> given = Decoded.of(file, 1).frames().hashes;
        if (!given.equals(wanted)
                && !(sizes(given).equals(sizes(wanted)) && commandDisagreesWithItself(file, wanted))) {
            disagreeing.add(file + ": " + given.size() + " frames, the command gives " + wanted.size());
        }
    }

    private static List<String> sizes(List<String> frames) {
        return frames.stream()
                .map(frame -> frame.substring(0, frame.indexOf(' ')))
                .toList();
    }

    /**
     * A damaged picture can show memory that the decoder never wrote, or what an earlier picture left in it: which one is a matter of when the command's threads give pictures back.
     */
    private static boolean commandDisagreesWithItself(Path file, List<String> once) throws IOException {
        if (!command.ofFilledMemory(file, 1, 85).equals(command.ofFilledMemory(file, 1, 170))) {
            return true;
        }
        for (int i = 0; i < MOST_RUNS; i++) {
            if (!command.of(file, 1).equals(once)) {
                return true;
            }
        }
        return false;
    }
}
