package io.winnow.model;

import io.winnow.model.Tensor.ElementType;
import java.nio.LongBuffer;
import java.util.Map;

/** Reads what the ids of a reader's codebook stand for through its {@code embed} graph. */
public final class CodebookVectors {
    private CodebookVectors() {}

    /**
     * The vectors of all ids.
     *
     * @param codes the codebook as the bundle's manifest states it
     * @return {@code [size, width]} row-major
     * @throws ModelException where the graph cannot be run
     */
    public static float[] of(Bundle bundle, Manifest.Codebook codes, EngineOptions engine) {
        Tensor ids = Tensor.allocate(ElementType.INT64, codes.size());
        LongBuffer all = ids.longs();
        for (int id = 0; id < codes.size(); id++) {
            all.put(id, id);
        }
        Tensor vectors = Tensor.allocate(ElementType.FLOAT32, codes.size(), codes.width());
        try (Graph embed = bundle.graph("embed", engine)) {
            embed.run(Map.of("ids", ids), Map.of("vectors", vectors));
        }
        float[] numbers = new float[codes.size() * codes.width()];
        vectors.floats().get(numbers);
        return numbers;
    }
}
