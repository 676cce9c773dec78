package io.winnow.model.verify;

import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.nio.FloatBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two results of a function on the same examples, number for number. */
final class Comparison {
    private static final String VECTORS = "vectors";
    private static final double TIE = 1e-4;

    private long ids;
    private long unlike;
    private long ties;
    private double farthest;

    /** Compares the outputs that both have. */
    static Comparison of(Map<String, Tensor> one, Map<String, Tensor> other) {
        Comparison comparison = new Comparison();
        one.forEach((name, tensor) -> {
            Tensor twin = other.get(name);
            if (twin == null) {
                return;
            }
            if (tensor.type() == ElementType.FLOAT32) {
                comparison.numbers(tensor.floats(), twin.floats());
            } else {
                comparison.ids(tensor, twin, one, other);
            }
        });
        return comparison;
    }

    private void ids(Tensor one, Tensor other, Map<String, Tensor> ones, Map<String, Tensor> others) {
        ids += one.elements();
        for (int i = 0; i < one.elements(); i++) {
            if (Rows.whole(one, i) != Rows.whole(other, i)) {
                if (tie(i, one.elements(), ones.get(VECTORS), others.get(VECTORS))) {
                    ties++;
                } else {
                    unlike++;
                }
            }
        }
    }

    /** Whether vectors that lie within half of {@link #TIE} of each other have different nearest codes, whose distances then differ by less than it. */
    private static boolean tie(int index, long ids, @Nullable Tensor one, @Nullable Tensor other) {
        if (one == null || other == null || one.elements() % ids != 0) {
            return false;
        }
        int width = (int) (one.elements() / ids);
        FloatBuffer first = one.floats();
        FloatBuffer second = other.floats();
        double square = 0;
        for (int i = index * width; i < (index + 1) * width; i++) {
            double difference = first.get(i) - second.get(i);
            square += difference * difference;
        }
        return Math.sqrt(square) < TIE / 2;
    }

    private void numbers(FloatBuffer one, FloatBuffer other) {
        double largest = 1;
        double difference = 0;
        for (int i = 0; i < one.limit(); i++) {
            largest = Math.max(largest, Math.abs(one.get(i)));
            double apart = Math.abs(one.get(i) - other.get(i));
            difference = apart <= difference ? difference : apart;
        }
        farthest = Math.max(farthest, difference / largest);
    }

    long ids() {
        return ids;
    }

    long unlike() {
        return unlike;
    }

    long ties() {
        return ties;
    }

    double farthest() {
        return farthest;
    }
}
