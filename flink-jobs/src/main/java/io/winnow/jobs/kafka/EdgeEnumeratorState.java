package io.winnow.jobs.kafka;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Splits that no reader has yet. */
record EdgeEnumeratorState(List<EdgeSplit> waiting) {
    EdgeEnumeratorState {
        waiting = List.copyOf(waiting);
    }

    /** The stored form, version 1. */
    static final class Serializer implements SimpleVersionedSerializer<EdgeEnumeratorState> {
        static final Serializer INSTANCE = new Serializer();
        private static final int VERSION = 1;

        private Serializer() {}

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(EdgeEnumeratorState state) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeInt(state.waiting().size());
                for (EdgeSplit split : state.waiting()) {
                    EdgeSplitSerializer.write(split, out);
                }
            }
            return bytes.toByteArray();
        }

        @Override
        public EdgeEnumeratorState deserialize(int version, byte[] bytes) throws IOException {
            if (version != VERSION) {
                throw new IOException("a Kafka edge's assignment of version " + version + ", but only 1 is known");
            }
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                List<EdgeSplit> waiting = new ArrayList<>();
                int count = in.readInt();
                for (int i = 0; i < count; i++) {
                    waiting.add(EdgeSplitSerializer.read(in));
                }
                return new EdgeEnumeratorState(waiting);
            }
        }
    }
}
