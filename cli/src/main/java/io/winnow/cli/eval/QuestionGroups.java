package io.winnow.cli.eval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Questions that are reported together: those of a kind, and of videos also those on real ones and on composed ones. */
final class QuestionGroups {
    private static final String VIDEO = "video";
    private static final String COMPOSED = "composed/";

    private QuestionGroups() {}

    /** All of them by their names, none without a question. */
    static Map<String, List<EvalQuestion>> all(List<EvalQuestion> questions) {
        Map<String, List<EvalQuestion>> groups = new LinkedHashMap<>();
        questions.stream().map(EvalQuestion::kind).sorted().distinct().forEach(kind -> {
            put(groups, kind, questions, question -> question.kind().equals(kind));
            if (kind.equals(VIDEO)) {
                put(groups, "real-video", questions, question -> isVideo(question) && !isComposed(question));
                put(groups, "composed-video", questions, question -> isVideo(question) && isComposed(question));
            }
        });
        return groups;
    }

    /** Those that a question is in one of: kinds, and of videos the parts. */
    static Map<String, List<EvalQuestion>> parts(List<EvalQuestion> questions) {
        Map<String, List<EvalQuestion>> groups = all(questions);
        groups.remove(VIDEO);
        return groups;
    }

    private static void put(
            Map<String, List<EvalQuestion>> groups,
            String name,
            List<EvalQuestion> questions,
            Predicate<EvalQuestion> of) {
        List<EvalQuestion> group = questions.stream().filter(of).collect(Collectors.toList());
        if (!group.isEmpty()) {
            groups.put(name, group);
        }
    }

    private static boolean isVideo(EvalQuestion question) {
        return question.kind().equals(VIDEO);
    }

    private static boolean isComposed(EvalQuestion question) {
        return question.media().startsWith(COMPOSED);
    }
}
