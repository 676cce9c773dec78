package io.winnow.decode.flink;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The stored form of a split. Version 1: plan, then progress; version 2: also the source, since when, and whether it is paused. */
final class VideoSplitSerializer implements SimpleVersionedSerializer<VideoSplit> {
    static final VideoSplitSerializer INSTANCE = new VideoSplitSerializer();
    static final int VERSION = 2;

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
        return StateBytes.read(version, VERSION, "a stream's progress", bytes, in -> read(version, in));
    }

    static void write(VideoSplit split, DataOutputStream out) throws IOException {
        PlanForm.write(split.plan(), out);
        ProgressForm.write(split.progress(), out);
        out.writeUTF(split.source());
        out.writeLong(split.since());
        out.writeBoolean(split.paused());
    }

    static VideoSplit read(int version, DataInputStream in) throws IOException {
        VideoSplit split = new VideoSplit("", 0, PlanForm.read(in), ProgressForm.read(in), false);
        return version == 1
                ? split
                : new VideoSplit(in.readUTF(), in.readLong(), split.plan(), split.progress(), in.readBoolean());
    }
}
