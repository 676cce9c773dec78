package io.winnow.jobs.kafka;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedSet;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.common.TopicPartition;

/** The stored form of a split, version 1. */
final class EdgeSplitSerializer implements SimpleVersionedSerializer<EdgeSplit> {
    static final EdgeSplitSerializer INSTANCE = new EdgeSplitSerializer();
    private static final int VERSION = 1;

    private EdgeSplitSerializer() {}

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(EdgeSplit split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(split, out);
        }
        return bytes.toByteArray();
    }

    @Override
    public EdgeSplit deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException("a Kafka edge's split of version " + version + ", but only 1 is known");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return read(in);
        }
    }

    static void write(EdgeSplit split, DataOutputStream out) throws IOException {
        out.writeUTF(split.partition().getTopic());
        out.writeInt(split.partition().getPartition());
        out.writeLong(split.partition().getStartingOffset());
        out.writeInt(split.marks().subtasksByOf().size());
        for (Map.Entry<Integer, SortedSet<Integer>> entry :
                split.marks().subtasksByOf().entrySet()) {
            out.writeInt(entry.getKey());
            out.writeInt(entry.getValue().size());
            for (int subtask : entry.getValue()) {
                out.writeInt(subtask);
            }
        }
        out.writeInt(split.marks().open().size());
        for (String stream : split.marks().open()) {
            out.writeUTF(stream);
        }
    }

    static EdgeSplit read(DataInputStream in) throws IOException {
        KafkaPartitionSplit partition =
                new KafkaPartitionSplit(new TopicPartition(in.readUTF(), in.readInt()), in.readLong());
        RunMarks marks = new RunMarks();
        int kinds = in.readInt();
        for (int i = 0; i < kinds; i++) {
            int of = in.readInt();
            int count = in.readInt();
            for (int j = 0; j < count; j++) {
                marks.add(in.readInt(), of);
            }
        }
        int open = in.readInt();
        for (int i = 0; i < open; i++) {
            marks.started(in.readUTF());
        }
        return new EdgeSplit(partition, marks);
    }
}
