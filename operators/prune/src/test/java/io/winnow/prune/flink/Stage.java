package io.winnow.prune.flink;

import io.winnow.model.EngineOptions;
import io.winnow.prune.PruneOptions;
import io.winnow.prune.TinyBundles;
import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
import io.winnow.records.Forgettings;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.PrunedWindow;
import io.winnow.records.StageContext;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamEvent;
import io.winnow.records.TokenRecord;
import io.winnow.records.flink.RecordTypes;
import io.winnow.records.flink.StageOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The operator as Flink runs it, on keyed heap state. */
final class Stage implements AutoCloseable {
    /** What the operators are told, whoever of them are open. */
    private static volatile ForgottenStreams forgotten = ForgottenStreams.NONE;

    /** What they are told when they ask. */
    private static volatile ForgottenStreams written = ForgottenStreams.NONE;

    private static final AtomicInteger asked = new AtomicInteger();

    /** As a topic whose records are on their way. */
    private static final class Slow implements Forgettings.Following {
        @Override
        public ForgottenStreams now() {
            return forgotten;
        }

        @Override
        public void catchUp() {
            asked.incrementAndGet();
            forgotten = written;
        }
    }

    private final KeyedOneInputStreamOperatorTestHarness<String, Element, Element> harness;

    private Stage(String reader, PruneOptions options) throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new PruneOperatorFactory(
                                options,
                                reader,
                                EngineOptions.defaults(),
                                new StageContext("run-1", "shop", "prune", "digest"))
                        .withForgettings(listener -> new Slow()),
                Stage::stream,
                Types.STRING);
        ((SerializerConfigImpl) harness.getExecutionConfig().getSerializerConfig()).setGenericTypes(false);
        harness.setup(RecordTypes.ELEMENT.createSerializer(
                harness.getExecutionConfig().getSerializerConfig()));
    }

    static Stage open(TinyBundles bundles, PruneOptions options) throws Exception {
        forgotten = ForgottenStreams.NONE;
        written = ForgottenStreams.NONE;
        asked.set(0);
        Stage stage = new Stage(bundles.reader().toString(), options);
        stage.harness.open();
        return stage;
    }

    static Stage withoutReader(PruneOptions options) throws Exception {
        Stage stage = new Stage("", options);
        stage.harness.open();
        return stage;
    }

    static Stage restore(TinyBundles bundles, PruneOptions options, OperatorSubtaskState state) throws Exception {
        Stage stage = new Stage(bundles.reader().toString(), options);
        stage.harness.initializeState(state);
        stage.harness.open();
        return stage;
    }

    /** Forgets a stream, for this stage and those that are restored from it; another begins without. */
    Stage forget(String stream, long millis) {
        written = ForgottenStreams.of(List.of(StreamControl.forget(stream, millis)));
        forgotten = written;
        return this;
    }

    /** Adds a stream again that was forgotten. */
    Stage add(String stream, long forgottenMillis) {
        addUnheard(stream, forgottenMillis);
        forgotten = written;
        return this;
    }

    /** The same, which nobody is told who does not ask. */
    Stage addUnheard(String stream, long forgottenMillis) {
        StreamControl added =
                StreamControl.add(stream, "/" + stream, "", forgottenMillis + 1).forgottenBefore(forgottenMillis);
        written = ForgottenStreams.of(List.of(added));
        return this;
    }

    /** How often it was asked what is forgotten now. */
    int asked() {
        return asked.get();
    }

    private static String stream(Element element) {
        if (element instanceof TokenRecord record) {
            return record.origin().stream();
        }
        return element instanceof StreamEvent event ? event.origin().stream() : "";
    }

    Stage feed(Element... elements) throws Exception {
        return feed(List.of(elements));
    }

    Stage feed(List<? extends Element> elements) throws Exception {
        for (Element element : elements) {
            harness.processElement(new StreamRecord<>(element));
        }
        return this;
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, 1);
    }

    List<Element> output() {
        return harness.extractOutputValues();
    }

    List<PrunedWindow> windows() {
        List<PrunedWindow> windows = new ArrayList<>();
        for (Element element : output()) {
            if (element instanceof PrunedWindow window) {
                windows.add(window);
            }
        }
        return windows;
    }

    List<DeadLetter> deadLetters() {
        Queue<StreamRecord<DeadLetter>> letters = harness.getSideOutput(StageOutputs.DEAD_LETTERS);
        return letters == null
                ? List.of()
                : letters.stream().map(StreamRecord::getValue).toList();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
