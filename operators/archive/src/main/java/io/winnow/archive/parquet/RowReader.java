package io.winnow.archive.parquet;

import io.winnow.archive.Row;
import io.winnow.archive.TopicRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;

/**
 * Reads an object's rows in their order, a group at a time.
 *
 * @param <T> what is made of each row
 */
public final class RowReader<T> implements Iterator<T>, AutoCloseable {
    private final ParquetFileReader reader;
    private final MessageType schema;
    private final Form<T> form;
    private Supplier<T> rows = () -> {
        throw new NoSuchElementException();
    };
    private long left;

    /** Makes rows of a group's columns. */
    interface Form<T> {
        Supplier<T> of(Function<String, Column> columns);
    }

    private RowReader(SeekableByteChannel channel, MessageType schema, Form<T> form) throws IOException {
        this.schema = schema;
        this.form = form;
        reader = ParquetFileReader.open(
                new ChannelInput(channel),
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
        try {
            MessageType written = reader.getFileMetaData().getSchema();
            boolean known = schema.containsField(Columns.OFFSET)
                    ? written.equals(Columns.OF_TOPICS)
                    : written.equals(Columns.ALL) || written.equals(Columns.OF_TOPICS);
            if (!known) {
                throw new IOException("its columns are not those of an archive of this version of Winnow: " + written);
            }
            reader.setRequestedSchema(schema);
            advance();
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /**
     * Whole rows.
     *
     * @param channel an open object; closed with the reader
     * @throws IOException where it is no object of an archive
     */
    public static RowReader<Row> rows(SeekableByteChannel channel) throws IOException {
        return new RowReader<>(channel, Columns.ALL, RowForm::new);
    }

    /**
     * Whole rows that say where they stood in a topic.
     *
     * @param channel an open object; closed with the reader
     * @throws IOException where it is no object of a topic's rows
     */
    public static RowReader<TopicRow> topicRows(SeekableByteChannel channel) throws IOException {
        return new RowReader<>(channel, Columns.OF_TOPICS, RowReader::placed);
    }

    private static Supplier<TopicRow> placed(Function<String, Column> columns) {
        Column offset = columns.apply(Columns.OFFSET);
        RowForm rows = new RowForm(columns);
        return () -> new TopicRow(offset.number(0), rows.get());
    }

    /**
     * What a ledger needs of each row; the rest is not read.
     *
     * @param channel an open object; closed with the reader
     * @throws IOException where it is no object of an archive
     */
    public static RowReader<LedgerRow> ledgerRows(SeekableByteChannel channel) throws IOException {
        return new RowReader<>(channel, Columns.OF_LEDGER, LedgerRow::form);
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public T next() {
        if (left == 0) {
            throw new NoSuchElementException();
        }
        T row = rows.get();
        left--;
        if (left == 0) {
            try {
                advance();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return row;
    }

    private void advance() throws IOException {
        PageReadStore pages = reader.readNextRowGroup();
        while (pages != null && pages.getRowCount() == 0) {
            pages = reader.readNextRowGroup();
        }
        if (pages != null) {
            ColumnReadStore store = new ColumnReadStoreImpl(
                    pages,
                    new Unconverted(),
                    schema,
                    Objects.requireNonNullElse(reader.getFileMetaData().getCreatedBy(), ""));
            rows = form.of(name -> Column.of(name, schema, store));
            left = pages.getRowCount();
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
