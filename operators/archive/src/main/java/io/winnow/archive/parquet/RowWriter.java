package io.winnow.archive.parquet;

import io.winnow.archive.Row;
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

/** Writes rows. Groups and pages are cut by what they hold, never by time or memory, so that the same rows give the same bytes. */
public final class RowWriter implements AutoCloseable {
    private static final int GROUP_ROWS = 4_096;

    private final ParquetWriter<Row> writer;

    /**
     * Begins a file.
     *
     * @param file replaced if it is there
     */
    public RowWriter(Path file) throws IOException {
        writer = new Builder(new LocalOutputFile(file))
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

    public void write(Row row) throws IOException {
        writer.write(row);
    }

    /** Ends the file. */
    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** Parquet's way of asking for a writer. */
    private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @Deprecated // still abstract in Parquet
        protected WriteSupport<Row> getWriteSupport(Configuration unused) {
            return new RowSupport();
        }

        @Override
        protected WriteSupport<Row> getWriteSupport(ParquetConfiguration unused) {
            return new RowSupport();
        }
    }
}
