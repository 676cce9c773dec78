package io.winnow.jobs.run;

import io.winnow.prune.KeepTrials;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.DeadLetter;
import io.winnow.records.StreamStatus;

/** Hears of what a run inside this process puts out where no topic carries it. Called by Flink's threads; a repeat after a restart is not told twice. */
public interface RunListener {

    /** Hears nothing. */
    RunListener NONE = new RunListener() {};

    /** How little can be kept was tried, now or when the run began. */
    default void found(KeepTrials trials) {}

    default void answered(Answer answer) {}

    default void wrote(AnswerDelta delta) {}

    default void refused(DeadLetter letter) {}

    default void changed(StreamStatus status) {}
}
