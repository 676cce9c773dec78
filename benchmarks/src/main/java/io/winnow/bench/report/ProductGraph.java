package io.winnow.bench.report;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A graph that multiplies two square matrices, in ONNX's form of Protocol Buffers (onnx.proto, IR version 8). */
final class ProductGraph {
    static final String LEFT = "left";
    static final String RIGHT = "right";
    private static final String PRODUCT = "product";
    private static final int IR_VERSION = 8;
    private static final int OPERATORS = 13;
    private static final int FLOAT = 1;
    private static final int CONTINUES = 0x80;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private ProductGraph() {}

    static byte[] of(int edge) {
        ProductGraph node =
                new ProductGraph().text(1, LEFT).text(1, RIGHT).text(2, PRODUCT).text(4, "MatMul");
        ProductGraph graph = new ProductGraph()
                .message(1, node)
                .text(2, PRODUCT)
                .message(11, matrix(LEFT, edge))
                .message(11, matrix(RIGHT, edge))
                .message(12, matrix(PRODUCT, edge));
        ProductGraph operators = new ProductGraph().text(1, "").number(2, OPERATORS);
        return new ProductGraph()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, operators)
                .bytes
                .toByteArray();
    }

    private static ProductGraph matrix(String name, int edge) {
        ProductGraph size = new ProductGraph().number(1, edge);
        ProductGraph shape = new ProductGraph().message(1, size).message(1, size);
        ProductGraph tensor = new ProductGraph().number(1, FLOAT).message(2, shape);
        return new ProductGraph().text(1, name).message(2, new ProductGraph().message(1, tensor));
    }

    private ProductGraph number(int field, int value) {
        varint(field << 3);
        varint(value);
        return this;
    }

    private ProductGraph text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    private ProductGraph message(int field, ProductGraph message) {
        return bytes(field, message.bytes.toByteArray());
    }

    private ProductGraph bytes(int field, byte[] value) {
        varint(field << 3 | 2);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private void varint(int value) {
        int rest = value;
        while (rest >= CONTINUES) {
            bytes.write(rest | CONTINUES);
            rest >>>= 7;
        }
        bytes.write(rest);
    }
}
