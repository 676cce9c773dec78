package io.winnow.read.flink;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.read.Contexts;
import io.winnow.read.ReadOptions;
import io.winnow.read.Reader;
import io.winnow.read.TokenDistance;
import io.winnow.read.VisionOptions;
import io.winnow.read.WindowRules;
import io.winnow.records.Alert;
import io.winnow.records.Answer;
import io.winnow.records.AnswerDelta;
import io.winnow.records.AskElement;
import io.winnow.records.DeadLetter;
import io.winnow.records.Forgettings;
import io.winnow.records.Preview;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Question;
import io.winnow.records.ReadElement;
import io.winnow.records.StageContext;
import io.winnow.records.StandingQuestion;
import io.winnow.records.StandingRemoved;
import io.winnow.records.StreamEvent;
import io.winnow.records.flink.ForgottenGate;
import io.winnow.records.flink.StageOutputs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions on streams, once or again and again. It computes on the reader's threads and does not wait for them at a checkpoint: requests under way are state, and are run again after a
 * restore. One answer a question and stream, and one an occurrence of a standing question, whatever is restored or repeated; what was refused may be sent again.
 */
final class ReadOperator extends AbstractStreamOperator<Answer>
        implements TwoInputStreamOperator<ReadElement, AskElement, Answer>, BoundedMultiInput, ReadOutput {
    private static final long serialVersionUID = 1;
    private static final int ELEMENTS = 1;

    private final transient ReadOptions options;
    private final transient Setting setting;
    private final transient MailboxExecutor mailbox;
    private transient @Nullable OpenReader opened;
    private transient ReadMetrics measures;
    private transient StreamState state;
    private transient Optional<PreviewState> previews;
    private transient Questions questions;
    private transient StandingQuestions standingQuestions;
    private transient StandingState standingRows;
    private transient Desks desks;
    private transient Intake intake;
    private transient Optional<Cues> cues;
    private transient ForgottenGate gate;
    private transient Set<String> streams;
    private transient Set<String> asked;
    private transient boolean elementsEnded;
    private transient boolean questionsEnded;

    /**
     * What it is set to.
     *
     * @param options how questions are read
     * @param vision who reads them
     * @param previewsEvery how far pictures of a stream are from each other at least
     * @param readerBundleFolder folder of the reader's bundle
     * @param engine where graphs are computed
     * @param context the pipeline around the stage
     * @param forgettings says which streams are refused
     * @param replayed what a replay asks; empty where questions come as they are asked
     */
    record Setting(
            ReadOptions options,
            VisionOptions vision,
            Duration previewsEvery,
            String readerBundleFolder,
            EngineOptions engine,
            StageContext context,
            Forgettings forgettings,
            Optional<Replayed> replayed) {}

    @SuppressWarnings("NullAway")
    ReadOperator(StreamOperatorParameters<Answer> parameters, Setting setting) {
        super(parameters);
        this.setting = setting;
        this.options = setting.options();
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    public void initializeState(StateInitializationContext initialization) throws Exception {
        super.initializeState(initialization);
        state = new StreamState(initialization.getKeyedStateStore(), options.keptTokens());
        previews = setting.vision().reader().looks()
                ? Optional.of(new PreviewState(
                        initialization.getKeyedStateStore(), setting.vision().keptPreviews()))
                : Optional.empty();
        questions = new Questions(initialization.getOperatorStateStore());
        standingQuestions = new StandingQuestions(initialization.getOperatorStateStore());
        standingRows = new StandingState(initialization.getKeyedStateStore());
        streams = restored(StreamState.INFO);
        asked = restored(StreamState.REQUESTS);
    }

    private Set<String> restored(String stateName) {
        Set<String> found = new LinkedHashSet<>();
        try (Stream<Object> keys = getKeyedStateBackend().getKeys(stateName, VoidNamespace.INSTANCE)) {
            keys.forEach(key -> found.add((String) key));
        }
        return found;
    }

    @Override
    public void open() throws Exception {
        super.open();
        Bundle bundle = Bundle.open(Path.of(setting.readerBundleFolder()));
        Letters letters = new Letters(setting.context());
        OpenReader open = OpenReader.open(bundle, setting.engine(), options, setting.vision());
        opened = open;
        Runnable clearCache = () -> open.bundle().ifPresent(Reader::clearCache);
        measures = new ReadMetrics(
                getMetricGroup(), getRuntimeContext().getGlobalJobParameters(), open, standingQuestions::count);
        open.bundle().ifPresent(reader -> reader.addListener(measures));
        Standing followed = new Standing(new Standing.Tools(
                standingQuestions,
                standingRows,
                state,
                this::setCurrentKey,
                new Once<>(() -> TokenDistance.of(bundle, setting.engine())),
                new Alerts(setting.context()),
                letters,
                measures,
                this));
        desks = desks(
                new Desk.Tools(
                        options,
                        Contexts.of(bundle, options),
                        state,
                        new Album(
                                previews, setting.previewsEvery(), open.reader().pictures()),
                        this::setCurrentKey,
                        getProcessingTimeService(),
                        new Flights(open.reader(), mailbox, this),
                        new Answers(setting.context()),
                        letters,
                        measures,
                        followed,
                        this,
                        clearCache),
                followed);
        intake = new Intake(new Intake.Tools(
                state,
                previews,
                streams,
                this::setCurrentKey,
                new WindowRules(bundle),
                desks,
                letters,
                measures,
                this));
        cues = Optional.empty();
        if (setting.replayed().isPresent()) {
            Replayed replayed = setting.replayed().get();
            Ownership ownership = new Ownership(getRuntimeContext().getTaskInfo());
            cues = Optional.of(new Cues(
                    replayed.questions(), desks.once(), desks.standing(), desks.requests(), ownership, mailbox));
            for (StandingQuestion question : replayed.standing()) {
                desks.standing().put(question, streams);
            }
        }
        Forgetting forgetting = new Forgetting(state, previews, streams, this::setCurrentKey, desks, clearCache);
        gate = ForgottenGate.open(setting.forgettings(), mailbox, () -> forgetting.drop(gate.forgotten()));
        for (String stream : asked) {
            desks.requests().restore(stream);
        }
        gate.look();
        mailbox.execute(desks.requests()::next, "requests that were under way");
    }

    private Desks desks(Desk.Tools tools, Standing followed) {
        Ownership ownership = new Ownership(getRuntimeContext().getTaskInfo());
        Desk requests = new Desk(tools);
        return new Desks(
                requests,
                new QuestionDesk(options, tools.time(), questions, requests, state, tools.key(), ownership),
                new StandingDesk(
                        standingQuestions, followed, requests, state, tools.key(), ownership, tools.letters(), this));
    }

    @Override
    public void processElement1(StreamRecord<ReadElement> record) throws Exception {
        ReadElement element = record.getValue();
        look(element);
        if (cues.isPresent()) {
            cue(cues.get(), element);
        }
        intake.take(element, gate.forgotten());
    }

    private void look(ReadElement next) throws Exception {
        if (next instanceof PrunedWindow window) {
            gate.look(window.origin());
        } else if (next instanceof Preview preview) {
            gate.look(preview.stream(), preview.epoch());
        } else {
            gate.look();
        }
    }

    private static void cue(Cues cues, ReadElement element) throws Exception {
        if (element instanceof PrunedWindow window) {
            cues.before(window.origin().stream(), window.ingestMillis());
        } else if (element instanceof StreamEvent event) {
            cues.before(event.origin().stream(), event.ingestMillis());
        }
    }

    @Override
    public void processElement2(StreamRecord<AskElement> record) throws Exception {
        gate.look();
        AskElement element = record.getValue();
        if (element instanceof Question question) {
            desks.once().ask(question, streams);
        } else if (element instanceof StandingQuestion question) {
            desks.standing().put(question, streams);
        } else if (element instanceof StandingRemoved removed) {
            desks.standing().remove(removed.id(), streams);
        }
    }

    @Override
    public void endInput(int input) throws Exception {
        if (input == ELEMENTS) {
            elementsEnded = true;
            if (cues.isPresent()) {
                cues.get().end(streams);
            }
            desks.requests().elementsEnded();
            desks.once().elementsEnded(streams);
        } else {
            questionsEnded = true;
        }
        while (elementsEnded && questionsEnded && !desks.requests().idle()) {
            mailbox.yield();
        }
    }

    @Override
    public void answer(Answer answer) {
        output.collect(new StreamRecord<>(answer));
    }

    @Override
    public void delta(AnswerDelta delta) {
        output.collect(StageOutputs.ANSWER_DELTAS, new StreamRecord<>(delta));
    }

    @Override
    public void alert(Alert alert) {
        output.collect(StageOutputs.ALERTS, new StreamRecord<>(alert));
    }

    @Override
    public void letter(DeadLetter letter) {
        measures.deadLetter(letter.reason());
        output.collect(StageOutputs.DEAD_LETTERS, new StreamRecord<>(letter));
    }

    @Override
    public void close() throws Exception {
        if (gate != null) {
            gate.close();
        }
        if (opened != null) {
            opened.bundle().ifPresent(reader -> reader.removeListener(measures));
            opened.close();
        }
        super.close();
    }
}
