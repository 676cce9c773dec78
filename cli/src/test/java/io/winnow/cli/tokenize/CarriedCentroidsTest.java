package io.winnow.cli.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.winnow.records.Halves;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import io.winnow.tokenize.vqtoken.VqToken;
import io.winnow.tokenize.vqtoken.VqTokenOptions;
import io.winnow.tokenize.vqtoken.VqTokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VQToken's warm start on real clips, which lie beside the project: windows of two seconds at four frames a second. */
class CarriedCentroidsTest {
    private static final Path CLIPS = Path.of(System.getProperty("winnow.root")).resolve("../shared/data/eval/videos");
    private static final int FRAMES = 8;
    private static final int RATE = 4;
    private static final int WIDTH = 256;
    private static final int CELLS = 49;
    /** Cosine distance up to which a cell shows what it showed in the frame before. */
    private static final double STILL = 0.05;

    private double warm;
    private double anew;
    private int still;
    private int kept;
    private int keptOfNewStarts;

    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void itEndsNoHigherThanNewStartsAndIdsOfWhatStandsStillStay(int count) throws InterruptedException {
        assumeThat(CLIPS).as("the clips beside the project").isDirectory();
        VqToken vqToken = new VqToken(VqTokenOptions.defaults().withCount(count));
        List<String> settings =
                List.of("tokenize.bundle=lite0-cells", "tokenize.system=cells", "tokenize.payload=vectors");
        try (FileTokenizer cells = FileTokenizer.open(settings, RATE)) {
            for (String clip : List.of("cockatoo.mp4", "teacher.mp4", "cups.mp4", "kitten.mp4", "train.mp4")) {
                windows(vqToken, vectors(cells, CLIPS.resolve(clip)));
            }
        }
        assertThat(warm).as("distortion").isLessThanOrEqualTo(anew);
        assertThat((double) kept / still)
                .as("share of ids that stay, " + keptOfNewStarts + " of " + still + " by new starts, distortion "
                        + warm / anew)
                .isGreaterThan(0.8);
        assertThat(keptOfNewStarts).isLessThan(kept / 2);
    }

    private static List<float[]> vectors(FileTokenizer cells, Path clip) throws InterruptedException {
        List<CompletableFuture<TokenRecord>> records = new ArrayList<>();
        cells.frames(clip, frame -> records.add(cells.record(frame)));
        return records.stream()
                .map(record -> Halves.unpack(((Tokens.Vectors) record.join().tokens()).halves()))
                .toList();
    }

    private void windows(VqToken vqToken, List<float[]> frames) {
        float[] vectors = window(frames, 0);
        VqTokens before = vqToken.encode(vectors, WIDTH);
        VqTokens other = before;
        for (int from = FRAMES; from + FRAMES <= frames.size(); from += FRAMES) {
            vectors = window(frames, from);
            VqTokens now = vqToken.encode(vectors, WIDTH, before.vectors());
            VqTokens fresh = vqToken.encode(vectors, WIDTH);
            warm += distortion(vectors, now);
            anew += distortion(vectors, fresh);
            count(frames.get(from - 1), frames.get(from), before, now, other, fresh);
            before = now;
            other = fresh;
        }
    }

    private void count(float[] last, float[] first, VqTokens before, VqTokens now, VqTokens other, VqTokens fresh) {
        for (int cell = 0; cell < CELLS; cell++) {
            if (1 - cosine(last, cell, first, cell) <= STILL) {
                int place = (FRAMES - 1) * CELLS + cell;
                still++;
                kept += before.labels()[place] == now.labels()[cell] ? 1 : 0;
                keptOfNewStarts += other.labels()[place] == fresh.labels()[cell] ? 1 : 0;
            }
        }
    }

    private static float[] window(List<float[]> frames, int from) {
        float[] window = new float[FRAMES * CELLS * WIDTH];
        for (int frame = 0; frame < FRAMES; frame++) {
            System.arraycopy(frames.get(from + frame), 0, window, frame * CELLS * WIDTH, CELLS * WIDTH);
        }
        return window;
    }

    private static double distortion(float[] vectors, VqTokens tokens) {
        double sum = 0;
        for (int row = 0; row < tokens.labels().length; row++) {
            sum += 1 - cosine(vectors, row, tokens.codebook(), tokens.labels()[row]);
        }
        return sum;
    }

    private static double cosine(float[] left, int leftRow, float[] right, int rightRow) {
        double product = 0;
        double leftSquares = 0;
        double rightSquares = 0;
        for (int i = 0; i < WIDTH; i++) {
            double one = left[leftRow * WIDTH + i];
            double two = right[rightRow * WIDTH + i];
            product += one * two;
            leftSquares += one * one;
            rightSquares += two * two;
        }
        return product / Math.sqrt(leftSquares * rightSquares);
    }
}
