package io.winnow.cli.scenes;

import java.util.List;

/**
 * A question before it is worded.
 *
 * @param subjects what fills the wording's places, one or two names, or none
 * @param options answers to choose from, the right one among them
 * @param shown the options as the sentence gives them, in the same order
 * @param fixed whether the options are known even where the sentence does not give them, as for yes and no
 */
record Draft(
        QuestionKind kind,
        List<String> subjects,
        List<String> options,
        List<String> shown,
        boolean fixed,
        String answer,
        List<String> accept,
        double start,
        double end) {

    static Draft yesOrNo(QuestionKind kind, List<String> subjects, boolean yes, double start, double end) {
        List<String> options = List.of("yes", "no");
        return new Draft(kind, subjects, options, options, true, yes ? "yes" : "no", List.of(), start, end);
    }

    static Draft choice(
            QuestionKind kind,
            List<String> subjects,
            List<String> options,
            String answer,
            List<String> accept,
            double start,
            double end) {
        return new Draft(kind, subjects, options, options, false, answer, accept, start, end);
    }

    Draft showing(List<String> phrases) {
        return new Draft(kind, subjects, options, phrases, fixed, answer, accept, start, end);
    }

    /** The question in one of its kind's wordings. */
    SceneQuestion worded(Dealer dealer) {
        String wording = dealer.one(kind.wordings());
        boolean named = wording.contains("{options}");
        String text = wording.replace("{options}", listed(dealer, shown));
        if (!subjects.isEmpty()) {
            text = text.replace("{a}", subjects.get(0)).replace("{b}", subjects.get(subjects.size() - 1));
        }
        return new SceneQuestion(kind.key(), text, named || fixed ? options : List.of(), answer, accept, start, end);
    }

    private static String listed(Dealer dealer, List<String> items) {
        int last = items.size() - 1;
        String before = String.join(", ", items.subList(0, last));
        return before + (last > 1 && dealer.chance(0.2) ? ", " : " or ") + items.get(last);
    }
}
