package io.winnow.archive.parquet;

import java.util.Arrays;
import java.util.Optional;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type.Repetition;

/** A column of a group of rows, read from the first row to the last, one value or list a row. */
final class Column {
    private final ColumnReader reader;
    private final int present;

    private Column(ColumnReader reader, int present) {
        this.reader = reader;
        this.present = present;
    }

    static Column of(String name, MessageType schema, ColumnReadStore store) {
        boolean list = !schema.getType(name).isPrimitive();
        String[] path = list ? new String[] {name, Columns.LIST, Columns.ELEMENT} : new String[] {name};
        int present = list ? 2 : schema.getType(name).isRepetition(Repetition.REQUIRED) ? 0 : 1;
        return new Column(store.getColumnReader(schema.getColumnDescription(path)), present);
    }

    private boolean isPresent() {
        return reader.getCurrentDefinitionLevel() == present;
    }

    /** The next number, or another where there is none. */
    int integer(int otherwise) {
        int value = isPresent() ? reader.getInteger() : otherwise;
        reader.consume();
        return value;
    }

    /** The next number, or another where there is none. */
    long number(long otherwise) {
        long value = isPresent() ? reader.getLong() : otherwise;
        reader.consume();
        return value;
    }

    /** The next number, or NaN. */
    double real() {
        double value = isPresent() ? reader.getDouble() : Double.NaN;
        reader.consume();
        return value;
    }

    /** The next text; empty where there is none. */
    String text() {
        String value = isPresent() ? reader.getBinary().toStringUsingUTF8() : "";
        reader.consume();
        return value;
    }

    /** The next bytes; none where there are none. */
    byte[] bytes() {
        byte[] value = isPresent() ? reader.getBinary().getBytes() : new byte[0];
        reader.consume();
        return value;
    }

    /** The next list; empty where there is none. A value that begins a row has the repetition level 0, and so has the end. */
    Optional<int[]> numbers() {
        if (!isPresent()) {
            boolean empty = reader.getCurrentDefinitionLevel() == 1;
            reader.consume();
            return empty ? Optional.of(new int[0]) : Optional.empty();
        }
        int[] list = new int[16];
        int count = 0;
        do {
            if (count == list.length) {
                list = Arrays.copyOf(list, 2 * count);
            }
            list[count++] = reader.getInteger();
            reader.consume();
        } while (reader.getCurrentRepetitionLevel() > 0);
        return Optional.of(Arrays.copyOf(list, count));
    }
}
