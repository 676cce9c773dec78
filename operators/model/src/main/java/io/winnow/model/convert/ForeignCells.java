package io.winnow.model.convert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.model.Bundle;
import io.winnow.model.GraphSpec;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;
import io.winnow.model.PortSpec;
import java.nio.file.Path;
import java.util.List;

/** Joins a published attention, which sees no pictures, to the bundle whose encoder makes the cells that it attends to. */
final class ForeignCells {
    private static final String ATTEND = "attend";

    private ForeignCells() {}

    /** Whether what is published takes the cells of another bundle. */
    static boolean needed(ObjectNode manifest) {
        return manifest.required("graphs").has(ATTEND);
    }

    /**
     * Writes into a manifest whose encoder it takes, and which pictures.
     *
     * @param out the folder that the manifest is for
     * @throws ModelException where that bundle lies elsewhere, or makes other cells
     */
    static void join(ObjectNode manifest, Bundle encoder, Path out) {
        Path beside =
                out.toAbsolutePath().normalize().resolveSibling(encoder.folder().getFileName());
        if (!beside.equals(encoder.folder())) {
            throw refusal(encoder, "does not lie beside " + out + ", where it is looked for");
        }
        Manifest.Input input = encoder.manifest().input().orElseThrow(() -> refusal(encoder, "takes no pictures"));
        long most = encoder.manifest()
                .tokens()
                .filter(tokens -> tokens.axis().equals("spatial"))
                .orElseThrow(() -> refusal(encoder, "makes no cells of a picture"))
                .max();
        long cells = extent(manifest, "labels");
        long width = extent(manifest, "codebook");
        long made = width(encoder);
        if (made != width) {
            throw refusal(encoder, "makes cells of " + made + " numbers, and the attention takes " + width);
        }
        int largest = input.sizes().stream().mapToInt(Integer::intValue).max().orElseThrow();
        List<Integer> sizes = input.sizes().stream()
                .filter(size -> most * size * size == cells * largest * largest)
                .toList();
        if (sizes.isEmpty()) {
            throw refusal(
                    encoder,
                    "makes " + most + " cells of a picture of " + largest + " pixels and never " + cells
                            + ", which the attention takes");
        }
        manifest.putObject("encoder")
                .put("bundle", String.valueOf(encoder.folder().getFileName()))
                .put("digest", encoder.digest());
        ObjectNode pictures = manifest.putObject("input");
        ArrayNode fitting = pictures.putArray("sizes");
        sizes.forEach(fitting::add);
        pictures.put("resize", input.resize().name().toLowerCase(java.util.Locale.ROOT))
                .put("colour", input.colour());
    }

    private static long extent(ObjectNode manifest, String input) {
        return manifest.required("graphs")
                .required(ATTEND)
                .required("inputs")
                .required(input)
                .required("shape")
                .required(1)
                .asLong();
    }

    private static long width(Bundle encoder) {
        GraphSpec encode = encoder.spec("encode");
        PortSpec vectors = encode.output("vectors");
        return vectors.shape().get(vectors.shape().size() - 1).size();
    }

    private static ModelException refusal(Bundle encoder, String wrong) {
        return new ModelException(
                "the bundle " + encoder.manifest().name() + " " + wrong
                        + ": name with --encoder a bundle beside the new one that makes the cells which the checkpoint was trained on");
    }
}
