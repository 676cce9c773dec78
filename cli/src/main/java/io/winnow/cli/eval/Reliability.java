package io.winnow.cli.eval;

import io.winnow.records.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Whether confidence is the share of right answers.
 *
 * @param bins answers by confidence, a tenth each, the least sure first
 */
record Reliability(List<Bin> bins) {
    private static final int BINS = 10;

    /**
     * Answers of about the same confidence.
     *
     * @param total of them
     * @param correct of these
     * @param confidence their mean
     */
    record Bin(long total, long correct, double confidence) {}

    Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * Measures.
     *
     * @param answers by the row's id; rows without one do not count
     * @param of which rows count
     */
    static Reliability of(List<EvalQuestion> questions, Map<String, Answer> answers, Predicate<EvalQuestion> of) {
        long[] total = new long[BINS];
        long[] correct = new long[BINS];
        double[] confidence = new double[BINS];
        for (EvalQuestion question : questions) {
            Answer answer = answers.get(question.id());
            if (answer != null && of.test(question)) {
                int bin = Math.min(BINS - 1, (int) (answer.confidence() * BINS));
                total[bin]++;
                correct[bin] += question.isRight(answer.answer()) ? 1 : 0;
                confidence[bin] += answer.confidence();
            }
        }
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            bins.add(new Bin(total[i], correct[i], total[i] == 0 ? 0 : confidence[i] / total[i]));
        }
        return new Reliability(bins);
    }

    long total() {
        return bins.stream().mapToLong(Bin::total).sum();
    }

    /** The expected calibration error: by how much confidence and the share of right answers differ, in the mean over answers. */
    double error() {
        double sum = 0;
        for (Bin bin : bins) {
            sum += Math.abs(bin.correct() - bin.total() * bin.confidence());
        }
        return total() == 0 ? 0 : sum / total();
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("total", total());
        document.put("expectedCalibrationError", error());
        document.put("bins", bins);
        return document;
    }
}
