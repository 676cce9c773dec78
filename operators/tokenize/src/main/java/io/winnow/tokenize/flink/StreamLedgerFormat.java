package io.winnow.tokenize.flink;

import io.winnow.records.Clock;
import io.winnow.records.OrdinalCounter;
import io.winnow.records.Span;
import io.winnow.records.StreamStatus;
import io.winnow.records.Tokens;
import io.winnow.records.flink.UnknownVersion;
import io.winnow.tokenize.EncodedFrame;
import io.winnow.tokenize.line.Carried;
import io.winnow.tokenize.line.ClipFrame;
import io.winnow.tokenize.line.FrameFacts;
import io.winnow.tokenize.line.OpenClip;
import io.winnow.tokenize.line.StreamLedger;
import io.winnow.tokenize.line.StreamWatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A stream's ledger as bytes. Version 1: stream, steps, ordinals, what was seen, drops, the open clip with its encoded frames; version 2: also the cells that those keep; version 3: also the vectors that are carried; version 4: also what time the source has. */
public final class StreamLedgerFormat implements SimpleVersionedSerializer<StreamLedger> {
    private static final int VERSION = 4;
    private static final int CARRIED_SINCE = 3;
    private static final int CLOCK_SINCE = 4;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(StreamLedger ledger) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(ledger.stream());
        out.writeLong(ledger.steps());
        Map<Long, Long> ordinals = ledger.ordinals().state();
        out.writeInt(ordinals.size());
        for (Map.Entry<Long, Long> epoch : ordinals.entrySet()) {
            out.writeLong(epoch.getKey());
            out.writeLong(epoch.getValue());
        }
        write(out, ledger.watch());
        write(out, ledger.clip());
        write(out, ledger.carried().tokens());
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Optional<Tokens.Vectors> carried) throws IOException {
        out.writeBoolean(carried.isPresent());
        if (carried.isPresent()) {
            out.writeInt(carried.get().count());
            out.writeInt(carried.get().width());
            out.write(carried.get().halves());
        }
    }

    private static Carried carried(int version, DataInputStream in) throws IOException {
        if (version < CARRIED_SINCE || !in.readBoolean()) {
            return new Carried(Optional.empty());
        }
        int count = in.readInt();
        int width = in.readInt();
        return new Carried(Optional.of(new Tokens.Vectors(count, width, in.readNBytes(Short.BYTES * count * width))));
    }

    private static void write(DataOutputStream out, StreamWatch watch) throws IOException {
        StreamWatch.Seen seen = watch.seen();
        out.writeUTF(seen.state().name());
        out.writeLong(seen.epoch());
        out.writeLong(seen.lastFrameMicros());
        out.writeLong(seen.lastFrameMillis());
        out.writeLong(seen.earlierFrames());
        out.writeLong(seen.frames());
        out.writeLong(seen.reconnects());
        out.writeUTF(seen.message());
        out.writeInt(watch.dropped().size());
        for (Map.Entry<String, Long> reason : watch.dropped().entrySet()) {
            out.writeUTF(reason.getKey());
            out.writeLong(reason.getValue());
        }
        out.writeLong(watch.clockAheadSeconds());
    }

    private static void write(DataOutputStream out, OpenClip clip) throws IOException {
        out.writeLong(clip.epoch());
        out.writeLong(clip.originMicros());
        out.writeLong(clip.index());
        out.writeInt(clip.frames().size());
        for (ClipFrame frame : clip.frames()) {
            write(out, frame.facts());
            write(out, frame.encoded());
        }
    }

    private static void write(DataOutputStream out, FrameFacts facts) throws IOException {
        out.writeLong(facts.epoch());
        out.writeLong(facts.seq());
        out.writeLong(facts.span().startMicros());
        out.writeLong(facts.span().endMicros());
        out.writeUTF(facts.span().clock().name());
        out.writeLong(facts.pixels());
        out.writeLong(facts.decodeMicros());
        out.writeLong(facts.ingestMillis());
    }

    private static void write(DataOutputStream out, EncodedFrame encoded) throws IOException {
        out.writeInt(encoded.rows());
        out.writeInt(encoded.columns());
        out.writeInt(encoded.ids().length);
        for (int id : encoded.ids()) {
            out.writeInt(id);
        }
        out.writeInt(encoded.vectors().length);
        for (float number : encoded.vectors()) {
            out.writeFloat(number);
        }
        out.writeInt(encoded.kept().length);
        for (int cell : encoded.kept()) {
            out.writeInt(cell);
        }
        out.writeLong(encoded.micros());
    }

    @Override
    public StreamLedger deserialize(int version, byte[] bytes) throws IOException {
        UnknownVersion.refuse(version, VERSION, "a tokenizer's streams");
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        String stream = in.readUTF();
        long steps = in.readLong();
        Map<Long, Long> ordinals = new LinkedHashMap<>();
        for (int epochs = in.readInt(); epochs > 0; epochs--) {
            ordinals.put(in.readLong(), in.readLong());
        }
        return new StreamLedger(
                stream,
                new OrdinalCounter(ordinals),
                watch(version, in),
                clip(version, in),
                carried(version, in),
                steps);
    }

    private static StreamWatch watch(int version, DataInputStream in) throws IOException {
        StreamWatch.Seen seen = new StreamWatch.Seen(
                StreamStatus.State.valueOf(in.readUTF()),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readUTF());
        Map<String, Long> dropped = new LinkedHashMap<>();
        for (int reasons = in.readInt(); reasons > 0; reasons--) {
            dropped.put(in.readUTF(), in.readLong());
        }
        return new StreamWatch(seen, dropped, version < CLOCK_SINCE ? 0 : in.readLong());
    }

    private static OpenClip clip(int version, DataInputStream in) throws IOException {
        long epoch = in.readLong();
        long origin = in.readLong();
        long index = in.readLong();
        List<ClipFrame> frames = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            frames.add(new ClipFrame(facts(in), encoded(version, in)));
        }
        return new OpenClip(epoch, origin, index, frames);
    }

    private static FrameFacts facts(DataInputStream in) throws IOException {
        return new FrameFacts(
                in.readLong(),
                in.readLong(),
                new Span(in.readLong(), in.readLong(), Clock.valueOf(in.readUTF())),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    private static EncodedFrame encoded(int version, DataInputStream in) throws IOException {
        int rows = in.readInt();
        int columns = in.readInt();
        int[] ids = new int[in.readInt()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = in.readInt();
        }
        float[] vectors = new float[in.readInt()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = in.readFloat();
        }
        int[] kept = new int[version == 1 ? 0 : in.readInt()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = in.readInt();
        }
        return new EncodedFrame(rows, columns, ids, vectors, kept, in.readLong());
    }
}
