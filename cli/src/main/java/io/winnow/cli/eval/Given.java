package io.winnow.cli.eval;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Answers given to the questions of a set.
 *
 * @param byId the answer to each question, by the row's id; what is missing is wrong
 */
record Given(Map<String, String> byId) {
    Given {
        byId = Map.copyOf(byId);
    }

    /** How many of some questions were answered rightly. */
    Share share(List<EvalQuestion> questions, Predicate<EvalQuestion> of) {
        List<EvalQuestion> asked = questions.stream().filter(of).toList();
        long right = asked.stream()
                .filter(question -> question.isRight(byId.getOrDefault(question.id(), "")))
                .count();
        return new Share(asked.size(), right);
    }
}
