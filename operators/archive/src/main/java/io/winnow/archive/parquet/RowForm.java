package io.winnow.archive.parquet;

import io.winnow.archive.FrameTokens;
import io.winnow.archive.ItemFacts;
import io.winnow.archive.Row;
import io.winnow.archive.Status;
import io.winnow.records.Axis;
import io.winnow.records.Clock;
import io.winnow.records.Grid;
import io.winnow.records.Positions;
import io.winnow.records.Span;
import io.winnow.records.TokenMap;
import io.winnow.records.Tokens;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.parquet.schema.Type;

/** Makes rows of their columns. */
final class RowForm implements Supplier<Row> {
    private final Map<String, Column> columns = new HashMap<>();

    RowForm(Function<String, Column> all) {
        for (Type type : Columns.ALL.getFields()) {
            columns.put(type.getName(), all.apply(type.getName()));
        }
    }

    @SuppressWarnings("NullAway") // every column is there
    private Column column(String name) {
        return columns.get(name);
    }

    @Override
    public Row get() {
        ItemFacts item = new ItemFacts(
                column(Columns.PATH).text(),
                column(Columns.ATTEMPT).integer(0),
                column(Columns.SIZE).number(-1),
                column(Columns.MODIFIED).number(0),
                column(Columns.SHA256).bytes(),
                Status.valueOf(column(Columns.STATUS).text()),
                column(Columns.ERROR).text());
        return new Row(item, column(Columns.TOKENIZER).text(), frame());
    }

    /** Each column is read once a row, whether or not there is a frame. */
    private Optional<FrameTokens> frame() {
        long epoch = column(Columns.EPOCH).number(0);
        long seq = column(Columns.SEQ).number(0);
        long start = column(Columns.START).number(0);
        long end = column(Columns.END).number(0);
        String clock = column(Columns.CLOCK).text();
        int width = column(Columns.WIDTH).integer(0);
        int height = column(Columns.HEIGHT).integer(0);
        String axis = column(Columns.AXIS).text();
        int frames = column(Columns.FRAMES).integer(0);
        int rows = column(Columns.ROWS).integer(0);
        int across = column(Columns.COLUMNS).integer(0);
        Optional<Tokens> tokens = tokens();
        Optional<int[]> positions = column(Columns.POSITIONS).numbers();
        int pivot = column(Columns.PIVOT).integer(-1);
        Optional<int[]> map = column(Columns.MAP).numbers();
        double quality = column(Columns.QUALITY).real();
        return tokens.map(it -> {
            Grid grid = new Grid(frames, rows, across);
            return new FrameTokens(
                    seq,
                    epoch,
                    new Span(start, end, Clock.valueOf(clock)),
                    width,
                    height,
                    Axis.valueOf(axis),
                    grid,
                    it,
                    positions.map(cells -> positions(cells, grid, Axis.valueOf(axis))),
                    pivot,
                    map.map(owners -> new TokenMap(Tokens.Ids.pack(owners, bits(it.count())))),
                    quality);
        });
    }

    private Optional<Tokens> tokens() {
        int count = column(Columns.COUNT).integer(0);
        int bits = column(Columns.BITS).integer(0);
        Optional<int[]> ids = column(Columns.IDS).numbers();
        int width = column(Columns.VECTOR_WIDTH).integer(0);
        byte[] halves = column(Columns.VECTORS).bytes();
        return width > 0
                ? Optional.of(new Tokens.Vectors(count, width, halves))
                : ids.map(some -> Tokens.Ids.pack(some, bits));
    }

    /** In the form that tokenizers give them. */
    private static Tokens.Ids positions(int[] cells, Grid grid, Axis axis) {
        return axis == Axis.PREFIX ? Positions.bitmap(cells, grid.cells()) : Positions.list(cells, grid.cells());
    }

    /** Of a number below this one. */
    private static int bits(int numbers) {
        return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(numbers - 1));
    }
}
