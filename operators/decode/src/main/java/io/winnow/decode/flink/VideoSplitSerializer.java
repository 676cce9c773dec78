package io.winnow.decode.flink;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The stored form of a split, version 1: plan, then progress. */
final class VideoSplitSerializer implements SimpleVersionedSerializer<VideoSplit> {
    static final VideoSplitSerializer INSTANCE = new VideoSplitSerializer();
    private static final int VERSION = 1;

    private VideoSplitSerializer() {}

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(VideoSplit split) throws IOException {
        return StateBytes.write(out -> write(split, out));
    }

    @Override
    public VideoSplit deserialize(int version, byte[] bytes) throws IOException {
        return StateBytes.read(version, VERSION, "a stream's progress", bytes, VideoSplitSerializer::read);
    }

    static void write(VideoSplit split, DataOutputStream out) throws IOException {
        PlanForm.write(split.plan(), out);
        ProgressForm.write(split.progress(), out);
    }

    static VideoSplit read(DataInputStream in) throws IOException {
        return new VideoSplit(PlanForm.read(in), ProgressForm.read(in));
    }
}
