package io.winnow.read.flink;

import io.winnow.model.EngineOptions;
import io.winnow.read.ReadOptions;
import io.winnow.read.VisionOptions;
import io.winnow.records.Answer;
import io.winnow.records.AskElement;
import io.winnow.records.Forgettings;
import io.winnow.records.ReadElement;
import io.winnow.records.StageContext;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reader's operator. Its first input is the pruner's elements, and pictures where the reader looks at any, keyed by stream; its second is the questions, asked once and standing,
 * broadcast to every subtask. The state is keyed by the first input alone, which Flink must be told: {@link #keyed}.
 */
public final class ReadOperatorFactory extends AbstractStreamOperatorFactory<Answer>
        implements TwoInputStreamOperatorFactory<ReadElement, AskElement, Answer> {
    private static final long serialVersionUID = 1;

    private final ReadOptions options;
    private final VisionOptions vision;
    private final Duration previewsEvery;
    private final String readerBundleFolder;
    private final EngineOptions engine;
    private final StageContext context;
    private Forgettings forgettings = Forgettings.NONE;
    private @Nullable Replayed replayed;

    /**
     * @param options how questions are read
     * @param vision who reads them
     * @param previewsEvery how far pictures of a stream are from each other at least
     * @param readerBundleFolder folder of the reader's bundle; those of the tokenizers lie beside it
     * @param engine where graphs are computed
     * @param context the pipeline around the stage
     */
    public ReadOperatorFactory(
            ReadOptions options,
            VisionOptions vision,
            Duration previewsEvery,
            String readerBundleFolder,
            EngineOptions engine,
            StageContext context) {
        this.options = options;
        this.vision = vision;
        this.previewsEvery = previewsEvery;
        this.readerBundleFolder = readerBundleFolder;
        this.engine = engine;
        this.context = context;
    }

    /** Refuses what is of streams that were forgotten, and drops what the stage holds of them. */
    public ReadOperatorFactory withForgettings(Forgettings followed) {
        forgettings = followed;
        return this;
    }

    /** Has the elements of a replay asked these questions. */
    public ReadOperatorFactory withReplayed(Replayed asked) {
        replayed = asked;
        return this;
    }

    /** Tells Flink that the operator's state is keyed as its first input is. */
    public static SingleOutputStreamOperator<Answer> keyed(
            SingleOutputStreamOperator<Answer> read, KeySelector<ReadElement, String> stream) {
        TwoInputTransformation<?, ?, ?> transformation = (TwoInputTransformation<?, ?, ?>) read.getTransformation();
        @SuppressWarnings("unchecked")
        TwoInputTransformation<ReadElement, AskElement, Answer> mine =
                (TwoInputTransformation<ReadElement, AskElement, Answer>) transformation;
        mine.setStateKeySelectors(stream, null);
        mine.setStateKeyType(Types.STRING);
        return read;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends StreamOperator<Answer>> T createStreamOperator(StreamOperatorParameters<Answer> parameters) {
        return (T) new ReadOperator(
                parameters,
                new ReadOperator.Setting(
                        options,
                        vision,
                        previewsEvery,
                        readerBundleFolder,
                        engine,
                        context,
                        forgettings,
                        Optional.ofNullable(replayed)));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
        return ReadOperator.class;
    }
}
