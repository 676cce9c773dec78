package io.winnow.prune.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Choices by chance. */
final class Drawn {
    private static final int CELLS = 49;

    private Drawn() {}

    /** Random vectors, every third one a repeat, the seventh zero. */
    static UnitRows rows(Random random, int count, int width) {
        float[] vectors = new float[count * width];
        for (int row = 0; row < count; row++) {
            int from = row * width;
            for (int i = 0; i < width; i++) {
                vectors[from + i] = (float) random.nextGaussian() + (row % 5) * 0.3f;
            }
            if (row == 7) {
                Arrays.fill(vectors, from, from + width, 0);
            }
            if (row % 3 == 2) {
                System.arraycopy(vectors, random.nextInt(row) * width, vectors, from, width);
            }
        }
        return unit(vectors, width);
    }

    /** Vectors in groups around a mean. */
    static UnitRows groups(Random random, int count, int width, int groups) {
        float[][] centres = new float[groups][width];
        for (float[] centre : centres) {
            for (int i = 0; i < width; i++) {
                centre[i] = (float) random.nextGaussian() + 1;
            }
        }
        float[] vectors = new float[count * width];
        for (int row = 0; row < count; row++) {
            float[] centre = centres[random.nextInt(groups)];
            for (int i = 0; i < width; i++) {
                vectors[row * width + i] = centre[i] + 0.3f * (float) random.nextGaussian();
            }
        }
        return unit(vectors, width);
    }

    /** As of a stream: 49 cells a frame that change a little from frame to frame, and altogether every sixtieth. */
    static UnitRows drifting(Random random, int count, int width) {
        float[] cells = new float[CELLS * width];
        float[] vectors = new float[count * width];
        for (int row = 0; row < count; row++) {
            int cell = row % CELLS * width;
            boolean cut = row / CELLS % 60 == 0;
            for (int i = 0; i < width; i++) {
                if (cut || random.nextInt(20) == 0) {
                    cells[cell + i] = (float) random.nextGaussian();
                }
                vectors[row * width + i] = 1 + cells[cell + i] + 0.2f * (float) random.nextGaussian();
            }
        }
        return unit(vectors, width);
    }

    /** The same rows in another order. */
    static UnitRows shuffled(UnitRows rows, int[] order) {
        UnitRows shuffled = new UnitRows();
        shuffled.refer(order.length, rows);
        for (int i = 0; i < order.length; i++) {
            shuffled.refer(i, order[i]);
        }
        return shuffled;
    }

    /** Numbers below a count, in any order. */
    static int[] order(Random random, int count) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, random);
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    static UnitRows unit(float[] vectors, int width) {
        UnitRows rows = new UnitRows();
        rows.resize(vectors.length / width, width);
        for (int row = 0; row < rows.count(); row++) {
            rows.set(row, vectors, row * width);
        }
        return rows;
    }

    /** With a third of the tokens before the others, and any pivot or none. */
    static Choice choice(Random random, int tokens, int earlier, int width, int budget) {
        BitSet first = new BitSet();
        for (int i = 0; i < tokens; i++) {
            first.set(i, random.nextInt(3) == 0);
        }
        return new Choice(
                rows(random, tokens + earlier, width), tokens, earlier, first, random.nextInt(tokens + 1) - 1, budget);
    }
}
