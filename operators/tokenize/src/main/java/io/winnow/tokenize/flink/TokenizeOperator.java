package io.winnow.tokenize.flink;

import io.winnow.frames.Decoded;
import io.winnow.frames.Frame;
import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.records.Element;
import io.winnow.records.Forgettings;
import io.winnow.records.Preview;
import io.winnow.records.StageContext;
import io.winnow.records.flink.ForgottenGate;
import io.winnow.records.flink.RecordTypes;
import io.winnow.records.flink.StageOutputs;
import io.winnow.records.flink.StageTraces;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.Tokenizers;
import io.winnow.tokenize.line.Ledgers;
import io.winnow.tokenize.line.LineEnd;
import io.winnow.tokenize.line.StreamLedger;
import io.winnow.tokenize.line.TokenLine;
import io.winnow.tokenize.preview.Previewer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Tokenizes in small batches while the task goes on: results come back through its mailbox, too many frames under way make it wait there, and before a checkpoint or the end of input everything
 * under way goes out, so that only ordinals, counts and open clips are state.
 */
final class TokenizeOperator extends AbstractStreamOperator<Element>
        implements OneInputStreamOperator<Decoded, Element>, BoundedOneInput {
    private static final long serialVersionUID = 1;
    private static final long STATUS_MILLIS = 1000;
    /** Events between frames are small: so many times more of them may wait. */
    private static final int EVENTS_A_FRAME = 8;

    private static final TypeInformation<StreamLedger> LEDGER =
            RecordTypes.versioned(StreamLedger.class, StreamLedgerFormat.class, false);

    private final transient TokenizeOptions options;
    private final transient String bundleFolder;
    private final transient EngineOptions engine;
    private final transient StageContext context;
    private final transient Optional<Previewer> previewer;
    private final transient Forgettings forgettings;
    private final transient MailboxExecutor mailbox;
    private final transient Ledgers ledgers = new Ledgers();
    private transient ListState<StreamLedger> stored;
    private transient Tokenizer tokenizer;
    private transient TokenizeMetrics stageMetrics;
    private transient TokenLine line;
    private transient LineEnd end;
    private transient ForgottenGate gate;
    private transient ScheduledFuture<?> statusTimer;

    /** Flink opens the operator before it gives it elements; what {@link #open} sets is there by then. */
    @SuppressWarnings("NullAway.Init")
    TokenizeOperator(
            StreamOperatorParameters<Element> parameters,
            TokenizeOptions options,
            String bundleFolder,
            EngineOptions engine,
            StageContext context,
            Optional<Previewer> previewer,
            Forgettings forgettings) {
        super(parameters);
        this.options = options;
        this.bundleFolder = bundleFolder;
        this.engine = engine;
        this.context = context;
        this.previewer = previewer;
        this.forgettings = forgettings;
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    public void initializeState(StateInitializationContext state) throws Exception {
        super.initializeState(state);
        stored = state.getOperatorStateStore().getUnionListState(new ListStateDescriptor<>("streams", LEDGER));
        ledgers.restore(stored.get());
    }

    @Override
    public void open() throws Exception {
        super.open();
        Bundle bundle = Bundle.open(Path.of(bundleFolder));
        tokenizer = Tokenizers.open(options, bundle, engine);
        stageMetrics = new TokenizeMetrics(getMetricGroup(), tokenizer, bundle.ref());
        tokenizer.addListener(stageMetrics);
        // What waits in the line becomes a gap when its turn comes.
        gate = ForgottenGate.open(forgettings, mailbox, () -> {});
        gate.look();
        end = new LineEnd(
                context,
                bundle.ref(),
                ledgers,
                new FlinkOutput(
                        output,
                        stageMetrics,
                        StageTraces.of(getMetricGroup(), getRuntimeContext().getGlobalJobParameters())),
                getProcessingTimeService()::getCurrentProcessingTime,
                gate::forgotten);
        line = new TokenLine(tokenizer, ledgers, end, this::wake);
        nextStatus();
    }

    private void wake() {
        try {
            mailbox.execute(line::advance, "put out what has been tokenized");
        } catch (RejectedExecutionException e) {
            // The task is over: nobody waits for the result, and after a restart the frame is decoded again.
            LOG.debug("A frame was tokenized after its task had ended.", e);
        }
    }

    private void nextStatus() {
        long now = getProcessingTimeService().getCurrentProcessingTime();
        statusTimer = getProcessingTimeService().registerTimer(now + STATUS_MILLIS, time -> {
            ledgers.takeChanged().forEach(end::status);
            nextStatus();
        });
    }

    @Override
    public void processElement(StreamRecord<Decoded> element) throws Exception {
        if (element.getValue() instanceof Frame frame) {
            gate.look(frame.stream(), frame.epoch());
        } else {
            gate.look();
        }
        // Before the line, which gives a frame's pixels back when it likes; and so a picture never comes behind the
        // tokens of its frame.
        previewer.flatMap(it -> it.of(element.getValue())).ifPresent(this::preview);
        line.accept(element.getValue());
        while (line.waitingFrames() >= options.inFlight() || line.waiting() > EVENTS_A_FRAME * options.inFlight()) {
            mailbox.yield();
        }
    }

    private void preview(Preview preview) {
        if (gate.forgotten().refuses(preview.stream(), preview.epoch())) {
            return;
        }
        stageMetrics.preview();
        output.collect(StageOutputs.PREVIEWS, new StreamRecord<>(preview));
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
        drain();
    }

    @Override
    public void endInput() throws Exception {
        drain();
        line.closeClips();
        drain();
        ledgers.takeChanged().forEach(end::status);
    }

    private void drain() throws InterruptedException {
        while (!line.isEmpty()) {
            mailbox.yield();
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext state) throws Exception {
        super.snapshotState(state);
        boolean first = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
        stored.update(ledgers.toStore(first));
    }

    @Override
    public void close() throws Exception {
        if (statusTimer != null) {
            statusTimer.cancel(false);
        }
        if (gate != null) {
            gate.close();
        }
        previewer.ifPresent(Previewer::close);
        if (tokenizer != null) {
            tokenizer.removeListener(stageMetrics);
            tokenizer.close();
        }
        super.close();
    }
}
