package io.winnow.read;

import io.winnow.model.Bundle;
import io.winnow.model.CodebookVectors;
import io.winnow.model.EngineOptions;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;
import io.winnow.records.Halves;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Tokens;
import java.util.Arrays;

/**
 * How far what two windows show is apart: the modified Hausdorff distance (Dubuisson and Jain, A modified Hausdorff distance for object matching, ICPR 1994: the larger of the mean distances from
 * each token of one to the nearest of the other) over 1 - cosine of their tokens in the reader's codebook. 0: the same tokens, wherever they stand; 2: the opposite. Safe for use by many threads.
 */
public final class TokenDistance {
    /** Tokens of a window that are compared at most, those of the lowest rank. */
    public static final int MOST_TOKENS = 64;

    /** 1 - cosine of opposite vectors. */
    private static final double FARTHEST = 2;

    private final int width;
    private final float[] codes;

    /**
     * Over a codebook.
     *
     * @param codes {@code [size, width]} row-major
     */
    TokenDistance(int width, float[] codes) {
        this.width = width;
        this.codes = codes;
    }

    /**
     * Over the codebook of a reader.
     *
     * @throws ModelException where the bundle states none, or its graph cannot be run
     */
    public static TokenDistance of(Bundle reader, EngineOptions engine) {
        Manifest.Codebook codes = reader.manifest()
                .codebook()
                .orElseThrow(() -> new ModelException("the bundle "
                        + reader.manifest().name()
                        + " states no codebook, which questions on change are asked by: choose a reader bundle"));
        return new TokenDistance(codes.width(), CodebookVectors.of(reader, codes, engine));
    }

    /** The distance, 0 to 2; the farthest where one window has tokens and the other none. */
    public double between(PrunedWindow one, PrunedWindow other) {
        float[] first = unit(Thinning.best(one, MOST_TOKENS).tokens());
        float[] second = unit(Thinning.best(other, MOST_TOKENS).tokens());
        if (first.length == 0 || second.length == 0) {
            return first.length == second.length ? 0 : FARTHEST;
        }
        double[] nearest = new double[first.length / width];
        double[] nearestBack = new double[second.length / width];
        Arrays.fill(nearest, FARTHEST);
        Arrays.fill(nearestBack, FARTHEST);
        for (int row = 0; row < nearest.length; row++) {
            for (int column = 0; column < nearestBack.length; column++) {
                double distance = 1 - dot(first, row * width, second, column * width);
                nearest[row] = Math.min(nearest[row], distance);
                nearestBack[column] = Math.min(nearestBack[column], distance);
            }
        }
        return Math.max(0, Math.max(mean(nearest), mean(nearestBack)));
    }

    private double dot(float[] first, int from, float[] second, int otherFrom) {
        double sum = 0;
        for (int i = 0; i < width; i++) {
            sum += first[from + i] * second[otherFrom + i];
        }
        return sum;
    }

    private static double mean(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }

    /** {@code [count, width]} at unit length; a vector of zeros stays one. */
    private float[] unit(Tokens tokens) {
        float[] vectors = vectors(tokens);
        for (int row = 0; row < vectors.length; row += width) {
            double length = Math.sqrt(dot(vectors, row, vectors, row));
            for (int i = row; length > 0 && i < row + width; i++) {
                vectors[i] /= (float) length;
            }
        }
        return vectors;
    }

    private float[] vectors(Tokens tokens) {
        if (tokens instanceof Tokens.Vectors given) {
            return Halves.unpack(given.halves());
        }
        int[] ids = ((Tokens.Ids) tokens).unpack();
        float[] vectors = new float[ids.length * width];
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(codes, ids[i] * width, vectors, i * width, width);
        }
        return vectors;
    }
}
