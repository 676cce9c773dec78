package io.winnow.bench.archive;

import io.winnow.archive.Archive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;

/**
 * What an archive's rows take, without the columns of paths and hashes, whose length is not Winnow's to choose.
 *
 * @param rows of all objects
 * @param bytes of the objects without those columns
 * @param packed bytes of the rows' tokens as a record of a topic has them
 */
record RowCost(long rows, long bytes, long packed) {
    /** What a row may take beside its tokens. */
    static final int ALLOWED_BYTES = 64;

    private static final Set<String> OTHERS = Set.of("path", "sha256");

    /** Measures all objects of a computation, on this machine's disk. */
    static RowCost of(Archive archive, String digest) throws IOException {
        long rows = 0;
        long bytes = 0;
        long[] packed = {0};
        for (String object : archive.ledger(digest).objects()) {
            Path file = Path.of(archive.place().address(), object);
            try (ParquetFileReader reader = ParquetFileReader.open(
                    new LocalInputFile(file),
                    ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
                rows += reader.getRecordCount();
                bytes += file.toFile().length() - others(reader);
            }
            archive.rows(
                    object,
                    row -> packed[0] +=
                            row.frame().map(frame -> frame.tokens().bytes()).orElse(0));
        }
        return new RowCost(rows, bytes, packed[0]);
    }

    private static long others(ParquetFileReader reader) {
        long bytes = 0;
        for (BlockMetaData group : reader.getRowGroups()) {
            for (ColumnChunkMetaData column : group.getColumns()) {
                bytes += OTHERS.contains(column.getPath().toArray()[0]) ? column.getTotalSize() : 0;
            }
        }
        return bytes;
    }

    /** At least 1 where no more is taken than may be. */
    double ratio() {
        return (packed + (double) rows * ALLOWED_BYTES) / bytes;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "bytes of a row beside its path and hash: %.1f, of which %.1f are its packed ids",
                (double) bytes / rows,
                (double) packed / rows);
    }
}
