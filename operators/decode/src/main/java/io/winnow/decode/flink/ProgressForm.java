package io.winnow.decode.flink;

import io.winnow.decode.process.ResumePoint;
import io.winnow.decode.stream.ItemErrors;
import io.winnow.decode.stream.StreamProgress;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The stored form of a stream's progress. */
final class ProgressForm {
    private ProgressForm() {}

    static void write(StreamProgress progress, DataOutputStream out) throws IOException {
        out.writeBoolean(progress.started());
        out.writeLong(progress.epoch());
        out.writeInt(progress.item());
        out.writeLong(progress.resume().nextSeq());
        out.writeLong(progress.resume().keySeq());
        out.writeLong(progress.resume().keyTicks());
        out.writeLong(progress.resume().sampledMicros());
        out.writeLong(progress.decodedBefore());
        out.writeLong(progress.epochBase());
        out.writeLong(progress.lastStartMicros());
        out.writeLong(progress.counted());
        out.writeInt(progress.pending().size());
        for (Map.Entry<String, Long> entry : progress.pending().entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue());
        }
        out.writeLong(progress.errors().count());
        out.writeUTF(progress.errors().first());
        out.writeLong(progress.errors().startMicros());
        out.writeLong(progress.errors().endMicros());
        writeTexts(new TreeMap<>(progress.format()), out);
    }

    private static void writeTexts(SortedMap<String, String> texts, DataOutputStream out) throws IOException {
        out.writeInt(texts.size());
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue());
        }
    }

    static StreamProgress read(DataInputStream in) throws IOException {
        return new StreamProgress(
                in.readBoolean(),
                in.readLong(),
                in.readInt(),
                new ResumePoint(in.readLong(), in.readLong(), in.readLong(), in.readLong()),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                readCounts(in),
                new ItemErrors(in.readLong(), in.readUTF(), in.readLong(), in.readLong()),
                readTexts(in));
    }

    private static SortedMap<String, Long> readCounts(DataInputStream in) throws IOException {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            counts.put(in.readUTF(), in.readLong());
        }
        return counts;
    }

    private static Map<String, String> readTexts(DataInputStream in) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.put(in.readUTF(), in.readUTF());
        }
        return texts;
    }
}
