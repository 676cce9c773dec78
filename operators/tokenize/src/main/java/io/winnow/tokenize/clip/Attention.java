package io.winnow.tokenize.clip;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.model.GraphSpec;
import io.winnow.model.ModelException;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import io.winnow.records.Halves;
import io.winnow.records.TokenMap;
import io.winnow.records.Tokens;
import io.winnow.tokenize.vqtoken.VqTokens;
import java.util.Arrays;
import java.util.Map;

/**
 * VQToken's published attention: each frame's row of cluster ids, read as numbers, attends to the clip's codebook. There are as many tokens as codes; those beyond the frames repeat the frames' in turn,
 * since nothing tells them apart. For one thread at a time.
 */
final class Attention implements AutoCloseable {
    private static final String ATTEND = "attend";
    private static final String TOKENS = "tokens";
    private static final String LABELS = "labels";
    private static final String CODEBOOK = "codebook";

    private final Graph graph;
    private final int cells;
    private final int width;

    private Attention(Graph graph, int cells, int width) {
        this.graph = graph;
        this.cells = cells;
        this.width = width;
    }

    /** The bundle whose encoder makes the cells. */
    static Bundle encoder(Bundle bundle) {
        GraphSpec spec = bundle.spec(ATTEND);
        return bundle.encoder()
                .orElseThrow(() -> new ModelException("the bundle "
                        + bundle.manifest().name()
                        + " is VQToken's attention alone and sees no pictures: convert the checkpoint again, with --encoder"
                        + " a bundle that makes " + cells(spec) + " cells of " + width(spec) + " numbers of one"));
    }

    /**
     * Opens it.
     *
     * @throws ModelException where the engine cannot load it
     */
    static Attention open(Bundle bundle, EngineOptions engine) {
        Graph graph = bundle.graph(ATTEND, engine);
        return new Attention(graph, cells(graph.spec()), width(graph.spec()));
    }

    private static int cells(GraphSpec spec) {
        return (int) spec.input(LABELS).shape().get(1).size();
    }

    private static int width(GraphSpec spec) {
        return (int) spec.input(CODEBOOK).shape().get(1).size();
    }

    /** Refuses a number of cells that the weights are not for. */
    void require(int found) {
        if (found != cells) {
            throw new IllegalArgumentException("VQToken's attention takes " + cells + " cells of a frame, not " + found
                    + ": set tokenize.size to one of the bundle's");
        }
    }

    /**
     * The tokens of a clip.
     *
     * @param clustered ids as they came, of all frames, and the codebook
     * @throws IllegalArgumentException where there are more frames than codes
     */
    Tokens.Vectors tokens(VqTokens clustered) {
        int frames = clustered.labels().length / cells;
        int codes = clustered.count();
        if (frames > codes) {
            throw new IllegalArgumentException(
                    "VQToken's attention makes a token a frame at least: the clip has " + frames
                            + " frames and " + codes + " tokens; cut clips by tokenize.clip.frames or raise"
                            + " tokenize.vqtoken.count");
        }
        Tensor labels = Tensor.allocate(ElementType.INT64, frames, cells);
        for (int i = 0; i < clustered.labels().length; i++) {
            labels.longs().put(i, clustered.labels()[i]);
        }
        Tensor codebook = Tensor.allocate(ElementType.FLOAT32, codes, width);
        codebook.floats().put(0, clustered.codebook());
        Tensor tokens = Tensor.allocate(ElementType.FLOAT32, codes, width);
        graph.run(Map.of(LABELS, labels, CODEBOOK, codebook), Map.of(TOKENS, tokens));
        float[] numbers = new float[codes * width];
        tokens.floats().get(0, numbers);
        return new Tokens.Vectors(codes, width, Halves.pack(numbers));
    }

    /** Which token tells of each cell: that of its frame. */
    TokenMap map(int frames, int codes) {
        int[] tokens = new int[frames * cells];
        for (int frame = 0; frame < frames; frame++) {
            Arrays.fill(tokens, frame * cells, (frame + 1) * cells, frame);
        }
        return VqTokens.map(tokens, codes);
    }

    @Override
    public void close() {
        graph.close();
    }
}
