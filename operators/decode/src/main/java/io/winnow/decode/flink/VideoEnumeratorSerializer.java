package io.winnow.decode.flink;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The stored form of the enumerator's state, version 1: whether it is listed, then the splits, which have the form of version 1 of {@link VideoSplitSerializer}. */
final class VideoEnumeratorSerializer implements SimpleVersionedSerializer<VideoEnumeratorState> {
    static final VideoEnumeratorSerializer INSTANCE = new VideoEnumeratorSerializer();
    private static final int VERSION = 1;

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
        });
    }

    @Override
    public VideoEnumeratorState deserialize(int version, byte[] bytes) throws IOException {
        return StateBytes.read(version, VERSION, "a list of streams", bytes, VideoEnumeratorSerializer::read);
    }

    private static VideoEnumeratorState read(DataInputStream in) throws IOException {
        boolean listed = in.readBoolean();
        int count = in.readInt();
        List<VideoSplit> waiting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waiting.add(VideoSplitSerializer.read(in));
        }
        return new VideoEnumeratorState(listed, waiting);
    }
}
