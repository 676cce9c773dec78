package io.winnow.tokenize.flink;

import io.winnow.frames.Decoded;
import io.winnow.model.EngineOptions;
import io.winnow.records.Element;
import io.winnow.records.StageContext;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.preview.PreviewOptions;
import java.util.Optional;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;

/** Makes the operator that tokenizes what the source in its task chain decodes. */
public final class TokenizeOperatorFactory extends AbstractStreamOperatorFactory<Element>
        implements OneInputStreamOperatorFactory<Decoded, Element> {
    private static final long serialVersionUID = 1;

    private final TokenizeOptions options;
    private final String bundleFolder;
    private final EngineOptions engine;
    private final StageContext context;
    private @Nullable PreviewOptions previews;

    /**
     * A factory.
     *
     * @param options of the stage
     * @param bundleFolder where the bundle lies on the machines that compute
     * @param engine that computes
     * @param context of the stage
     */
    public TokenizeOperatorFactory(
            TokenizeOptions options, String bundleFolder, EngineOptions engine, StageContext context) {
        this.options = options;
        this.bundleFolder = bundleFolder;
        this.engine = engine;
        this.context = context;
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    /** Makes small pictures of frames too, as a side output. */
    public TokenizeOperatorFactory withPreviews(PreviewOptions wanted) {
        previews = wanted;
        return this;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends StreamOperator<Element>> T createStreamOperator(StreamOperatorParameters<Element> parameters) {
        return (T)
                new TokenizeOperator(parameters, options, bundleFolder, engine, context, Optional.ofNullable(previews));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
        return TokenizeOperator.class;
    }
}
