package io.winnow.decode.flink;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The stored form of the enumerator's state, whose splits have the same version of {@link VideoSplitSerializer}. Version 1: whether it is listed, then the splits; version 2: also whether it is over, and the sources. */
final class VideoEnumeratorSerializer implements SimpleVersionedSerializer<VideoEnumeratorState> {
    static final VideoEnumeratorSerializer INSTANCE = new VideoEnumeratorSerializer();
    private static final int VERSION = VideoSplitSerializer.VERSION;

    private VideoEnumeratorSerializer() {}

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(VideoEnumeratorState state) throws IOException {
        return StateBytes.write(out -> {
            out.writeBoolean(state.listed());
            out.writeInt(state.waiting().size());
            for (VideoSplit split : state.waiting()) {
                VideoSplitSerializer.write(split, out);
            }
            out.writeBoolean(state.over());
            out.writeInt(state.begun().size());
            for (Map.Entry<String, Begun> source : state.begun().entrySet()) {
                out.writeUTF(source.getKey());
                out.writeLong(source.getValue().addedMillis());
                out.writeLong(source.getValue().since());
                out.writeBoolean(source.getValue().removed());
            }
        });
    }

    @Override
    public VideoEnumeratorState deserialize(int version, byte[] bytes) throws IOException {
        return StateBytes.read(version, VERSION, "a list of streams", bytes, in -> read(version, in));
    }

    private static VideoEnumeratorState read(int version, DataInputStream in) throws IOException {
        boolean listed = in.readBoolean();
        int count = in.readInt();
        List<VideoSplit> waiting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waiting.add(VideoSplitSerializer.read(version, in));
        }
        return version == 1
                ? new VideoEnumeratorState(listed, false, Collections.emptySortedMap(), waiting)
                : new VideoEnumeratorState(listed, in.readBoolean(), begun(in), waiting);
    }

    private static SortedMap<String, Begun> begun(DataInputStream in) throws IOException {
        SortedMap<String, Begun> begun = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            begun.put(in.readUTF(), new Begun(in.readLong(), in.readLong(), in.readBoolean()));
        }
        return begun;
    }
}
