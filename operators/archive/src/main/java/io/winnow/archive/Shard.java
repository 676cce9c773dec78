package io.winnow.archive;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Items that become one object. */
public final class Shard implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int NAME_BYTES = 8;
    private static final String BEGINNING = "part-";
    private static final String END = ".parquet";

    private final ArrayList<Planned> items;

    public Shard(List<Planned> items) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a shard without items");
        }
        this.items = new ArrayList<>(items);
    }

    public List<Planned> items() {
        return List.copyOf(items);
    }

    /** Name of its object: a hash of what its items were when they were planned, so that the same plan gives the same name and another plan another. */
    public String name() {
        MessageDigest digest = Hashes.sha256();
        for (Planned planned : items) {
            byte[] path = planned.item().path().getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(2 * Integer.BYTES + 2 * Long.BYTES)
                    .putInt(path.length)
                    .putInt(planned.attempt())
                    .putLong(planned.item().size())
                    .putLong(planned.item().modifiedMillis())
                    .flip());
            digest.update(path);
        }
        return BEGINNING + HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES) + END;
    }

    /** Whether an object's name is a shard's. */
    static boolean named(String object) {
        String name = object.substring(object.lastIndexOf('/') + 1);
        return name.startsWith(BEGINNING) && name.endsWith(END);
    }

    @Override
    public String toString() {
        return name() + " of " + items.size() + " items";
    }
}
