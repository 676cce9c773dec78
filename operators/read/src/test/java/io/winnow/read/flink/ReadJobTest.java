package io.winnow.read.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.model.EngineOptions;
import io.winnow.read.ReadOptions;
import io.winnow.read.TestWindows;
import io.winnow.read.VisionOptions;
import io.winnow.records.Answer;
import io.winnow.records.AskElement;
import io.winnow.records.Clock;
import io.winnow.records.PrunedWindow;
import io.winnow.records.ReadElement;
import io.winnow.records.StageContext;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StreamEvent;
import io.winnow.records.flink.RecordTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

class ReadJobTest {

    @Test
    void inAJobOfTwoSubtasksEachStreamIsAnsweredOnce() throws Exception {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, settings);
        List<ReadElement> elements = new ArrayList<>();
        for (String stream : List.of("door", "yard", "hall")) {
            elements.add(ReadStage.event(stream, StreamEvent.Kind.STARTED, 0));
            elements.add(TestWindows.random(stream, 0, 16, 100, Clock.MEDIA));
            elements.add(ReadStage.event(stream, StreamEvent.Kind.ENDED, 2));
        }
        DataStream<AskElement> questions = env.fromData(
                RecordTypes.ASK_ELEMENT,
                ReadStage.question("each", Optional.empty()),
                ReadStage.question("one", "What is this?", Optional.of("hall")),
                new StandingQuestion(
                        "again",
                        "What is this?",
                        List.of("door", "ha*"),
                        Optional.of(60_000L),
                        Optional.empty(),
                        "",
                        Optional.empty(),
                        0));
        KeySelector<ReadElement, String> key = new ByStream();
        SingleOutputStreamOperator<Answer> answers = env.fromData(elements, RecordTypes.READ_ELEMENT)
                .keyBy(key)
                .connect(questions.broadcast())
                .transform(
                        "read",
                        RecordTypes.ANSWER,
                        new ReadOperatorFactory(
                                ReadOptions.defaults(),
                                VisionOptions.defaults(),
                                Duration.ofSeconds(1),
                                TestWindows.MODELS.resolve("reader-small").toString(),
                                EngineOptions.defaults(),
                                new StageContext("run-1", "shop", "read", "digest")));
        List<String> given = new ArrayList<>();
        try (CloseableIterator<Answer> results =
                ReadOperatorFactory.keyed(answers, key).executeAndCollect()) {
            results.forEachRemaining(answer -> given.add(answer.questionId() + " " + answer.stream()));
        }
        assertThat(given)
                .containsExactlyInAnyOrder(
                        "each door", "each yard", "each hall", "one hall", "again door", "again hall");
    }

    private static final class ByStream implements KeySelector<ReadElement, String> {
        private static final long serialVersionUID = 1;

        @Override
        public String getKey(ReadElement element) {
            return element instanceof PrunedWindow window
                    ? window.origin().stream()
                    : ((StreamEvent) element).origin().stream();
        }
    }
}
