package io.winnow.jobs.archive;

import io.winnow.archive.Item;
import io.winnow.archive.Planned;
import io.winnow.archive.Shard;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Shards as bytes, version 1. Only while a job runs: what is done, the archive's objects say. */
final class ShardForm implements SimpleVersionedSerializer<List<Shard>> {
    static final ShardForm INSTANCE = new ShardForm();
    private static final int VERSION = 1;

    private ShardForm() {}

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(List<Shard> shards) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(shards.size());
            for (Shard shard : shards) {
                write(shard, out);
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public List<Shard> deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException("shards of version " + version
                    + " are not known; tokenize again with the version that planned them");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            List<Shard> shards = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                shards.add(read(in));
            }
            return shards;
        }
    }

    private static void write(Shard shard, DataOutputStream out) throws IOException {
        out.writeInt(shard.items().size());
        for (Planned planned : shard.items()) {
            Item item = planned.item();
            out.writeUTF(item.path());
            out.writeUTF(item.location());
            out.writeLong(item.offset());
            out.writeLong(item.size());
            out.writeLong(item.modifiedMillis());
            out.writeBoolean(item.named());
            out.writeInt(planned.attempt());
        }
    }

    private static Shard read(DataInputStream in) throws IOException {
        List<Planned> items = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            Item item =
                    new Item(in.readUTF(), in.readUTF(), in.readLong(), in.readLong(), in.readLong(), in.readBoolean());
            items.add(new Planned(item, in.readInt()));
        }
        return new Shard(items);
    }
}
