package io.winnow.archive.parquet;

import io.winnow.archive.Row;
import io.winnow.archive.TopicRow;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/** Writes rows. Groups and pages are cut by what they hold, never by time or memory, so that the same rows give the same bytes. */
public final class RowWriter implements AutoCloseable {
    private static final int GROUP_ROWS = 4_096;

    private final ParquetWriter<TopicRow> writer;

    /**
     * Begins a file.
     *
     * @param file replaced if it is there
     */
    public RowWriter(Path file) throws IOException {
        this(file, Columns.ALL);
    }

    private RowWriter(Path file, MessageType schema) throws IOException {
        writer = new Builder(new LocalOutputFile(file), schema)
                .withConf(new PlainParquetConfiguration())
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                // Its integers are delta-coded: ids cost a bit more than packed ones, and no dictionary.
                .withWriterVersion(WriterVersion.PARQUET_2_0)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withDictionaryEncoding(false)
                .withDictionaryEncoding(Columns.TOKENIZER, true)
                .withDictionaryEncoding(Columns.STATUS, true)
                .withRowGroupRowCountLimit(GROUP_ROWS)
                .build();
    }

    /**
     * Begins a file of rows that say where they stood in a topic.
     *
     * @param file replaced if it is there
     */
    public static RowWriter ofTopic(Path file) throws IOException {
        return new RowWriter(file, Columns.OF_TOPICS);
    }

    public void write(Row row) throws IOException {
        writer.write(new TopicRow(0, row));
    }

    /** Writes the row to a file of a topic's rows. */
    public void write(TopicRow row) throws IOException {
        writer.write(row);
    }

    /** Ends the file. */
    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** Parquet's way of asking for a writer. */
    private static final class Builder extends ParquetWriter.Builder<TopicRow, Builder> {
        private final MessageType schema;

        Builder(OutputFile file, MessageType schema) {
            super(file);
            this.schema = schema;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @Deprecated // still abstract in Parquet
        protected WriteSupport<TopicRow> getWriteSupport(Configuration unused) {
            return new RowSupport(schema);
        }

        @Override
        protected WriteSupport<TopicRow> getWriteSupport(ParquetConfiguration unused) {
            return new RowSupport(schema);
        }
    }
}
