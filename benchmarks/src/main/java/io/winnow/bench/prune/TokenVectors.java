package io.winnow.bench.prune;

import io.winnow.prune.select.UnitRows;
import java.util.List;
import java.util.Random;

/**
 * Vectors to choose from.
 *
 * @param name what they are
 * @param worst whether they are the hardest case
 * @param width numbers in one
 * @param numbers {@code [count, width]}
 */
record TokenVectors(String name, boolean worst, int width, float[] numbers) {
    private static final int GROUPS = 60;
    private static final int CELLS = 49;
    private static final int CUT = 60;
    private static final int DRIFT = 20;

    int count() {
        return numbers.length / width;
    }

    static List<TokenVectors> all(int count, int width) {
        return List.of(
                new TokenVectors("random directions", true, width, normal(1, count * width)),
                new TokenVectors("groups around a mean", false, width, grouped(count, width)));
    }

    /** An hour of a stream, say: cells that change a little from frame to frame, and altogether at a cut. */
    static TokenVectors drifting(int count, int width) {
        Random random = new Random(6);
        float[] mean = normal(7, width);
        float[] cells = new float[CELLS * width];
        float[] own = normal(8, count * width);
        for (int row = 0; row < count; row++) {
            int cell = row % CELLS * width;
            boolean cut = row / CELLS % CUT == 0;
            for (int i = 0; i < width; i++) {
                if (cut || random.nextInt(DRIFT) == 0) {
                    cells[cell + i] = (float) random.nextGaussian();
                }
                own[row * width + i] = mean[i] + cells[cell + i] + 0.2f * own[row * width + i];
            }
        }
        return new TokenVectors("cells that drift", false, width, own);
    }

    UnitRows normalised(UnitRows rows) {
        rows.resize(count(), width);
        for (int row = 0; row < count(); row++) {
            rows.set(row, numbers, row * width);
        }
        return rows;
    }

    private static float[] normal(long seed, int count) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /** As features of pictures are: a common mean, things that fill several tokens, a little of their own. */
    private static float[] grouped(int count, int width) {
        float[] mean = normal(2, width);
        float[] groups = normal(3, GROUPS * width);
        float[] own = normal(4, count * width);
        Random random = new Random(5);
        for (int row = 0; row < count; row++) {
            int group = random.nextInt(GROUPS);
            for (int i = 0; i < width; i++) {
                own[row * width + i] = mean[i] + groups[group * width + i] + 0.5f * own[row * width + i];
            }
        }
        return own;
    }
}
