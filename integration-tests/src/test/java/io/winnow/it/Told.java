package io.winnow.it;

import io.winnow.records.Answer;
import io.winnow.records.AnswerElement;
import io.winnow.records.Element;
import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.StreamEvent;
import io.winnow.records.Timings;
import io.winnow.records.TokenRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a topic told of each stream, without what may differ between two runs that compute the same: when, and how long it took. */
final class Told {
    private Told() {}

    /** Records and events of each stream, in their order; marks of a run's end are left out. */
    static Map<String, List<Element>> byStream(List<Element> elements) {
        Map<String, List<Element>> streams = new TreeMap<>();
        for (Element element : elements) {
            if (element instanceof TokenRecord tokens) {
                add(streams, tokens.origin(), timeless(tokens));
            } else if (element instanceof PrunedWindow window) {
                add(streams, window.origin(), timeless(window));
            } else if (element instanceof StreamEvent event) {
                add(streams, event.origin(), timeless(event));
            }
        }
        return streams;
    }

    private static void add(Map<String, List<Element>> streams, Origin origin, Element element) {
        streams.computeIfAbsent(origin.stream(), any -> new ArrayList<>()).add(element);
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

    /** Where an element stands. */
    static Origin origin(Element element) {
        if (element instanceof TokenRecord tokens) {
            return tokens.origin();
        }
        if (element instanceof PrunedWindow window) {
            return window.origin();
        }
        if (element instanceof StreamEvent event) {
            return event.origin();
        }
        throw new IllegalArgumentException("a mark of a run's end has no origin");
    }

    private static TokenRecord timeless(TokenRecord record) {
        return new TokenRecord(
                record.origin(),
                record.id(),
                record.computeDigest(),
                record.tokenizer(),
                record.span(),
                record.seq(),
                record.frameSpans(),
                record.axis(),
                record.grid(),
                record.tokens(),
                record.positions(),
                record.pivot(),
                record.map(),
                record.pixels(),
                Timings.NONE,
                0);
    }

    private static PrunedWindow timeless(PrunedWindow window) {
        return new PrunedWindow(
                window.origin(),
                window.id(),
                window.computeDigest(),
                window.tokenizer(),
                window.pruner(),
                window.index(),
                window.span(),
                window.frameSpans(),
                window.parents(),
                window.grid(),
                window.axis(),
                window.seen(),
                window.tokens(),
                window.frameIndices(),
                window.cells(),
                window.ranks(),
                window.changes(),
                window.pixels(),
                Timings.NONE,
                window.late(),
                0);
    }

    private static StreamEvent timeless(StreamEvent event) {
        return new StreamEvent(
                event.origin(), event.kind(), event.reason(), event.count(), event.exact(), event.attributes(), 0);
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
