package io.winnow.archive.parquet;

import io.winnow.archive.Status;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a ledger knows of a row.
 *
 * @param path of its item
 * @param attempt of its item
 * @param size of its item
 * @param modifiedMillis of its item
 * @param status of its item
 * @param epoch of this row; 0 of files
 * @param tokens of this row
 */
public record LedgerRow(
        String path, int attempt, long size, long modifiedMillis, Status status, long epoch, int tokens) {

    static Supplier<LedgerRow> form(Function<String, Column> columns) {
        Column path = columns.apply(Columns.PATH);
        Column attempt = columns.apply(Columns.ATTEMPT);
        Column size = columns.apply(Columns.SIZE);
        Column modified = columns.apply(Columns.MODIFIED);
        Column status = columns.apply(Columns.STATUS);
        Column epoch = columns.apply(Columns.EPOCH);
        Column count = columns.apply(Columns.COUNT);
        return () -> new LedgerRow(
                path.text(),
                attempt.integer(0),
                size.number(-1),
                modified.number(0),
                Status.valueOf(status.text()),
                epoch.number(0),
                count.integer(0));
    }
}
