package io.winnow.jobs.archive;

import io.winnow.archive.Shard;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A shard as Flink deals it out. */
record ShardSplit(Shard shard) implements SourceSplit {
    @Override
    public String splitId() {
        return shard.name();
    }

    /** Its stored form is that of its shard. */
    static final class Form implements SimpleVersionedSerializer<ShardSplit> {
        @Override
        public int getVersion() {
            return ShardForm.INSTANCE.getVersion();
        }

        @Override
        public byte[] serialize(ShardSplit split) throws IOException {
            return ShardForm.INSTANCE.serialize(List.of(split.shard()));
        }

        @Override
        public ShardSplit deserialize(int version, byte[] bytes) throws IOException {
            return new ShardSplit(ShardForm.INSTANCE.deserialize(version, bytes).get(0));
        }
    }
}
