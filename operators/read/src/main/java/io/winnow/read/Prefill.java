package io.winnow.read;

import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds the prefixes of contexts in the cache, and computes those that are missing in one batch, for no more blocks of layers than are needed. */
final class Prefill {
    private final ReaderGraphs graphs;
    private final PrefixCache cache;

    Prefill(ReaderGraphs graphs, PrefixCache cache) {
        this.graphs = graphs;
        this.cache = cache;
    }

    /** The prefix of each context, in order, with the first block. */
    List<Prefix> prefixes(List<ReadContext> contexts, Arena arena) {
        Map<ReadContext.Key, Prefix> found = new LinkedHashMap<>();
        Map<ReadContext.Key, ReadContext> missing = new LinkedHashMap<>();
        for (ReadContext context : contexts) {
            Optional<Prefix> known = cache.get(context.key());
            known.ifPresentOrElse(
                    prefix -> found.put(context.key(), prefix), () -> missing.put(context.key(), context));
        }
        if (!missing.isEmpty()) {
            keep(found, List.copyOf(missing.keySet()), compute(List.copyOf(missing.values()), arena));
        }
        return contexts.stream().map(context -> of(found, context.key())).toList();
    }

    /**
     * Prefixes with a block more than those given, or with as many as are cached.
     *
     * @param prefixes by context, with all blocks before it
     * @param block counted from 0
     */
    Map<ReadContext.Key, Prefix> deepened(Map<ReadContext.Key, Prefix> prefixes, int block, Arena arena) {
        Map<ReadContext.Key, Prefix> found = new LinkedHashMap<>();
        Map<ReadContext.Key, Prefix> missing = new LinkedHashMap<>();
        prefixes.forEach((key, given) -> {
            Prefix prefix = cache.get(key)
                    .filter(cached -> cached.blocks().size() > given.blocks().size())
                    .orElse(given);
            (prefix.blocks().size() > block ? found : missing).put(key, prefix);
        });
        if (!missing.isEmpty()) {
            keep(found, List.copyOf(missing.keySet()), deepen(List.copyOf(missing.values()), block, arena));
        }
        return found;
    }

    private static Prefix of(Map<ReadContext.Key, Prefix> found, ReadContext.Key key) {
        return Objects.requireNonNull(found.get(key));
    }

    private void keep(Map<ReadContext.Key, Prefix> found, List<ReadContext.Key> keys, List<Prefix> computed) {
        for (int i = 0; i < keys.size(); i++) {
            found.put(keys.get(i), computed.get(i));
            cache.put(keys.get(i), computed.get(i));
        }
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
        Pairs pairs = pairs(batch, most, 0, arena);
        Tensor visual = arena.take(ElementType.FLOAT32, batch, most, shape.width());
        Tensor ground = arena.take(ElementType.FLOAT32, batch, most, shape.groundWidth());
        graphs.blocks()
                .get(0)
                .context()
                .run(
                        Map.of("vectors", vectors, "place", place, "mask", mask),
                        Map.of("visual", visual, "keys", pairs.keys, "values", pairs.values, "ground", ground));
        List<Prefix> prefixes = new ArrayList<>();
        for (int row = 0; row < batch; row++) {
            int tokens = contexts.get(row).tokens();
            prefixes.add(new Prefix(
                    tokens,
                    rowOf(visual, row, tokens),
                    rowOf(ground, row, tokens),
                    contexts.get(row).visual().place(),
                    List.of(pairs.row(row, tokens))));
        }
        return prefixes;
    }

    private List<Prefix> deepen(List<Prefix> prefixes, int block, Arena arena) {
        int batch = prefixes.size();
        int most = Math.max(1, prefixes.stream().mapToInt(Prefix::tokens).max().orElse(0));
        Tensor visual =
                arena.take(ElementType.FLOAT32, batch, most, graphs.shape().width());
        for (int row = 0; row < batch; row++) {
            visual.floats()
                    .put(row * most * graphs.shape().width(), prefixes.get(row).visual());
        }
        Pairs pairs = pairs(batch, most, block, arena);
        graphs.blocks()
                .get(block)
                .context()
                .run(Map.of("visual", visual), Map.of("keys", pairs.keys, "values", pairs.values));
        List<Prefix> deeper = new ArrayList<>();
        for (int row = 0; row < batch; row++) {
            deeper.add(prefixes.get(row).with(pairs.row(row, prefixes.get(row).tokens())));
        }
        return deeper;
    }

    /** The first tokens of a row of {@code [batch, tokens, numbers]}. */
    private static float[] rowOf(Tensor all, int row, int tokens) {
        int numbers = Math.toIntExact(all.shape()[2]);
        float[] mine = new float[tokens * numbers];
        all.floats().get(row * Math.toIntExact(all.shape()[1]) * numbers, mine);
        return mine;
    }

    private Pairs pairs(int batch, int most, int block, Arena arena) {
        ReaderShape shape = graphs.shape();
        long[] extents = {shape.blocks().get(block), batch, shape.heads(), most, shape.headWidth()};
        return new Pairs(arena.take(ElementType.FLOAT32, extents), arena.take(ElementType.FLOAT32, extents));
    }

    /** Keys and values {@code [layers, batch, heads, tokens, headWidth]}. */
    private record Pairs(Tensor keys, Tensor values) {

        Prefix.Seen row(int row, int tokens) {
            return new Prefix.Seen(rowOf(keys, row, tokens), rowOf(values, row, tokens));
        }

        private static float[] rowOf(Tensor all, int row, int tokens) {
            long[] shape = all.shape();
            int batch = Math.toIntExact(shape[1]);
            int heads = Math.toIntExact(shape[2]);
            int most = Math.toIntExact(shape[3]);
            int width = Math.toIntExact(shape[4]);
            float[] mine = new float[Math.toIntExact(shape[0]) * heads * tokens * width];
            FloatBuffer floats = all.floats();
            for (int head = 0; head < shape[0] * heads; head++) {
                int from = ((head / heads * batch + row) * heads + head % heads) * most * width;
                floats.get(from, mine, head * tokens * width, tokens * width);
            }
            return mine;
        }
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
