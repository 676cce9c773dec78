package io.winnow.archive.parquet;

import io.winnow.archive.FrameTokens;
import io.winnow.archive.ItemFacts;
import io.winnow.archive.Row;
import io.winnow.archive.TopicRow;
import io.winnow.records.Positions;
import io.winnow.records.Tokens;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Spells rows out, field by field. */
final class RowSupport extends WriteSupport<TopicRow> {
    private final MessageType schema;
    private RecordConsumer consumer;

    /** Parquet prepares it before it gives it rows. */
    @SuppressWarnings("NullAway.Init")
    RowSupport(MessageType schema) {
        this.schema = schema;
    }

    @Override
    @Deprecated // still abstract in Parquet
    public WriteContext init(Configuration unused) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration unused) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer prepared) {
        consumer = prepared;
    }

    @Override
    public void write(TopicRow placed) {
        Row row = placed.row();
        consumer.startMessage();
        item(row.item());
        text(Columns.TOKENIZER, row.tokenizer());
        row.frame().ifPresentOrElse(this::frame, () -> number(Columns.COUNT, 0));
        if (schema.containsField(Columns.OFFSET)) {
            number(Columns.OFFSET, placed.offset());
        }
        consumer.endMessage();
    }

    private void item(ItemFacts item) {
        text(Columns.PATH, item.path());
        number(Columns.ATTEMPT, item.attempt());
        number(Columns.SIZE, item.size());
        number(Columns.MODIFIED, item.modifiedMillis());
        if (item.sha256().length > 0) {
            bytes(Columns.SHA256, item.sha256());
        }
        text(Columns.STATUS, item.status().name());
        if (!item.error().isEmpty()) {
            text(Columns.ERROR, item.error());
        }
    }

    private void frame(FrameTokens frame) {
        number(Columns.EPOCH, frame.epoch());
        number(Columns.SEQ, frame.seq());
        number(Columns.START, frame.span().startMicros());
        number(Columns.END, frame.span().endMicros());
        text(Columns.CLOCK, frame.span().clock().name());
        if (frame.width() > 0) {
            number(Columns.WIDTH, frame.width());
            number(Columns.HEIGHT, frame.height());
        }
        text(Columns.AXIS, frame.axis().name());
        number(Columns.FRAMES, frame.grid().frames());
        number(Columns.ROWS, frame.grid().rows());
        number(Columns.COLUMNS, frame.grid().columns());
        number(Columns.COUNT, frame.tokens().count());
        tokens(frame.tokens());
        frame.positions().ifPresent(positions -> numbers(Columns.POSITIONS, Positions.cells(positions)));
        if (frame.pivot() >= 0) {
            number(Columns.PIVOT, frame.pivot());
        }
        frame.map().ifPresent(map -> numbers(Columns.MAP, map.indices().unpack()));
        if (!Double.isNaN(frame.quality())) {
            field(Columns.QUALITY, () -> consumer.addDouble(frame.quality()));
        }
    }

    private void tokens(Tokens tokens) {
        if (tokens instanceof Tokens.Ids ids) {
            number(Columns.BITS, ids.bits());
            numbers(Columns.IDS, ids.unpack());
        } else if (tokens instanceof Tokens.Vectors vectors) {
            number(Columns.VECTOR_WIDTH, vectors.width());
            bytes(Columns.VECTORS, vectors.halves());
        }
    }

    private void text(String name, String value) {
        field(name, () -> consumer.addBinary(Binary.fromString(value)));
    }

    private void bytes(String name, byte[] value) {
        field(name, () -> consumer.addBinary(Binary.fromConstantByteArray(value)));
    }

    private void number(String name, int value) {
        field(name, () -> consumer.addInteger(value));
    }

    private void number(String name, long value) {
        field(name, () -> consumer.addLong(value));
    }

    private void numbers(String name, int[] values) {
        field(name, () -> {
            consumer.startGroup();
            if (values.length > 0) {
                consumer.startField(Columns.LIST, 0);
                for (int value : values) {
                    consumer.startGroup();
                    consumer.startField(Columns.ELEMENT, 0);
                    consumer.addInteger(value);
                    consumer.endField(Columns.ELEMENT, 0);
                    consumer.endGroup();
                }
                consumer.endField(Columns.LIST, 0);
            }
            consumer.endGroup();
        });
    }

    private void field(String name, Runnable value) {
        int index = schema.getFieldIndex(name);
        consumer.startField(name, index);
        value.run();
        consumer.endField(name, index);
    }
}
