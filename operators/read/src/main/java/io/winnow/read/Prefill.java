package io.winnow.read;

import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the prefixes of contexts in the cache, and computes those that are missing in one batch. */
final class Prefill {
    private final ReaderGraphs graphs;
    private final PrefixCache cache;

    Prefill(ReaderGraphs graphs, PrefixCache cache) {
        this.graphs = graphs;
        this.cache = cache;
    }

    /** The prefix of each context, in order. */
    List<Prefix> prefixes(List<ReadContext> contexts, Arena arena) {
        Map<ReadContext.Key, Prefix> found = new LinkedHashMap<>();
        Map<ReadContext.Key, ReadContext> missing = new LinkedHashMap<>();
        for (ReadContext context : contexts) {
            Optional<Prefix> known = cache.get(context.key());
            known.ifPresentOrElse(
                    prefix -> found.put(context.key(), prefix), () -> missing.put(context.key(), context));
        }
        if (!missing.isEmpty()) {
            List<ReadContext> absent = List.copyOf(missing.values());
            List<Prefix> computed = compute(absent, arena);
            for (int i = 0; i < absent.size(); i++) {
                found.put(absent.get(i).key(), computed.get(i));
                cache.put(absent.get(i).key(), computed.get(i));
            }
        }
        List<Prefix> prefixes = new ArrayList<>();
        for (ReadContext context : contexts) {
            prefixes.add(found.get(context.key()));
        }
        return prefixes;
    }

    private List<Prefix> compute(List<ReadContext> contexts, Arena arena) {
        ReaderShape shape = graphs.shape();
        int batch = contexts.size();
        int most = Math.max(
                1, contexts.stream().mapToInt(ReadContext::tokens).max().orElse(0));
        Tensor vectors = arena.take(ElementType.FLOAT32, batch, most, shape.cellWidth());
        Tensor place = arena.take(ElementType.FLOAT32, batch, most, VisualTokens.PLACE);
        Tensor mask = arena.take(ElementType.FLOAT32, batch, most);
        fill(contexts, most, vectors, place, mask, arena);
        Tensor keys = arena.take(ElementType.FLOAT32, shape.layers(), batch, shape.heads(), most, shape.headWidth());
        Tensor values = arena.take(ElementType.FLOAT32, keys.shape());
        Tensor ground = arena.take(ElementType.FLOAT32, batch, most, shape.groundWidth());
        graphs.context()
                .run(
                        Map.of("vectors", vectors, "place", place, "mask", mask),
                        Map.of("keys", keys, "values", values, "ground", ground));
        List<Prefix> prefixes = new ArrayList<>();
        for (int row = 0; row < batch; row++) {
            int tokens = contexts.get(row).tokens();
            float[] grounds = new float[tokens * shape.groundWidth()];
            ground.floats().get(row * most * shape.groundWidth(), grounds);
            prefixes.add(new Prefix(
                    tokens,
                    rowOf(keys.floats(), row, batch, most, tokens),
                    rowOf(values.floats(), row, batch, most, tokens),
                    grounds,
                    contexts.get(row).visual().place()));
        }
        return prefixes;
    }

    private float[] rowOf(FloatBuffer all, int row, int batch, int most, int tokens) {
        ReaderShape shape = graphs.shape();
        int width = shape.headWidth();
        float[] mine = new float[shape.blocks() * tokens * width];
        for (int block = 0; block < shape.blocks(); block++) {
            int layer = block / shape.heads();
            int head = block % shape.heads();
            int from = ((layer * batch + row) * shape.heads() + head) * most * width;
            all.get(from, mine, block * tokens * width, tokens * width);
        }
        return mine;
    }

    private void fill(List<ReadContext> contexts, int most, Tensor vectors, Tensor place, Tensor mask, Arena arena) {
        int width = graphs.shape().cellWidth();
        FloatBuffer embedded = embed(contexts, arena);
        int read = 0;
        for (int row = 0; row < contexts.size(); row++) {
            VisualTokens visual = contexts.get(row).visual();
            int tokens = visual.count();
            place.floats().put(row * most * VisualTokens.PLACE, visual.place());
            for (int token = 0; token < most; token++) {
                mask.floats().put(row * most + token, token < tokens ? 1 : 0);
            }
            if (visual.vectors().length > 0) {
                vectors.floats().put(row * most * width, visual.vectors());
            } else {
                vectors.floats().put(row * most * width, embedded, read * width, tokens * width);
                read += tokens;
            }
        }
    }

    /** Vectors of the ids of all contexts that have ids, one after the other. */
    private FloatBuffer embed(List<ReadContext> contexts, Arena arena) {
        int count = contexts.stream()
                .mapToInt(context -> context.visual().ids().length)
                .sum();
        Tensor ids = arena.take(ElementType.INT64, count);
        Tensor vectors = arena.take(ElementType.FLOAT32, count, graphs.shape().cellWidth());
        int at = 0;
        for (ReadContext context : contexts) {
            for (int id : context.visual().ids()) {
                ids.longs().put(at++, id);
            }
        }
        if (count > 0) {
            graphs.embed().run(Map.of("ids", ids), Map.of("vectors", vectors));
        }
        return vectors.floats();
    }
}
