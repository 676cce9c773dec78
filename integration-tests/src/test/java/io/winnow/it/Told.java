package io.winnow.it;

import io.winnow.records.Answer;
import io.winnow.records.AnswerElement;
import io.winnow.records.Element;
import io.winnow.records.Elements;
import io.winnow.records.RunEnded;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a topic told of each stream, without what may differ between two runs that compute the same: when, and how long it took. */
final class Told {
    private Told() {}

    /** Records and events of each stream, in their order; marks of a run's end are left out. */
    static Map<String, List<Element>> byStream(List<Element> elements) {
        return elements.stream()
                .filter(element -> !(element instanceof RunEnded))
                .map(Elements::timeless)
                .collect(Collectors.groupingBy(
                        element -> Elements.origin(element).stream(), TreeMap::new, Collectors.toList()));
    }

    /** Answers by question and stream; those of different partitions come in any order. */
    static List<Answer> answers(List<AnswerElement> elements) {
        return elements.stream()
                .filter(Answer.class::isInstance)
                .map(Answer.class::cast)
                .map(Told::timeless)
                .sorted(Comparator.comparing(Answer::questionId).thenComparing(Answer::stream))
                .toList();
    }

    static Answer timeless(Answer answer) {
        return new Answer(
                answer.id(),
                answer.questionId(),
                answer.run(),
                answer.stream(),
                answer.occurrence(),
                answer.question(),
                answer.answer(),
                answer.confidence(),
                answer.evidence(),
                answer.counts(),
                new Answer.Millis(0, 0, 0, 0, 0),
                answer.tokenizer(),
                answer.reader(),
                answer.windows(),
                0,
                answer.endpoint(),
                answer.deferral());
    }
}
