package io.winnow.jobs;

import io.winnow.jobs.run.RunListener;
import io.winnow.records.Question;
import java.util.List;
import java.util.Optional;

/**
 * How a run is started.
 *
 * @param fresh whether a run that could be resumed is left behind
 * @param upgrade whether a run that is resumed may go on with other bundles than it had
 * @param acceptLoss whether to resume after the broker may have given up what was prepared but not committed
 * @param createTopics whether missing topics are created, as on a broker of the command's own
 * @param questions put to the run where they do not come from a topic
 * @param tokens in place of what would be decoded and tokenized; empty for none
 * @param replay of records that were read before; empty for none
 * @param listener hears of what no topic carries
 */
public record StartOptions(
        boolean fresh,
        boolean upgrade,
        boolean acceptLoss,
        boolean createTopics,
        List<Question> questions,
        List<GivenStream> tokens,
        Optional<Replay> replay,
        RunListener listener) {
    public StartOptions {
        questions = List.copyOf(questions);
        tokens = List.copyOf(tokens);
    }

    public static StartOptions defaults() {
        return new StartOptions(false, false, false, false, List.of(), List.of(), Optional.empty(), RunListener.NONE);
    }

    public StartOptions withFresh(boolean value) {
        return new StartOptions(value, upgrade, acceptLoss, createTopics, questions, tokens, replay, listener);
    }

    public StartOptions withUpgrade(boolean value) {
        return new StartOptions(fresh, value, acceptLoss, createTopics, questions, tokens, replay, listener);
    }

    public StartOptions withAcceptLoss(boolean value) {
        return new StartOptions(fresh, upgrade, value, createTopics, questions, tokens, replay, listener);
    }

    public StartOptions withCreateTopics(boolean value) {
        return new StartOptions(fresh, upgrade, acceptLoss, value, questions, tokens, replay, listener);
    }

    public StartOptions withQuestions(List<Question> values) {
        return new StartOptions(fresh, upgrade, acceptLoss, createTopics, values, tokens, replay, listener);
    }

    public StartOptions withTokens(List<GivenStream> values) {
        return new StartOptions(fresh, upgrade, acceptLoss, createTopics, questions, values, replay, listener);
    }

    public StartOptions withReplay(Replay value) {
        return new StartOptions(
                fresh, upgrade, acceptLoss, createTopics, questions, tokens, Optional.of(value), listener);
    }

    public StartOptions withListener(RunListener value) {
        return new StartOptions(fresh, upgrade, acceptLoss, createTopics, questions, tokens, replay, value);
    }
}
