package io.winnow.prune.select;

import java.util.ArrayList;
import java.util.List;

/** Both rules of ToDRE's first stage by the letter, in double precision, with nothing reused. */
final class SlowSelection {
    private SlowSelection() {}

    /** Score of a token against those picked, earlier ones included. */
    static double score(Choice choice, int token, List<Integer> picked, boolean sum) {
        double score = sum ? 0 : Double.NEGATIVE_INFINITY;
        for (int i = 0; i < choice.earlier() + picked.size(); i++) {
            int other = i < choice.earlier() ? choice.tokens() + i : picked.get(i - choice.earlier());
            double cosine = cosine(choice.rows(), token, other);
            score = sum ? score + cosine : Math.max(score, cosine > 1 - 1e-6 ? 1 : cosine);
        }
        return score;
    }

    static double cosine(UnitRows rows, int row, int other) {
        double product = 0;
        for (int i = 0; i < rows.width(); i++) {
            product += (double) rows.numbers()[row * rows.width() + i] * rows.numbers()[other * rows.width() + i];
        }
        return product;
    }

    /** Tokens that may be picked next: of the first ones while there are any. */
    static List<Integer> left(Choice choice, List<Integer> picked) {
        List<Integer> first = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < choice.tokens(); i++) {
            if (!picked.contains(i)) {
                (choice.first().get(i) ? first : others).add(i);
            }
        }
        return first.isEmpty() ? others : first;
    }

    /** How far the picks are from the best ones, at most, given what was picked before each. */
    static double worstExcess(Choice choice, int[] picks, boolean sum) {
        List<Integer> picked = new ArrayList<>();
        double worst = 0;
        for (int pick : picks) {
            List<Integer> left = left(choice, picked);
            if (!left.contains(pick)) {
                return Double.POSITIVE_INFINITY;
            }
            if (!picked.isEmpty() || choice.earlier() > 0) {
                double best = left.stream()
                        .mapToDouble(token -> score(choice, token, picked, sum))
                        .min()
                        .orElseThrow();
                worst = Math.max(worst, score(choice, pick, picked, sum) - best);
            }
            picked.add(pick);
        }
        return worst;
    }

    /** What k-center keeps small: the largest distance of a row from the nearest pick. */
    static double radius(UnitRows rows, int[] picks) {
        double largest = 0;
        for (int row = 0; row < rows.count(); row++) {
            double nearest = -1;
            for (int pick : picks) {
                nearest = Math.max(nearest, rows.cosine(row, pick));
            }
            largest = Math.max(largest, 1 - nearest);
        }
        return largest;
    }

    /** What max-sum makes large: the sum of 1 - cosine over all ordered pairs of picks. */
    static double distances(UnitRows rows, int[] picks) {
        double sum = 0;
        for (int one : picks) {
            for (int other : picks) {
                sum += 1 - rows.cosine(one, other);
            }
        }
        return sum;
    }
}
