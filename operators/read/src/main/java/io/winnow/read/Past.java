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
    private final int[] seen;
    private final int[] used;
    private final int[] last;

    /**
     * Rows with nothing behind them.
     *
     * @param arena that holds the tensors
     * @param rows of the batch
     * @param tokens visual tokens that a row has room for, at least 1
     * @param words that a row has room for
     */
    Past(ReaderShape shape, Arena arena, int rows, int tokens, int words) {
        this.shape = shape;
        this.rows = rows;
        this.tokens = tokens;
        this.room = tokens + words;
        this.ground = arena.take(ElementType.FLOAT32, rows, tokens, shape.groundWidth());
        this.place = arena.take(ElementType.FLOAT32, rows, tokens, VisualTokens.PLACE);
        this.visualMask = arena.take(ElementType.FLOAT32, rows, tokens);
        this.keys = arena.take(ElementType.FLOAT32, shape.layers(), rows, shape.heads(), room, shape.headWidth());
        this.values = arena.take(ElementType.FLOAT32, keys.shape());
        this.mask = arena.take(ElementType.FLOAT32, rows, room);
        this.seen = new int[rows];
        this.used = new int[rows];
        this.last = new int[rows];
        for (int row = 0; row < rows; row++) {
            clear(row);
        }
    }

    int rows() {
        return rows;
    }

    /** Visual tokens that a row has room for. */
    int tokens() {
        return tokens;
    }

    /** Words that a row has room for. */
    int words() {
        return room - tokens;
    }

    /** Words that a row has. */
    int words(int row) {
        return used[row];
    }

    /** The word that a row has got last; 0 where it has none. */
    int lastWord(int row) {
        return last[row];
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

    /** Takes everything from behind a row. */
    void clear(int row) {
        fill(visualMask, row * tokens, tokens, 0);
        fill(mask, row * room, room, 0);
        seen[row] = 0;
        used[row] = 0;
        last[row] = 0;
    }

    /** Gives a row its context, and no words. */
    void put(int row, Prefix prefix) {
        clear(row);
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
        see(row, count);
    }

    private void see(int row, int count) {
        fill(visualMask, row * tokens, count, 1);
        fill(mask, row * room, count, 1);
        seen[row] = count;
    }

    /** Gives a row all that a row of another batch has. */
    void copy(int row, Past from, int parent) {
        clear(row);
        int count = from.seen[parent];
        int words = from.used[parent];
        move(from.ground, parent * from.tokens, ground, row * tokens, count, shape.groundWidth());
        move(from.place, parent * from.tokens, place, row * tokens, count, VisualTokens.PLACE);
        int width = shape.headWidth();
        for (int block = 0; block < shape.blocks(); block++) {
            int start = from.start(parent, block, from.room) / width;
            int to = start(row, block, room) / width;
            move(from.keys, start, keys, to, count, width);
            move(from.values, start, values, to, count, width);
            move(from.keys, start + from.tokens, keys, to + tokens, words, width);
            move(from.values, start + from.tokens, values, to + tokens, words, width);
        }
        see(row, count);
        fill(mask, row * room + tokens, words, 1);
        used[row] = words;
        last[row] = from.last[parent];
    }

    /**
     * Adds words to a row.
     *
     * @param words at least one
     * @param length that the step was computed at
     * @param newKeys {@code [layers, rows, heads, length, headWidth]}
     * @param newValues likewise
     */
    void append(int row, int[] words, int length, Tensor newKeys, Tensor newValues) {
        int width = shape.headWidth();
        for (int block = 0; block < shape.blocks(); block++) {
            int from = start(row, block, length) / width;
            int to = start(row, block, room) / width + tokens + used[row];
            move(newKeys, from, keys, to, words.length, width);
            move(newValues, from, values, to, words.length, width);
        }
        fill(mask, row * room + tokens + used[row], words.length, 1);
        used[row] += words.length;
        last[row] = words[words.length - 1];
    }

    /** Where a layer's head of a row begins in a tensor of {@code [layers, rows, heads, extent, headWidth]}. */
    private int start(int row, int block, int extent) {
        int layer = block / shape.heads();
        int head = block % shape.heads();
        return ((layer * rows + row) * shape.heads() + head) * extent * shape.headWidth();
    }

    private static void move(Tensor from, int start, Tensor to, int at, int count, int width) {
        to.floats().put(at * width, from.floats(), start * width, count * width);
    }

    private static void fill(Tensor tensor, int from, int count, float number) {
        FloatBuffer floats = tensor.floats();
        for (int i = from; i < from + count; i++) {
            floats.put(i, number);
        }
    }
}
