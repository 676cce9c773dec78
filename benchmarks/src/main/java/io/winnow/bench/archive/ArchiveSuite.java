package io.winnow.bench.archive;

import io.winnow.bench.Ratio;
import io.winnow.bench.Suite;
import io.winnow.bench.media.Clips;
import io.winnow.bench.media.PictureFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Archives of pictures: what they cost beside decoding and encoding, to bring up to date, to interrupt, and to keep. */
public final class ArchiveSuite implements Suite {
    static final String NAME = "archive";
    private static final int WIDTH = 500;
    private static final int HEIGHT = 375;
    private static final int SMALL_EDGE = 64;
    private static final int DRAWN = 500;
    private static final int MANY = 100_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(boolean quick, Consumer<Ratio> each) {
        try (Clips clips = Clips.open()) {
            List<Path> drawn = PictureFiles.draw(clips, "drawn", WIDTH, HEIGHT, DRAWN);
            List<Path> small = PictureFiles.draw(clips, "drawn-small", SMALL_EDGE, SMALL_EDGE, DRAWN);
            each.accept(quick ? job(clips, drawn, 2_000, 2) : job(clips, drawn, 12_000, 5));
            batches(clips, drawn, quick ? 500 : 2_000, quick ? 1 : 5).forEach(each);
            IdleRatios.of(clips, quick ? MANY / 10 : MANY, quick ? 3 : 5).forEach(each);
            (quick ? killed(clips, small, 1_600, 16, 1) : killed(clips, small, 20_480, 256, 3)).forEach(each);
            if (quick) {
                each.accept(MemoryRatios.notRun(MANY, "it takes minutes; leave out --quick"));
            } else {
                memory(clips, small).forEach(each);
            }
        } catch (IOException e) {
            each.accept(
                    Ratio.notRun(NAME, "pictures", "archive's job", "bare loop", 1, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    static Ratio job(Clips clips, List<Path> drawn, int pictures, int pairs) throws IOException {
        Path folder = PictureFiles.link(clips, "pictures", drawn, pictures);
        List<Path> again = new ArrayList<>();
        for (int i = 0; i < pictures; i++) {
            again.add(drawn.get(i % drawn.size()));
        }
        return JobRatios.besideLoop(clips, folder, again, pairs);
    }

    static List<Ratio> batches(Clips clips, List<Path> drawn, int pictures, int pairs) throws IOException {
        Path folder = PictureFiles.link(clips, "batches", drawn, pictures);
        List<Ratio> ratios = new ArrayList<>();
        for (String bundle : List.of("lite0-cells", "one-d-piece-small", "karl-small")) {
            ratios.addAll(JobRatios.ofBatches(clips, folder, bundle, pairs));
        }
        return ratios;
    }

    static List<Ratio> killed(Clips clips, List<Path> small, int pictures, int shard, int runs)
            throws IOException, InterruptedException {
        Path folder = PictureFiles.link(clips, "small", small, pictures);
        return KilledRatios.of(clips, folder, pictures, shard, runs);
    }

    private static List<Ratio> memory(Clips clips, List<Path> small) throws IOException, InterruptedException {
        Path folder = PictureFiles.link(clips, "many", small, MANY);
        return MemoryRatios.of(clips, folder, MANY);
    }
}
