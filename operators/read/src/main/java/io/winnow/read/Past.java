package io.winnow.read;

import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the rows of a batch have behind them: the visual tokens of their contexts, once for all rows of a slot, and each row's words so far, with their keys and values in each block of layers. The rows
 * of a batch see visual tokens in the same blocks, the first ones. Room that is not used is masked, and where it lies does not matter, since keys know no position.
 */
final class Past {
    private final ReaderShape shape;
    private final Arena arena;
    private final Layout layout;
    private final int tokens;
    private final int room;
    private final Tensor ground;
    private final Tensor place;
    private final Tensor visualMask;
    private final Tensor nothing;
    private final List<BlockPast> blocks = new ArrayList<>();
    private final Tensor mask;
    private int seeing;
    /** The context of each slot that is taken. */
    private final Map<Integer, ReadContext.Key> contexts = new HashMap<>();

    private final int[] seen;
    private final BitSet taken = new BitSet();
    private final int[] used;
    private final int[] last;

    /**
     * Rows that are free.
     *
     * @param arena that holds the tensors
     * @param layout of the rows; lane {@code l} of slot {@code s} is the row {@code s * lanes + l}
     * @param tokens visual tokens that a slot has room for, at least 1
     * @param words that a row has room for
     * @param seeing blocks of layers in which rows see visual tokens, at least 1
     */
    Past(ReaderShape shape, Arena arena, Layout layout, int tokens, int words, int seeing) {
        this.shape = shape;
        this.arena = arena;
        this.layout = layout;
        this.tokens = tokens;
        this.room = words;
        this.seeing = seeing;
        int slots = layout.slots();
        int lanes = layout.lanes();
        this.ground = arena.take(ElementType.FLOAT32, slots, tokens, shape.groundWidth());
        this.place = arena.take(ElementType.FLOAT32, slots, tokens, VisualTokens.PLACE);
        this.visualMask = arena.take(ElementType.FLOAT32, slots, tokens);
        this.nothing = arena.take(ElementType.FLOAT32, slots, 0);
        for (int block = 0; block < shape.blocks().size(); block++) {
            int visible = block < seeing ? tokens : 0;
            blocks.add(new BlockPast(shape, arena, layout, shape.blocks().get(block), visible, words));
        }
        this.mask = arena.take(ElementType.FLOAT32, slots, lanes, words);
        this.seen = new int[slots];
        this.used = new int[layout.rows()];
        this.last = new int[layout.rows()];
        fill(visualMask, 0, slots * tokens, 0);
        fill(mask, 0, layout.rows() * words, 0);
    }

    Layout layout() {
        return layout;
    }

    /** Visual tokens that a slot has room for. */
    int tokens() {
        return tokens;
    }

    /** Words that a row has room for. */
    int words() {
        return room;
    }

    /** Blocks of layers in which rows see visual tokens. */
    int seeing() {
        return seeing;
    }

    /** Which layers see visual tokens. */
    ReadResult.Sight sight() {
        return new ReadResult.Sight(shape.layersBefore(seeing), shape.layers());
    }

    /** Visual tokens and words that there is room for in all. */
    long extent() {
        return (long) layout.slots() * tokens + (long) layout.rows() * room;
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

    BlockPast block(int block) {
        return blocks.get(block);
    }

    /** Which visual tokens there are in a block's layers, {@code [slots, tokens or 0]}. */
    Tensor visualMask(int block) {
        return blocks.get(block).sees() ? visualMask : nothing;
    }

    /** Which words there are, {@code [slots, lanes, words]}. */
    Tensor mask() {
        return mask;
    }

    /**
     * Whether there is room for rows where those that are taken lie now.
     *
     * @param counts rows on each context, those that are taken included
     */
    boolean holds(Map<ReadContext.Key, Integer> counts) {
        int slots = 0;
        for (Map.Entry<ReadContext.Key, Integer> each : counts.entrySet()) {
            int mine = Collections.frequency(contexts.values(), each.getKey());
            slots += Math.max(mine, layout.slots(each.getValue()));
        }
        return slots <= layout.slots();
    }

    /** How often each context is that of some rows. */
    Map<ReadContext.Key, Integer> contexts(Collection<Integer> rows) {
        Map<ReadContext.Key, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(context(row), 1, Integer::sum));
        return counts;
    }

    /** The context of a row that is taken. */
    ReadContext.Key context(int row) {
        return Objects.requireNonNull(contexts.get(row / layout.lanes()));
    }

    /**
     * Takes a row for a question on a context, with no words.
     *
     * @param prefix with as many blocks as rows see
     * @throws IllegalStateException where none is free for it
     */
    int take(ReadContext.Key context, Prefix prefix) {
        int row = free(context);
        int slot = row / layout.lanes();
        if (!contexts.containsKey(slot)) {
            ground.floats().put(slot * tokens * shape.groundWidth(), prefix.ground());
            place.floats().put(slot * tokens * VisualTokens.PLACE, prefix.place());
            for (int block = 0; block < seeing; block++) {
                blocks.get(block).see(slot, prefix.blocks().get(block), prefix.tokens());
            }
            see(slot, context, prefix.tokens());
        }
        taken.set(row);
        return row;
    }

    /**
     * Takes a row for what a row of another batch has.
     *
     * @param pending words that a step has put behind those it has, in the blocks that it has passed
     * @throws IllegalStateException where none is free for it
     */
    int take(Past from, int parent, int pending) {
        int source = parent / from.layout.lanes();
        ReadContext.Key context = from.context(parent);
        int row = free(context);
        int slot = row / layout.lanes();
        boolean fresh = !contexts.containsKey(slot);
        int count = from.seen[source];
        if (fresh) {
            move(from.ground, source * from.tokens, ground, slot * tokens, count, shape.groundWidth());
            move(from.place, source * from.tokens, place, slot * tokens, count, VisualTokens.PLACE);
            see(slot, context, count);
        }
        int words = from.used[parent];
        for (int block = 0; block < blocks.size(); block++) {
            if (fresh) {
                blocks.get(block).see(slot, from.blocks.get(block), source, count);
            }
            blocks.get(block).words(row, from.blocks.get(block), parent, words + pending);
        }
        fill(mask, row * room, words, 1);
        used[row] = words;
        last[row] = from.last[parent];
        taken.set(row);
        return row;
    }

    /**
     * Lets all rows see the visual tokens of their contexts in one block more.
     *
     * @param prefixes by context, with that block
     */
    void seeNext(Map<ReadContext.Key, Prefix> prefixes) {
        BlockPast next = blocks.get(seeing).seeing(arena, tokens);
        contexts.forEach((slot, context) -> {
            Prefix prefix = Objects.requireNonNull(prefixes.get(context));
            next.see(slot, prefix.blocks().get(seeing), prefix.tokens());
        });
        blocks.set(seeing, next);
        seeing++;
    }

    /** Frees a row, and its slot with the last one. */
    void leave(int row) {
        fill(mask, row * room, room, 0);
        used[row] = 0;
        last[row] = 0;
        taken.clear(row);
        int slot = row / layout.lanes();
        int next = taken.nextSetBit(slot * layout.lanes());
        if (next < 0 || next >= (slot + 1) * layout.lanes()) {
            fill(visualMask, slot * tokens, tokens, 0);
            contexts.remove(slot);
        }
    }

    /** A free row in a slot of the context, or else the first of a slot that has none. */
    private int free(ReadContext.Key context) {
        int empty = -1;
        for (int slot = 0; slot < layout.slots(); slot++) {
            int row = taken.nextClearBit(slot * layout.lanes());
            if (context.equals(contexts.get(slot)) && row < (slot + 1) * layout.lanes()) {
                return row;
            }
            empty = empty < 0 && !contexts.containsKey(slot) ? slot : empty;
        }
        if (empty < 0) {
            throw new IllegalStateException("no row is free among " + layout);
        }
        return empty * layout.lanes();
    }

    private void see(int slot, ReadContext.Key context, int count) {
        fill(visualMask, slot * tokens, count, 1);
        contexts.put(slot, context);
        seen[slot] = count;
    }

    /**
     * Counts words, whose keys and values all blocks have, as the row's own.
     *
     * @param words at least one
     */
    void add(int row, int[] words) {
        fill(mask, row * room + used[row], words.length, 1);
        used[row] += words.length;
        last[row] = words[words.length - 1];
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
