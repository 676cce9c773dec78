package io.winnow.cli.run;

import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.definition.EdgeOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.jobs.kafka.QuestionWriter;
import io.winnow.topics.TopicNames;
import java.time.Duration;

/** Brings a bounded run to its end: when its input is over, says on the questions topic that no more will come, and waits for the answers to those that came. */
public final class RunEnding {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final RunningPipeline running;
    private final PipelineDefinition definition;
    private boolean questionsOpen;

    public RunEnding(RunningPipeline running, PipelineDefinition definition) {
        this.running = running;
        this.definition = definition;
        this.questionsOpen =
                definition.has(Stage.READ) && definition.edges().questions() == EdgeOptions.Questions.TOPIC;
    }

    /**
     * Waits until every job has ended.
     *
     * @param patience how long at most
     * @return whether they have
     * @throws io.winnow.jobs.run.PipelineFailure where one failed
     */
    public boolean await(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        boolean ended = false;
        while (!ended && System.nanoTime() < until) {
            if (questionsOpen && running.inputEnded()) {
                endQuestions();
            }
            ended = running.await(LOOK);
            running.look();
        }
        return ended;
    }

    /** Says that no more questions will come. */
    public void endQuestions() throws InterruptedException {
        if (questionsOpen) {
            TopicNames names = new TopicNames(definition.kafka().prefix(), definition.name());
            try (QuestionWriter questions = new QuestionWriter(definition.kafka(), names)) {
                questions.end(running.run(), running.stored().startOffsets().keySet());
            }
            questionsOpen = false;
        }
    }
}
