package io.winnow.cli.eval;

import io.winnow.records.Answer;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What was answered in one way to have fewer tokens.
 *
 * @param answers by the row's id, of questions that were asked together; what is missing is wrong
 * @param alone answers to some of the questions, each asked when the one before was answered
 */
record PruneAnswers(PruneWay way, Map<String, Answer> answers, List<Answer> alone) {
    PruneAnswers {
        answers = Map.copyOf(answers);
        alone = List.copyOf(alone);
    }

    /**
     * How long a question takes that is asked alone, of tokens that are there: medians, in milliseconds.
     *
     * @param prune of all windows of its stream
     * @param read from the request to the answer
     * @param total of both
     */
    record Times(double prune, double read, double total) {}

    Times times() {
        return new Times(
                median(answer -> answer.millis().prune()),
                median(answer -> answer.millis().total()),
                median(answer -> answer.millis().prune() + answer.millis().total()));
    }

    private double median(ToDoubleFunction<Answer> number) {
        double[] sorted = alone.stream().mapToDouble(number).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** Visual tokens that a question read, in the mean. */
    double visual() {
        return answers.values().stream()
                .mapToDouble(answer -> answer.counts().read())
                .average()
                .orElse(0);
    }

    boolean[] right(List<EvalQuestion> of) {
        boolean[] right = new boolean[of.size()];
        for (int i = 0; i < right.length; i++) {
            Answer answer = answers.get(of.get(i).id());
            right[i] = answer != null && of.get(i).isRight(answer.answer());
        }
        return right;
    }

    Share share(List<EvalQuestion> of) {
        long correct = 0;
        for (boolean one : right(of)) {
            correct += one ? 1 : 0;
        }
        return new Share(of.size(), correct);
    }
}
