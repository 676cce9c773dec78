package io.winnow.cli.eval;

import io.winnow.records.AnswerForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What always giving a type's commonest answer scores. */
final class Majority {
    private Majority() {}

    static Given of(List<EvalQuestion> questions) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (EvalQuestion question : questions) {
            counts.computeIfAbsent(question.type(), type -> new HashMap<>())
                    .merge(AnswerForm.of(question.answer()), 1, Integer::sum);
        }
        Map<String, String> given = new HashMap<>();
        for (EvalQuestion question : questions) {
            given.put(question.id(), commonest(counts.getOrDefault(question.type(), Map.of())));
        }
        return new Given(given);
    }

    /** The commonest; of several, the first by its letters, so that the same set gives the same. */
    private static String commonest(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .min(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
