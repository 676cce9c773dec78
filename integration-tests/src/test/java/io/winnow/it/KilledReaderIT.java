package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.PipelineRunner;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.jobs.kafka.QuestionWriter;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.SessionFlink;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.StreamEvent;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The task manager that reads is killed while questions are being answered: no question is lost, and whoever hears the pieces of answers hears the new attempt. */
class KilledReaderIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int BEGUN = 20;

    /** More than are answered between two checkpoints, so that some are answered anew. */
    private static final int QUESTIONS = 800;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    void everyQuestionHasOneAnswerAndItsPiecesAreThoseOfTheLastAttempt(String delivery)
            throws IOException, InterruptedException {
        Path clip = Media.steady(folder.resolve("steady.mp4"), "testsrc2=size=320x240:rate=25", 100);
        try (BrokerProcess broker = BrokerProcess.start(folder);
                FlinkCluster cluster = FlinkCluster.start(folder, 2, 3, Map.of());
                SessionFlink flink = SessionFlink.at(cluster.rest())) {
            ResolvedPipeline pipeline = pipeline(delivery, clip, broker);
            try (RunningPipeline running = new PipelineRunner(
                                    flink, RunStore.of(pipeline.definition().flink()))
                            .start(pipeline, StartOptions.defaults().withCreateTopics(true));
                    QuestionWriter questions = writer(delivery, broker)) {
                awaitTheStreamsEnd(delivery, broker);
                String job = running.stored().job("read").id();
                ask(questions, 0, BEGUN);
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> deltas(delivery, broker).size() >= BEGUN && cluster.checkpoints(job) > 0);
                JavaProcess reader = cluster.taskManagerOf(job);
                ask(questions, BEGUN, QUESTIONS);
                reader.killAlone();
                questions.end(running.run());
                running.await();
                assertThat(cluster.restores(job)).isPositive();
                check(delivery, broker, QUESTIONS);
            }
        }
    }

    private static void ask(QuestionWriter questions, int from, int to) throws InterruptedException {
        for (int i = from; i < to; i++) {
            questions.ask(Pipelines.question("question-" + i, "What is in the picture?"));
        }
    }

    private ResolvedPipeline pipeline(String delivery, Path clip, BrokerProcess broker) {
        return Pipelines.resolve(
                delivery,
                folder.resolve("state"),
                List.of(clip),
                "edges.tokens=kafka",
                "edges.pruned=kafka",
                "delivery=" + delivery,
                "kafka.bootstrap=" + broker.bootstrap(),
                "flink.parallelism=1",
                "flink.checkpoint-interval=500ms");
    }

    private static QuestionWriter writer(String pipeline, BrokerProcess broker) {
        return new QuestionWriter(
                KafkaOptions.defaults().at(broker.bootstrap()), new TopicNames(TopicNames.DEFAULT_PREFIX, pipeline));
    }

    private static void awaitTheStreamsEnd(String pipeline, BrokerProcess broker) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Topics.read(broker.bootstrap(), pipeline, TopicRegistry.PRUNED).stream()
                        .anyMatch(element ->
                                element instanceof StreamEvent event && event.kind() == StreamEvent.Kind.ENDED));
    }

    private static List<Answer> answers(String pipeline, BrokerProcess broker) {
        return Told.answers(Topics.read(broker.bootstrap(), pipeline, TopicRegistry.ANSWERS));
    }

    private static List<AnswerDelta> deltas(String pipeline, BrokerProcess broker) {
        return Topics.read(broker.bootstrap(), pipeline, TopicRegistry.ANSWER_DELTAS);
    }

    private static void check(String delivery, BrokerProcess broker, int questions) {
        List<Answer> answers = answers(delivery, broker);
        List<String> asked = IntStream.range(0, questions)
                .mapToObj(i -> "question-" + i)
                .sorted()
                .toList();
        if (delivery.equals("exactly-once")) {
            assertThat(answers).extracting(Answer::questionId).containsExactlyElementsOf(asked);
        }
        assertThat(answers.stream().map(Answer::id).distinct()).hasSize(questions);
        assertThat(answers.stream().map(Answer::questionId).distinct()).containsExactlyElementsOf(asked);
        Map<String, TreeMap<String, List<AnswerDelta>>> attempts = new HashMap<>();
        for (AnswerDelta delta : deltas(delivery, broker)) {
            attempts.computeIfAbsent(delta.questionId(), any -> new TreeMap<>())
                    .computeIfAbsent(delta.attempt(), any -> new ArrayList<>())
                    .add(delta);
        }
        assertThat(attempts.values()).as("a question that was answered anew").anyMatch(each -> each.size() > 1);
        for (Answer answer : answers) {
            List<AnswerDelta> last = attempts.getOrDefault(answer.questionId(), new TreeMap<>())
                    .lastEntry()
                    .getValue();
            StringBuilder text = new StringBuilder();
            last.forEach(delta -> text.replace(delta.offset(), text.length(), delta.text()));
            assertThat(text).as(answer.questionId()).hasToString(answer.answer());
            assertThat(last.get(last.size() - 1).last()).isTrue();
        }
    }
}
