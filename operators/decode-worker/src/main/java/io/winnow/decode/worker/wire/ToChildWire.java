package io.winnow.decode.worker.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;

/** {@link ToChild} on the pipe. */
public final class ToChildWire {
    private static final int DECODE = 1;
    private static final int CANCEL = 2;
    private static final int FREED = 3;
    private static final int OPENED = 4;
    private static final int DATA = 5;

    private ToChildWire() {}

    /** Writes and flushes. */
    public static void write(DataOutputStream out, ToChild message) throws IOException {
        if (message instanceof ToChild.Decode decode) {
            out.writeByte(DECODE);
            out.writeInt(decode.item());
            job(out, decode.job());
        } else if (message instanceof ToChild.Cancel cancel) {
            out.writeByte(CANCEL);
            out.writeInt(cancel.item());
        } else if (message instanceof ToChild.Freed freed) {
            out.writeByte(FREED);
            out.writeInt(freed.slot());
        } else if (message instanceof ToChild.Opened opened) {
            out.writeByte(OPENED);
            out.writeBoolean(opened.permitted());
            out.writeLong(opened.size());
        } else if (message instanceof ToChild.Data data) {
            out.writeByte(DATA);
            out.writeBoolean(data.failed());
            out.writeInt(data.bytes().length);
            out.write(data.bytes());
        }
        out.flush();
    }

    /** The next message; throws EOFException at the end. */
    public static ToChild read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case DECODE -> new ToChild.Decode(in.readInt(), job(in));
            case CANCEL -> new ToChild.Cancel(in.readInt());
            case FREED -> new ToChild.Freed(in.readInt());
            case OPENED -> new ToChild.Opened(in.readBoolean(), in.readLong());
            case DATA ->
                new ToChild.Data(
                        in.readBoolean(),
                        in.readNBytes(Wire.range(in.readInt(), 0, Wire.LARGEST_READ, "a count of bytes")));
            default -> throw new WireException("a message of kind " + kind);
        };
    }

    private static void job(DataOutputStream out, Job job) throws IOException {
        Wire.text(out, job.name());
        Wire.text(out, job.choice().kind().name());
        out.writeDouble(job.choice().parameter());
        out.writeLong(job.nextSeq());
        out.writeLong(job.keySeq());
        out.writeLong(job.keyTicks());
        out.writeLong(job.sampledMicros());
        out.writeInt(job.width());
        out.writeInt(job.height());
        out.writeBoolean(job.cropped());
        out.writeLong(job.pixels());
        out.writeLong(job.frames());
        out.writeLong(job.lengthMicros());
        out.writeInt(job.threads());
        out.writeBoolean(job.awaited());
        out.writeBoolean(job.live().isPresent());
        if (job.live().isPresent()) {
            live(out, job.live().get());
        }
    }

    private static void live(DataOutputStream out, Live live) throws IOException {
        Wire.text(out, live.transport().name());
        Wire.text(out, live.address());
        out.writeLong(live.stallMicros());
        out.writeLong(live.behindMicros());
    }

    private static Job job(DataInputStream in) throws IOException {
        return new Job(
                Wire.text(in),
                new Choice(Wire.choice(in, Choice.Kind.class), in.readDouble()),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readBoolean(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readBoolean(),
                in.readBoolean() ? Optional.of(live(in)) : Optional.empty());
    }

    private static Live live(DataInputStream in) throws IOException {
        return new Live(Wire.choice(in, Live.Transport.class), Wire.text(in), in.readLong(), in.readLong());
    }
}
