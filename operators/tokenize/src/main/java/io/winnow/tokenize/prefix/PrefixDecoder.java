package io.winnow.tokenize.prefix;

import io.winnow.model.Graph;
import io.winnow.model.PortSpec;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import io.winnow.model.batch.BatchFunction;
import io.winnow.tokenize.RgbPicture;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes pictures of batches of tokens, all of one length. */
final class PrefixDecoder implements BatchFunction<PrefixCode, RgbPicture> {
    private static final int CHANNELS = 3;
    private static final float WHITE = 255;

    private final Graph graph;
    private final PrefixShape shape;
    private final Tensor images;

    /**
     * A decoder.
     *
     * @param graph of the function {@code decode}, closed with this
     * @param batch most pictures that are computed together
     */
    PrefixDecoder(Graph graph, PrefixShape shape, int batch) {
        this.graph = graph;
        this.shape = shape;
        this.images = Tensor.allocate(ElementType.FLOAT32, batch, shape.size(), shape.size(), CHANNELS);
    }

    @Override
    public List<RgbPicture> compute(List<PrefixCode> codes) {
        int places = shape.selective() ? shape.slots() : codes.get(0).slots().length;
        Tensor tokens = tokens(codes, places);
        Map<String, Tensor> inputs = shape.selective()
                ? Map.of(shape.tokens().name(), tokens, PrefixShape.KEEP, keep(codes, places))
                : Map.of(shape.tokens().name(), tokens);
        graph.run(inputs, Map.of(PrefixShape.IMAGES, images.first(codes.size())));
        List<RgbPicture> pictures = new ArrayList<>(codes.size());
        for (int row = 0; row < codes.size(); row++) {
            pictures.add(picture(row));
        }
        return pictures;
    }

    /** Each token in its place; places of tokens that are not kept hold nothing that anybody looks at. */
    private Tensor tokens(List<PrefixCode> codes, int places) {
        PortSpec port = graph.spec().input(shape.tokens().name());
        Tensor tensor = shape.ofVectors()
                ? Tensor.allocate(port.type(), codes.size(), places, shape.width())
                : Tensor.allocate(port.type(), codes.size(), places);
        for (int row = 0; row < codes.size(); row++) {
            PrefixCode code = codes.get(row);
            for (int i = 0; i < code.slots().length; i++) {
                put(tensor, row * places + code.slots()[i], code, i);
            }
        }
        return tensor;
    }

    private void put(Tensor tensor, int at, PrefixCode code, int token) {
        if (shape.ofVectors()) {
            tensor.floats().put(at * shape.width(), code.vectors(), token * shape.width(), shape.width());
        } else if (tensor.type() == ElementType.INT64) {
            tensor.longs().put(at, code.ids()[token]);
        } else {
            tensor.data().putInt(at * Integer.BYTES, code.ids()[token]);
        }
    }

    private static Tensor keep(List<PrefixCode> codes, int places) {
        Tensor keep = Tensor.allocate(ElementType.UINT8, codes.size(), places);
        for (int row = 0; row < codes.size(); row++) {
            for (int slot : codes.get(row).slots()) {
                keep.data().put(row * places + slot, (byte) 1);
            }
        }
        return keep;
    }

    private RgbPicture picture(int row) {
        byte[] rgb = new byte[CHANNELS * shape.size() * shape.size()];
        FloatBuffer numbers = images.floats();
        for (int i = 0; i < rgb.length; i++) {
            float number = WHITE * numbers.get(row * rgb.length + i);
            rgb[i] = (byte) Math.round(Math.max(0, Math.min(WHITE, number)));
        }
        return new RgbPicture(shape.size(), shape.size(), rgb);
    }

    @Override
    public void close() {
        graph.close();
    }
}
