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
 * @param tokens of this row
 */
public record LedgerRow(String path, int attempt, long size, long modifiedMillis, Status status, int tokens) {

    static Supplier<LedgerRow> form(Function<String, Column> columns) {
        Column path = columns.apply(Columns.PATH);
        Column attempt = columns.apply(Columns.ATTEMPT);
        Column size = columns.apply(Columns.SIZE);
        Column modified = columns.apply(Columns.MODIFIED);
        Column status = columns.apply(Columns.STATUS);
        Column count = columns.apply(Columns.COUNT);
        return () -> new LedgerRow(
                path.text(),
                attempt.integer(0),
                size.number(-1),
                modified.number(0),
                Status.valueOf(status.text()),
                count.integer(0));
    }
}
