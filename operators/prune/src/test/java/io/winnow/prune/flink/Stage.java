package io.winnow.prune.flink;

import io.winnow.model.EngineOptions;
import io.winnow.prune.PruneOptions;
import io.winnow.prune.TinyBundles;
import io.winnow.records.DeadLetter;
import io.winnow.records.Element;
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
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The operator as Flink runs it, on keyed heap state. */
final class Stage implements AutoCloseable {
    /** What the operators are told, whoever of them are open. */
    private static volatile ForgottenStreams forgotten = ForgottenStreams.NONE;

    private final KeyedOneInputStreamOperatorTestHarness<String, Element, Element> harness;

    private Stage(String reader, PruneOptions options) throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new PruneOperatorFactory(
                                options,
                                reader,
                                EngineOptions.defaults(),
                                new StageContext("run-1", "shop", "prune", "digest"))
                        .withForgettings(listener -> () -> forgotten),
                Stage::stream,
                Types.STRING);
        ((SerializerConfigImpl) harness.getExecutionConfig().getSerializerConfig()).setGenericTypes(false);
        harness.setup(RecordTypes.ELEMENT.createSerializer(
                harness.getExecutionConfig().getSerializerConfig()));
    }

    static Stage open(TinyBundles bundles, PruneOptions options) throws Exception {
        forgotten = ForgottenStreams.NONE;
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
        forgotten = ForgottenStreams.of(List.of(StreamControl.forget(stream, millis)));
        return this;
    }

    /** Adds a stream again that was forgotten. */
    Stage add(String stream, long forgottenMillis) {
        StreamControl added =
                StreamControl.add(stream, "/" + stream, "", forgottenMillis + 1).forgottenBefore(forgottenMillis);
        forgotten = ForgottenStreams.of(List.of(added));
        return this;
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
