package io.winnow.model;

import io.winnow.model.Tensor.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an ONNX file says of itself: its opset, and what goes in and out. Field numbers are those of {@code onnx.proto3}.
 *
 * @param opset of ONNX's own operators
 * @param inputs of the graph, without its weights
 * @param outputs of the graph
 */
record OnnxHeader(long opset, List<Port> inputs, List<Port> outputs) {

    /**
     * An input or output.
     *
     * @param type absent where it is one that Winnow has no tensors of
     * @param shape absent where the graph does not state it
     */
    record Port(String name, Optional<ElementType> type, Optional<List<Extent>> shape) {}

    static OnnxHeader read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return model(new ProtoReader(bytes));
        } catch (IOException e) {
            throw new ModelException("the graph " + file + " cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new ModelException("the graph " + file + " is no ONNX file: fetch the bundle again", e);
        }
    }

    private static OnnxHeader model(ProtoReader model) {
        long opset = 0;
        List<Port> inputs = new ArrayList<>();
        List<Port> outputs = new ArrayList<>();
        for (int field = model.next(); field != 0; field = model.next()) {
            switch (field) {
                case 7 -> graph(model.message(), inputs, outputs);
                case 8 -> opset = Math.max(opset, ownOpset(model.message()));
                default -> model.skip();
            }
        }
        return new OnnxHeader(opset, inputs, outputs);
    }

    private static long ownOpset(ProtoReader opset) {
        String domain = "";
        long version = 0;
        for (int field = opset.next(); field != 0; field = opset.next()) {
            switch (field) {
                case 1 -> domain = opset.text();
                case 2 -> version = opset.number();
                default -> opset.skip();
            }
        }
        return domain.isEmpty() || domain.equals("ai.onnx") ? version : 0;
    }

    private static void graph(ProtoReader graph, List<Port> inputs, List<Port> outputs) {
        for (int field = graph.next(); field != 0; field = graph.next()) {
            switch (field) {
                case 11 -> inputs.add(port(graph.message()));
                case 12 -> outputs.add(port(graph.message()));
                default -> graph.skip();
            }
        }
    }

    private static Port port(ProtoReader value) {
        Port port = new Port("", Optional.empty(), Optional.empty());
        for (int field = value.next(); field != 0; field = value.next()) {
            switch (field) {
                case 1 -> port = new Port(value.text(), port.type(), port.shape());
                case 2 -> port = typed(port, value.message());
                default -> value.skip();
            }
        }
        return port;
    }

    private static Port typed(Port port, ProtoReader type) {
        Port typed = port;
        for (int field = type.next(); field != 0; field = type.next()) {
            if (field == 1) {
                typed = tensor(port.name(), type.message());
            } else {
                type.skip();
            }
        }
        return typed;
    }

    private static Port tensor(String name, ProtoReader tensor) {
        Optional<ElementType> type = Optional.empty();
        Optional<List<Extent>> shape = Optional.empty();
        for (int field = tensor.next(); field != 0; field = tensor.next()) {
            switch (field) {
                case 1 -> type = type((int) tensor.number());
                case 2 -> shape = Optional.of(shape(tensor.message()));
                default -> tensor.skip();
            }
        }
        return new Port(name, type, shape);
    }

    private static Optional<ElementType> type(int code) {
        return Optional.ofNullable(
                switch (code) {
                    case 1 -> ElementType.FLOAT32;
                    case 2 -> ElementType.UINT8;
                    case 3 -> ElementType.INT8;
                    case 6 -> ElementType.INT32;
                    case 7 -> ElementType.INT64;
                    case 10 -> ElementType.FLOAT16;
                    default -> null;
                });
    }

    private static List<Extent> shape(ProtoReader shape) {
        List<Extent> extents = new ArrayList<>();
        for (int field = shape.next(); field != 0; field = shape.next()) {
            if (field == 1) {
                extents.add(extent(shape.message()));
            } else {
                shape.skip();
            }
        }
        return extents;
    }

    private static Extent extent(ProtoReader dimension) {
        Extent extent = Extent.dynamic("?");
        for (int field = dimension.next(); field != 0; field = dimension.next()) {
            switch (field) {
                case 1 -> extent = Extent.fixed(dimension.number());
                case 2 -> extent = Extent.dynamic(dimension.text());
                default -> dimension.skip();
            }
        }
        return extent;
    }
}
