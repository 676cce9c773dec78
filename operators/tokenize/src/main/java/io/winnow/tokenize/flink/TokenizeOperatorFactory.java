package io.winnow.tokenize.flink;

import io.winnow.frames.Decoded;
import io.winnow.model.EngineOptions;
import io.winnow.records.Element;
import io.winnow.records.Forgettings;
import io.winnow.records.StageContext;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.preview.PreviewOptions;
import io.winnow.tokenize.preview.Previewer;
import java.util.Optional;
import java.util.function.LongSupplier;
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
    private static final long NANOS_PER_MICRO = 1_000;

    private final TokenizeOptions options;
    private final String bundleFolder;
    private final EngineOptions engine;
    private final StageContext context;
    private @Nullable PreviewOptions previews;
    private boolean watched;
    private Forgettings forgettings = Forgettings.NONE;

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

    /** Makes small pictures of frames too, as a side output, for a reader: the same ones whenever the same frames come. */
    public TokenizeOperatorFactory withPreviews(PreviewOptions wanted) {
        previews = wanted;
        return this;
    }

    /** Makes small pictures of frames too, as a side output, for people: no more of them than somebody can look at. */
    public TokenizeOperatorFactory withWatchedPreviews(PreviewOptions wanted) {
        previews = wanted;
        watched = true;
        return this;
    }

    /** Puts out nothing of streams that were forgotten. */
    public TokenizeOperatorFactory withForgettings(Forgettings followed) {
        forgettings = followed;
        return this;
    }

    private Optional<Previewer> previewer() {
        Optional<LongSupplier> clock =
                watched ? Optional.of(() -> System.nanoTime() / NANOS_PER_MICRO) : Optional.empty();
        return Optional.ofNullable(previews).map(wanted -> new Previewer(context.run(), wanted, clock));
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends StreamOperator<Element>> T createStreamOperator(StreamOperatorParameters<Element> parameters) {
        return (T) new TokenizeOperator(parameters, options, bundleFolder, engine, context, previewer(), forgettings);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
        return TokenizeOperator.class;
    }
}
