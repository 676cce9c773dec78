package io.winnow.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A weight of an ONNX graph that lies in a file of its own, float32. Field numbers are those of {@code onnx.proto3}.
 *
 * @param name its key in the published checkpoint
 * @param location of the file, beside the graph
 * @param shape one extent an axis
 */
public record ExternalWeight(String name, String location, List<Long> shape) {
    private static final int FLOAT = 1;
    private static final int EXTERNAL = 1;

    public ExternalWeight {
        shape = List.copyOf(shape);
    }

    /**
     * Those of a graph.
     *
     * @throws ModelException where the file is no graph
     */
    public static List<ExternalWeight> of(Path graph) {
        try (FileChannel channel = FileChannel.open(graph)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            List<ExternalWeight> weights = new ArrayList<>();
            ProtoReader model = new ProtoReader(bytes);
            for (int field = model.next(); field != 0; field = model.next()) {
                if (field == 7) {
                    graph(model.message(), weights);
                } else {
                    model.skip();
                }
            }
            return weights;
        } catch (IOException e) {
            throw new ModelException("the graph " + graph + " cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new ModelException("the graph " + graph + " is no ONNX file: fetch it again", e);
        }
    }

    private static void graph(ProtoReader graph, List<ExternalWeight> weights) {
        for (int field = graph.next(); field != 0; field = graph.next()) {
            if (field == 5) {
                tensor(graph.message(), weights);
            } else {
                graph.skip();
            }
        }
    }

    private static void tensor(ProtoReader tensor, List<ExternalWeight> weights) {
        String name = "";
        String location = "";
        List<Long> shape = new ArrayList<>();
        boolean floats = false;
        boolean external = false;
        for (int field = tensor.next(); field != 0; field = tensor.next()) {
            switch (field) {
                case 1 -> tensor.numbers(shape::add);
                case 2 -> floats = tensor.number() == FLOAT;
                case 8 -> name = tensor.text();
                case 13 -> location = location(tensor.message(), location);
                case 14 -> external = tensor.number() == EXTERNAL;
                default -> tensor.skip();
            }
        }
        if (external && floats) {
            weights.add(new ExternalWeight(name, location, shape));
        }
    }

    private static String location(ProtoReader entry, String known) {
        String key = "";
        String value = "";
        for (int field = entry.next(); field != 0; field = entry.next()) {
            switch (field) {
                case 1 -> key = entry.text();
                case 2 -> value = entry.text();
                default -> entry.skip();
            }
        }
        return key.equals("location") ? value : known;
    }
}
