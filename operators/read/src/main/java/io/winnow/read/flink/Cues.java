package io.winnow.read.flink;

import io.winnow.records.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.operators.MailboxExecutor;

/**
 * Puts the questions of a replay to each stream where they came among its elements, and lets no element by while answers are due that the running line would have given long before it: records come as fast
 * as they are read, and not at the pace of a camera. For the task's thread.
 */
final class Cues {
    private final List<Question> questions;
    private final QuestionDesk asking;
    private final StandingDesk standing;
    private final Desk desk;
    private final Ownership ownership;
    private final MailboxExecutor mailbox;
    private final Map<String, Integer> turns = new HashMap<>();

    /** @param questions in the order in which they came */
    Cues(
            List<Question> questions,
            QuestionDesk asking,
            StandingDesk standing,
            Desk desk,
            Ownership ownership,
            MailboxExecutor mailbox) {
        this.questions = questions;
        this.asking = asking;
        this.standing = standing;
        this.desk = desk;
        this.ownership = ownership;
        this.mailbox = mailbox;
    }

    /** An element of a stream comes that entered Winnow then. */
    void before(String stream, long ingestMillis) throws Exception {
        put(stream, ingestMillis);
        while (desk.isBehind() || standing.awaitsAnswers(stream)) {
            mailbox.yield();
        }
    }

    private void put(String stream, long ingestMillis) throws Exception {
        int turn = turns.getOrDefault(stream, 0);
        while (turn < questions.size() && questions.get(turn).askedMillis() < ingestMillis) {
            Question question = questions.get(turn);
            if (question.stream().map(stream::equals).orElse(true)) {
                desk.put(stream, question);
            }
            turn++;
        }
        turns.put(stream, turn);
    }

    /**
     * No more elements come: all that was asked later is put to what there is.
     *
     * @param streams that are known
     */
    void end(Set<String> streams) throws Exception {
        for (String stream : streams) {
            put(stream, Long.MAX_VALUE);
        }
        for (Question question : questions) {
            asking.remember(question);
            String named = question.stream().orElse("");
            if (!named.isEmpty() && !streams.contains(named) && ownership.holds(named)) {
                desk.put(named, question);
            }
        }
    }
}
