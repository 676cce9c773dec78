package io.winnow.read.flink;

import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.DeadLetter;

/** Where the reader's results go; for the task's thread. */
interface ReadOutput {
    void answer(Answer answer);

    void delta(AnswerDelta delta);

    void alert(Alert alert);

    void letter(DeadLetter letter);
}
