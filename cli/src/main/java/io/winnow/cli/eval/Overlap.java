package io.winnow.cli.eval;

import io.winnow.records.Answer;
import io.winnow.records.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well the evidence of right answers fits what their rows say decides them.
 *
 * @param total right answers to rows with evidence
 * @param overlapping of these, whose evidence overlaps the row's
 * @param meanIou mean length of what both have by the length of what either has
 */
record Overlap(long total, long overlapping, double meanIou) {

    /**
     * Measures.
     *
     * @param answers by the row's id
     */
    static Overlap of(List<EvalQuestion> questions, Map<String, Answer> answers) {
        long total = 0;
        long overlapping = 0;
        double sum = 0;
        for (EvalQuestion question : questions) {
            Answer answer = answers.get(question.id());
            if (answer != null && question.evidence().isPresent() && question.isRight(answer.answer())) {
                double iou = iou(answer.evidence(), question.evidence().get());
                total++;
                overlapping += iou > 0 ? 1 : 0;
                sum += iou;
            }
        }
        return new Overlap(total, overlapping, total == 0 ? 0 : sum / total);
    }

    /** Of spans taken together, with a stretch: the length of what both have by the length of what either has. */
    static double iou(List<Span> spans, EvalQuestion.Stretch stretch) {
        double both = 0;
        double given = 0;
        for (Span span : disjoint(spans)) {
            given += span.lengthMicros();
            both += Math.max(
                    0.0,
                    Math.min((double) span.endMicros(), stretch.endMicros())
                            - Math.max((double) span.startMicros(), stretch.startMicros()));
        }
        double either = given + stretch.endMicros() - stretch.startMicros() - both;
        return either == 0 ? 0 : both / either;
    }

    private static List<Span> disjoint(List<Span> spans) {
        List<Span> joined = new ArrayList<>();
        for (Span span : spans.stream()
                .sorted(Comparator.comparingLong(Span::startMicros))
                .toList()) {
            int last = joined.size() - 1;
            if (last >= 0 && span.startMicros() <= joined.get(last).endMicros()) {
                joined.set(last, joined.get(last).union(span));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }

    Map<String, Object> document() {
        Share share = new Share(total, overlapping);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("total", total);
        document.put("overlapping", overlapping);
        document.put("share", share.accuracy());
        document.put("interval95", share.interval());
        document.put("meanIou", meanIou);
        return document;
    }
}
