package io.winnow.prune.select;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/** Choices by chance. */
final class Drawn {
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
