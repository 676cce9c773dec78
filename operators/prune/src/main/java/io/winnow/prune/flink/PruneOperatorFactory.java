package io.winnow.prune.flink;

import io.winnow.model.EngineOptions;
import io.winnow.prune.PruneOptions;
import io.winnow.records.Element;
import io.winnow.records.Forgettings;
import io.winnow.records.StageContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/**
 * Makes the prune stage: elements keyed by their stream, token records and stream events, become pruned windows and the same events. What cannot be pruned leaves by
 * {@link io.winnow.records.flink.StageOutputs#DEAD_LETTERS}, with the reasons {@code WRONG_AXIS}, {@code UNKNOWN_TOKENIZER}, {@code ID_RANGE}, {@code VECTOR_WIDTH}, {@code MALFORMED} or
 * {@code WRONG_RECORD}. State is keyed; the job builder sets the uid.
 */
public final class PruneOperatorFactory extends AbstractStreamOperatorFactory<Element>
        implements OneInputStreamOperatorFactory<Element, Element> {
    private static final long serialVersionUID = 1;

    private final PruneOptions options;
    private final String readerBundleFolder;
    private final EngineOptions engine;
    private final StageContext context;
    private Forgettings forgettings = Forgettings.NONE;

    /**
     * For one stage of a pipeline.
     *
     * @param readerBundleFolder the reader whose ids and features the tokens are of, the tokenizers' bundles beside it; empty where the pruner needs none
     * @param engine that runs its {@code embed} graph, once
     */
    public PruneOperatorFactory(
            PruneOptions options, String readerBundleFolder, EngineOptions engine, StageContext context) {
        if (readerBundleFolder.isEmpty() && options.pruner().needsReader()) {
            throw new IllegalArgumentException("the pruner " + options.describe() + " looks at tokens as a reader does,"
                    + " and no reader was given");
        }
        this.options = options;
        this.readerBundleFolder = readerBundleFolder;
        this.engine = engine;
        this.context = context;
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    /** Refuses what is of streams that were forgotten, and drops what the stage holds of them. */
    public PruneOperatorFactory withForgettings(Forgettings followed) {
        forgettings = followed;
        return this;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As Flink declares it.
    public <T extends StreamOperator<Element>> T createStreamOperator(StreamOperatorParameters<Element> parameters) {
        return (T) new PruneOperator(parameters, options, readerBundleFolder, engine, context, forgettings);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
        return PruneOperator.class;
    }
}
