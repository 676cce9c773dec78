package io.winnow.prune.flink;

import io.winnow.metrics.MetricNames;
import io.winnow.model.EngineOptions;
import io.winnow.prune.Codebook;
import io.winnow.prune.InstalledTokenizers;
import io.winnow.prune.Keep;
import io.winnow.prune.PruneOptions;
import io.winnow.prune.ReaderCodebook;
import io.winnow.prune.RecordCheck;
import io.winnow.prune.Refusal;
import io.winnow.prune.StreamCutter;
import io.winnow.prune.Window;
import io.winnow.prune.WindowPruner;
import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
import io.winnow.records.Forgettings;
import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RunEnded;
import io.winnow.records.StageContext;
import io.winnow.records.StreamEvent;
import io.winnow.records.TokenRecord;
import io.winnow.records.flink.ForgottenGate;
import io.winnow.records.flink.StageMetrics;
import io.winnow.records.flink.StageOutputs;
import io.winnow.records.flink.StageTraces;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Cuts each stream into windows and prunes them. */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before anything else.
final class PruneOperator extends AbstractStreamOperator<Element> implements OneInputStreamOperator<Element, Element> {
    private static final long serialVersionUID = 1;

    private final PruneOptions options;
    private final String readerBundleFolder;
    private final EngineOptions engine;
    private final StageContext stage;
    private final Forgettings forgettings;
    private final transient MailboxExecutor mailbox;

    private transient StreamState state;
    private transient StreamCutter<Exception> cutter;
    private transient RecordCheck check;
    private transient WindowPruner pruner;
    private transient StageMetrics counts;
    private transient StageTraces traces;
    private transient ForgottenGate gate;

    PruneOperator(
            StreamOperatorParameters<Element> parameters,
            PruneOptions options,
            String readerBundleFolder,
            EngineOptions engine,
            StageContext stage,
            Forgettings forgettings) {
        super(parameters);
        this.options = options;
        this.readerBundleFolder = readerBundleFolder;
        this.engine = engine;
        this.stage = stage;
        this.forgettings = forgettings;
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = new StreamState(context.getKeyedStateStore());
        cutter = new StreamCutter<>(options, state, this::emit);
        counts = StageMetrics.of(getMetricGroup(), "prune");
        traces = StageTraces.of(getMetricGroup(), getRuntimeContext().getGlobalJobParameters());
        if (options.keep() instanceof Keep.Found found) {
            counts.gauge(MetricNames.KEEP_SHARE, found.trials()::share);
            counts.gauge(MetricNames.KEEP_AGREEMENT, found.trials()::agreement);
        }
        if (readerBundleFolder.isEmpty()) {
            check = RecordCheck.withoutReader(options);
            pruner = new WindowPruner(options, Codebook.none(), stage.computeDigest());
            return;
        }
        Path folder = Path.of(readerBundleFolder).toAbsolutePath().normalize();
        Codebook codebook = ReaderCodebook.of(folder, engine);
        Path models = Optional.ofNullable(folder.getParent()).orElse(folder);
        check = new RecordCheck(options, codebook, new InstalledTokenizers(models, codebook.features()));
        pruner = new WindowPruner(options, codebook, stage.computeDigest());
    }

    @Override
    public void open() throws Exception {
        super.open();
        gate = ForgottenGate.open(forgettings, mailbox, this::drop);
        gate.look();
    }

    private void drop() throws Exception {
        Object current = getCurrentKey();
        for (String stream : StreamState.streams(getKeyedStateBackend())) {
            setCurrentKey(stream);
            if (gate.forgotten().refuses(stream, state.place().epoch())) {
                cutter.drop();
            }
        }
        if (current != null) {
            setCurrentKey(current);
        }
    }

    @Override
    public void processElement(StreamRecord<Element> arrived) throws Exception {
        gate.look();
        Element element = arrived.getValue();
        if (element instanceof TokenRecord record) {
            take(record);
        } else if (element instanceof StreamEvent event) {
            take(event);
        } else if (element instanceof PrunedWindow window) {
            letter(DeadLetters.misplaced(window, stage, now()));
        } else if (element instanceof RunEnded ended) {
            // Each edge marks its own end; this one has no meaning after the edge that brought it.
            LOG.debug("dropped {}", ended);
        }
    }

    private void take(TokenRecord record) throws Exception {
        gate.look(record.origin());
        if (gate.refuses(record.origin())) {
            counts.counter(MetricNames.FORGOTTEN).inc();
            return;
        }
        Optional<Refusal> problem = check.problem(record);
        if (problem.isPresent()) {
            // Not counted as seen, so that it can be sent again once the cause is gone.
            letter(DeadLetters.refused(record, problem.get(), stage, now()));
            return;
        }
        if (isRepeat(record.origin())) {
            return;
        }
        cutter.take(record);
    }

    private void take(StreamEvent event) throws Exception {
        Origin origin = event.origin();
        if (isRepeat(origin)) {
            return;
        }
        cutter.reach(origin.epoch());
        if (event.kind() == StreamEvent.Kind.ENDED) {
            cutter.end(origin.epoch());
        }
        output.collect(new StreamRecord<>(event.withOrigin(next(origin))));
    }

    private boolean isRepeat(Origin origin) throws Exception {
        if (state.accept(origin)) {
            return false;
        }
        counts.counter(MetricNames.REPEATS).inc();
        return true;
    }

    private PrunedWindow emit(Window window, Origin of) throws Exception {
        PrunedWindow pruned = pruner.prune(window, next(of));
        // First, since what is chained behind may read it before it returns.
        traces.window(pruned);
        output.collect(new StreamRecord<>(pruned));
        counts.counter(MetricNames.WINDOWS).inc();
        counts.counter(MetricNames.RECORDS).inc();
        counts.counter(MetricNames.TOKENS_SEEN).inc(pruned.seen());
        counts.counter(MetricNames.TOKENS_KEPT).inc(pruned.tokens().count());
        counts.counter(MetricNames.KEPT_BYTES).inc(pruned.tokens().bytes());
        counts.counter(MetricNames.PRUNE_MICROS).inc(pruned.timings().pruneMicros());
        return pruned;
    }

    private Origin next(Origin of) throws Exception {
        return new Origin(stage.run(), stage.stage(), of.stream(), of.epoch(), state.nextOrdinal(of.epoch()));
    }

    @Override
    public void close() throws Exception {
        if (gate != null) {
            gate.close();
        }
        super.close();
    }

    private void letter(DeadLetter letter) {
        counts.counter(MetricNames.DEAD_LETTERS, letter.reason()).inc();
        output.collect(StageOutputs.DEAD_LETTERS, new StreamRecord<>(letter));
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }
}
