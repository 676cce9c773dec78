package io.winnow.read.flink;

import io.winnow.model.EngineOptions;
import io.winnow.read.ReadOptions;
import io.winnow.read.TestWindows;
import io.winnow.read.VisionOptions;
import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.AskElement;
import io.winnow.records.DeadLetter;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.Origin;
import io.winnow.records.Preview;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import io.winnow.records.ReadElement;
import io.winnow.records.StageContext;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamEvent;
import io.winnow.records.flink.RecordTypes;
import io.winnow.records.flink.StageOutputs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.util.OutputTag;
import org.awaitility.Awaitility;

/** The operator as Flink runs it, on keyed heap state, with the mailbox in the test's hands. */
final class ReadStage implements AutoCloseable {
    static final ReadOptions OPTIONS = ReadOptions.defaults();

    /** What the operators are told, whoever of them are open. */
    private static volatile ForgottenStreams forgotten = ForgottenStreams.NONE;

    private final TwoInputHarness harness;

    private ReadStage(ReadOptions options, VisionOptions vision, int maxParallelism, int parallelism, int subtask)
            throws Exception {
        this(factory(options, vision), maxParallelism, parallelism, subtask);
    }

    private static ReadOperatorFactory factory(ReadOptions options, VisionOptions vision) {
        return new ReadOperatorFactory(
                        options,
                        vision,
                        Duration.ofSeconds(1),
                        TestWindows.MODELS.resolve("reader-small").toString(),
                        EngineOptions.defaults(),
                        new StageContext("run-1", "shop", "read", "digest"))
                .withForgettings(listener -> () -> forgotten);
    }

    private ReadStage(ReadOperatorFactory factory, int maxParallelism, int parallelism, int subtask) throws Exception {
        harness = new TwoInputHarness(factory, ReadStage::stream, maxParallelism, parallelism, subtask);
        ((SerializerConfigImpl) harness.getExecutionConfig().getSerializerConfig()).setGenericTypes(false);
        harness.setup(
                RecordTypes.ANSWER.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    }

    static ReadStage open() throws Exception {
        return open(OPTIONS);
    }

    static ReadStage open(ReadOptions options) throws Exception {
        forgotten = ForgottenStreams.NONE;
        return subtask(options, 1, 0);
    }

    static ReadStage subtask(ReadOptions options, int parallelism, int subtask) throws Exception {
        ReadStage stage = new ReadStage(options, VisionOptions.defaults(), 128, parallelism, subtask);
        stage.harness.open();
        return stage;
    }

    static ReadStage looking(VisionOptions vision) throws Exception {
        ReadStage stage = new ReadStage(OPTIONS, vision, 128, 1, 0);
        stage.harness.open();
        return stage;
    }

    static ReadStage replaying(List<Question> questions, List<StandingQuestion> standing) throws Exception {
        forgotten = ForgottenStreams.NONE;
        ReadStage stage = new ReadStage(
                factory(OPTIONS, VisionOptions.defaults()).withReplayed(Replayed.of(questions, standing)), 128, 1, 0);
        stage.harness.open();
        return stage;
    }

    static ReadStage restore(OperatorSubtaskState state) throws Exception {
        return restore(state, VisionOptions.defaults());
    }

    static ReadStage restore(OperatorSubtaskState state, VisionOptions vision) throws Exception {
        ReadStage stage = new ReadStage(OPTIONS, vision, 128, 1, 0);
        stage.harness.initializeState(state);
        stage.harness.open();
        return stage;
    }

    private static String stream(ReadElement element) {
        if (element instanceof Preview preview) {
            return preview.stream();
        }
        return element instanceof PrunedWindow window
                ? window.origin().stream()
                : ((StreamEvent) element).origin().stream();
    }

    static Question question(String id, Optional<String> stream) {
        return question(id, "Is there an ox?", stream);
    }

    static Question question(String id, String text, Optional<String> stream) {
        return new Question(id, "", text, stream, Optional.empty(), Optional.empty(), 0, Optional.empty());
    }

    static StreamEvent event(String stream, StreamEvent.Kind kind, long ordinal) {
        return new StreamEvent(new Origin("run-1", "prune", stream, 0, ordinal), kind, "", 0, true, Map.of(), 0);
    }

    ReadStage feed(ReadElement... elements) throws Exception {
        for (ReadElement element : elements) {
            harness.element(element);
        }
        return this;
    }

    ReadStage ask(AskElement... questions) throws Exception {
        for (AskElement question : questions) {
            harness.question(question);
        }
        return this;
    }

    /** Forgets a stream, for this stage and those that are restored from it; another begins without. */
    ReadStage forget(String stream, long millis) {
        forgotten = ForgottenStreams.of(List.of(StreamControl.forget(stream, millis)));
        return this;
    }

    /** Adds a stream again that was forgotten. */
    ReadStage add(String stream, long forgottenMillis) {
        StreamControl added =
                StreamControl.add(stream, "/" + stream, "", forgottenMillis + 1).forgottenBefore(forgottenMillis);
        forgotten = ForgottenStreams.of(List.of(added));
        return this;
    }

    ReadStage at(long millis) throws Exception {
        harness.setProcessingTime(millis);
        return this;
    }

    ReadStage end() throws Exception {
        harness.end(1);
        harness.end(2);
        return this;
    }

    /** Runs what the engine has mailed until there are so many answers. */
    List<Answer> answers(int count) {
        Awaitility.await().pollInSameThread().atMost(Duration.ofSeconds(60)).until(() -> {
            runMails();
            return answers().size() >= count;
        });
        return answers();
    }

    private void runMails() throws Exception {
        TaskMailbox mailbox = harness.getTaskMailbox();
        while (mailbox.hasMail()) {
            mailbox.take(TaskMailbox.MIN_PRIORITY).run();
        }
    }

    List<Answer> answers() {
        return harness.extractOutputValues();
    }

    List<AnswerDelta> deltas() {
        return side(StageOutputs.ANSWER_DELTAS);
    }

    List<Alert> alerts() {
        return side(StageOutputs.ALERTS);
    }

    List<DeadLetter> letters() {
        return side(StageOutputs.DEAD_LETTERS);
    }

    private <T> List<T> side(OutputTag<T> tag) {
        Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, 1);
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
