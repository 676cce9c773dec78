package io.winnow.cli.live;

import io.winnow.cli.command.CommandFailure;
import io.winnow.records.StandingQuestion;
import io.winnow.topics.TopicRegistry;
import java.util.Map;
import java.util.TreeMap;

/** The standing questions of a pipeline, as their topic holds them. */
public final class StandingTopic {
    private StandingTopic() {}

    /** By id. */
    public static Map<String, StandingQuestion> questions(LivePipeline pipeline) {
        Map<String, StandingQuestion> questions = new TreeMap<>();
        TopicRecords.newest(pipeline, TopicRegistry.STANDING_QUESTIONS).forEach((id, element) -> {
            if (element instanceof StandingQuestion question) {
                questions.put(id, question);
            }
        });
        return questions;
    }

    /** @throws CommandFailure where the pipeline has no such topic, as where an earlier version created its topics */
    static void require(LivePipeline pipeline) {
        if (!pipeline.has(TopicRegistry.STANDING_QUESTIONS)) {
            throw CommandFailure.unreachable(
                    "TOPIC_MISSING",
                    "the pipeline has no topic of standing questions",
                    pipeline.names().of(TopicRegistry.STANDING_QUESTIONS),
                    "Create it with winnow topics create, and begin a new run.");
        }
    }
}
