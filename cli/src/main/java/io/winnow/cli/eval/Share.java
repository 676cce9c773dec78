package io.winnow.cli.eval;

import java.util.Map;

/**
 * How many were right.
 *
 * @param total asked
 * @param correct of these
 */
record Share(long total, long correct) {
    /** Of the normal distribution, for 95 %. */
    private static final double Z = 1.959964;

    double accuracy() {
        return total == 0 ? 0 : (double) correct / total;
    }

    /** Wilson's score interval of the accuracy, at 95 %: {@code [low, high]}. */
    double[] interval() {
        if (total == 0) {
            return new double[] {0, 1};
        }
        double square = Z * Z;
        double middle = (accuracy() + square / (2 * total)) / (1 + square / total);
        double half = Z
                * Math.sqrt(accuracy() * (1 - accuracy()) / total + square / (4.0 * total * total))
                / (1 + square / total);
        return new double[] {Math.max(0, middle - half), Math.min(1, middle + half)};
    }

    /** Adds what {@code --json} prints of a share. */
    void addTo(Map<String, Object> document) {
        document.put("total", total);
        document.put("correct", correct);
        document.put("accuracy", accuracy());
        document.put("interval95", interval());
    }
}
