package io.winnow.prune;

import io.winnow.prune.select.BatchedMaxSum;
import io.winnow.prune.select.Choice;
import io.winnow.prune.select.GroupedKCenter;
import io.winnow.prune.select.KCenter;
import io.winnow.prune.select.MaxSum;
import io.winnow.prune.select.Selection;
import io.winnow.prune.select.UnitRows;
import io.winnow.records.Axis;
import io.winnow.records.Grid;
import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RecordId;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Prunes one window after another. Keeps its arrays, so an instance is for one thread. */
public final class WindowPruner {
    private final PruneOptions options;
    private final Codebook codebook;
    private final String computeDigest;
    private final Selection exact;
    private final Selection nearly;
    private final UnitRows rows = new UnitRows();
    private final UnitRows placed = new UnitRows();

    /**
     * Prunes for a reader.
     *
     * @param codebook of the reader
     * @param computeDigest of everything that decides the content of the windows
     */
    public WindowPruner(PruneOptions options, Codebook codebook, String computeDigest) {
        this.options = options;
        this.codebook = codebook;
        this.computeDigest = computeDigest;
        this.exact = options.rule() == Rule.K_CENTER ? new KCenter() : new MaxSum();
        this.nearly = options.rule() == Rule.K_CENTER ? new GroupedKCenter() : new BatchedMaxSum();
    }

    /** Prunes a window whose records passed {@link RecordCheck}. */
    public PrunedWindow prune(Window window, Origin origin) {
        long started = System.nanoTime();
        List<TokenRecord> records = window.records();
        Layout layout = Layout.of(records);
        Payload payload = Payload.of(records.stream().map(TokenRecord::tokens).toList(), codebook);
        int tokens = payload.count();
        List<RecordId> parents = records.stream().map(TokenRecord::id).toList();
        int earlier = fill(window, layout, payload);
        Changes changes = changes(window, layout, tokens + earlier);
        int[] picks = pick(window, layout, changes, earlier, parents);
        return new WindowBuilder(options, computeDigest, window, parents)
                .build(origin, layout, payload, changes, picks, (System.nanoTime() - started) / 1_000);
    }

    /** Sets the rows of the window's tokens and then of what earlier windows kept; returns how many the latter are. Nobody looks at the rows of tokens that are cut to a prefix. */
    private int fill(Window window, Layout layout, Payload payload) {
        if (window.records().get(0).axis() == Axis.PREFIX) {
            return 0;
        }
        List<Tokens> kept = window.earlier().stream()
                .map(PrunedWindow::tokens)
                .filter(part -> part.count() > 0)
                .toList();
        int earlier = kept.stream().mapToInt(Tokens::count).sum();
        int before = window.before().map(record -> record.tokens().count()).orElse(0);
        int tokens = layout.sources().length;
        payload.prepare(rows, tokens + earlier + before);
        for (int i = 0; i < tokens; i++) {
            payload.fill(rows, i, layout.sources()[i]);
        }
        if (earlier > 0) {
            Payload memory = Payload.of(kept, codebook);
            for (int i = 0; i < earlier; i++) {
                memory.fill(rows, tokens + i, i);
            }
        }
        return earlier;
    }

    private Changes changes(Window window, Layout layout, int from) {
        TokenRecord first = window.records().get(0);
        if (first.axis() != Axis.SPATIAL) {
            return Changes.none(layout.cells().length);
        }
        Grid grid = first.grid();
        int[] before = new int[grid.rows() * grid.columns()];
        Arrays.fill(before, -1);
        window.before().ifPresent(record -> fillBefore(record, before, from));
        return Changes.of(layout, rows, before);
    }

    /** Sets the rows of the last frame before the window, and which row each of its cells has. */
    private void fillBefore(TokenRecord record, int[] rowOfCell, int from) {
        Payload payload = Payload.of(List.of(record.tokens()), codebook);
        int[] places = Layout.places(record);
        int lastFrame = (record.grid().frames() - 1) * rowOfCell.length;
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= lastFrame) {
                payload.fill(rows, from + i, i);
                rowOfCell[places[i] - lastFrame] = from + i;
            }
        }
    }

    private int[] pick(Window window, Layout layout, Changes changes, int earlier, List<RecordId> parents) {
        int tokens = layout.sources().length;
        int budget = options.budget(tokens, window.time());
        return switch (options.pruner()) {
            case TODRE ->
                (tokens <= options.exactUpTo() ? exact : nearly).pick(choice(window, layout, changes, earlier, budget));
            case TEMPORAL -> Orders.byChange(changes, budget);
            case RANDOM -> Orders.shuffled(tokens, budget, parents);
            case PREFIX -> Orders.prefixes(shares(window.records(), layout), budget);
            case UNIFORM, KEEP_ALL -> Orders.spread(tokens, budget);
        };
    }

    private Choice choice(Window window, Layout layout, Changes changes, int earlier, int budget) {
        Grid grid = window.records().get(0).grid();
        BitSet first = changes.atLeast(options.still());
        int tokens = layout.sources().length;
        if (!spreads(window)) {
            return new Choice(rows, tokens, earlier, first, layout.pivot(), budget);
        }
        IntStream before =
                window.earlier().stream().flatMap(kept -> kept.cells().stream()).mapToInt(Integer::intValue);
        int[] cells = IntStream.concat(Arrays.stream(layout.cells()), before).toArray();
        new Spread(options.spread()).join(rows, cells, grid, placed);
        int pivot = layout.pivot() >= 0 ? layout.pivot() : Spread.middle(layout, grid);
        return new Choice(placed, tokens, earlier, first, pivot, budget);
    }

    /** Whether it counts where tokens stand: centroids stand for many cells. */
    private boolean spreads(Window window) {
        return options.spread() > 0 && window.records().get(0).axis() == Axis.SPATIAL;
    }

    private static double[] shares(List<TokenRecord> records, Layout layout) {
        double[] bySource = records.stream()
                .flatMap(record -> Stream.iterate(0, i -> i < record.tokens().count(), i -> i + 1)
                        .map(i -> (double) i / record.tokens().count()))
                .mapToDouble(Double::doubleValue)
                .toArray();
        return Arrays.stream(layout.sources())
                .mapToDouble(source -> bySource[source])
                .toArray();
    }
}
