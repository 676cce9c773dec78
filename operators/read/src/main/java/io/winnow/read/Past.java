package io.winnow.read;

import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.nio.FloatBuffer;

/**
 * What the rows of a batch have behind them: the visual tokens of each row's context and its words so far, with their keys and values. Room that a row does not use is masked, and where it
 * lies does not matter, since keys know no position.
 */
final class Past {
    private final ReaderShape shape;
    private final int rows;
    private final int tokens;
    private final int room;
    private final Tensor ground;
    private final Tensor place;
    private final Tensor visualMask;
    private final Tensor keys;
    private final Tensor values;
    private final Tensor mask;
    private final int[] used;

    /**
     * @param rows of the batch
     * @param tokens visual tokens that a row has room for
     * @param words that a row has room for
     */
    Past(ReaderShape shape, Arena arena, int rows, int tokens, int words) {
        this.shape = shape;
        this.rows = rows;
        this.tokens = tokens;
        this.room = tokens + words;
        this.ground = arena.take(ElementType.FLOAT32, rows, tokens, shape.groundWidth());
        this.place = arena.take(ElementType.FLOAT32, rows, tokens, VisualTokens.PLACE);
        this.visualMask = zeros(arena.take(ElementType.FLOAT32, rows, tokens));
        this.keys = arena.take(ElementType.FLOAT32, shape.layers(), rows, shape.heads(), room, shape.headWidth());
        this.values = arena.take(ElementType.FLOAT32, keys.shape());
        this.mask = zeros(arena.take(ElementType.FLOAT32, rows, room));
        this.used = new int[rows];
    }

    int rows() {
        return rows;
    }

    int tokens() {
        return tokens;
    }

    /** Words that a row has. */
    int words(int row) {
        return used[row];
    }

    Tensor ground() {
        return ground;
    }

    Tensor place() {
        return place;
    }

    Tensor visualMask() {
        return visualMask;
    }

    Tensor keys() {
        return keys;
    }

    Tensor values() {
        return values;
    }

    Tensor mask() {
        return mask;
    }

    /** Gives a row its context. */
    void put(int row, Prefix prefix) {
        int width = shape.headWidth();
        int count = prefix.tokens();
        ground.floats().put(row * tokens * shape.groundWidth(), prefix.ground());
        place.floats().put(row * tokens * VisualTokens.PLACE, prefix.place());
        FloatBuffer allKeys = keys.floats();
        FloatBuffer allValues = values.floats();
        for (int block = 0; block < shape.blocks(); block++) {
            int to = start(row, block, room);
            allKeys.put(to, prefix.keys(), block * count * width, count * width);
            allValues.put(to, prefix.values(), block * count * width, count * width);
        }
        ones(visualMask, row * tokens, count);
        ones(mask, row * room, count);
    }

    /** Gives a row all that a row of another batch with the same number of tokens has. */
    void copy(int row, Past from, int parent) {
        int past = tokens + from.used[parent];
        move(
                from.ground,
                parent * tokens * shape.groundWidth(),
                ground,
                row * tokens * shape.groundWidth(),
                tokens * shape.groundWidth());
        move(
                from.place,
                parent * tokens * VisualTokens.PLACE,
                place,
                row * tokens * VisualTokens.PLACE,
                tokens * VisualTokens.PLACE);
        move(from.visualMask, parent * tokens, visualMask, row * tokens, tokens);
        move(from.mask, parent * from.room, mask, row * room, past);
        for (int block = 0; block < shape.blocks(); block++) {
            int to = start(row, block, room);
            int start = from.start(parent, block, from.room);
            move(from.keys, start, keys, to, past * shape.headWidth());
            move(from.values, start, values, to, past * shape.headWidth());
        }
        used[row] = from.used[parent];
    }

    /**
     * Adds words to a row.
     *
     * @param count of words
     * @param length that the step was computed at
     * @param newKeys {@code [layers, rows, heads, length, headWidth]}
     * @param newValues likewise
     */
    void append(int row, int count, int length, Tensor newKeys, Tensor newValues) {
        int width = shape.headWidth();
        for (int block = 0; block < shape.blocks(); block++) {
            int from = start(row, block, length);
            int to = start(row, block, room) + (tokens + used[row]) * width;
            move(newKeys, from, keys, to, count * width);
            move(newValues, from, values, to, count * width);
        }
        ones(mask, row * room + tokens + used[row], count);
        used[row] += count;
    }

    /** Where a layer's head of a row begins in a tensor of {@code [layers, rows, heads, extent, headWidth]}. */
    private int start(int row, int block, int extent) {
        int layer = block / shape.heads();
        int head = block % shape.heads();
        return ((layer * rows + row) * shape.heads() + head) * extent * shape.headWidth();
    }

    private static void move(Tensor from, int start, Tensor to, int at, int count) {
        to.floats().put(at, from.floats(), start, count);
    }

    private static void ones(Tensor tensor, int from, int count) {
        FloatBuffer floats = tensor.floats();
        for (int i = from; i < from + count; i++) {
            floats.put(i, 1);
        }
    }

    private static Tensor zeros(Tensor tensor) {
        FloatBuffer floats = tensor.floats();
        for (int i = 0; i < tensor.elements(); i++) {
            floats.put(i, 0);
        }
        return tensor;
    }
}
