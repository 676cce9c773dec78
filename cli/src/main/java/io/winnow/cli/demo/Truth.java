package io.winnow.cli.demo;

import io.winnow.cli.scenes.SceneQuestion;
import io.winnow.records.AnswerForm;

/** Compares answers with the truth by the rule of the evaluation. */
final class Truth {
    private Truth() {}

    static boolean holds(SceneQuestion question, String answer) {
        return AnswerForm.isRight(answer, question.answer(), question.accept());
    }
}
