package io.winnow.decode.worker.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** {@link ToParent} on the pipe. */
public final class ToParentWire {
    private static final int READY = 1;
    private static final int ASK_OPEN = 2;
    private static final int ASK_READ = 3;
    private static final int ASK_CLOSE = 4;
    private static final int FORMAT = 5;
    private static final int PICTURE = 6;
    private static final int PROBLEM = 7;
    private static final int END = 8;
    private static final int FAILURE = 9;
    private static final int ALIVE = 10;
    private static final int GAP = 11;
    private static final int PASSED = 12;
    private static final int CLOCK = 13;

    private ToParentWire() {}

    /** Writes and flushes. */
    public static void write(DataOutputStream out, ToParent message) throws IOException {
        if (message instanceof ToParent.Picture picture) {
            picture(out, picture);
        } else if (message instanceof ToParent.Format format) {
            format(out, format);
        } else if (message instanceof ToParent.Problem problem) {
            problem(out, problem);
        } else if (message instanceof ToParent.Gap gap) {
            gap(out, gap);
        } else if (message instanceof ToParent.Passed passed) {
            passed(out, passed);
        } else if (message instanceof ToParent.End end) {
            end(out, end);
        } else if (message instanceof ToParent.Failure failure) {
            failure(out, failure);
        } else {
            ask(out, message);
        }
        out.flush();
    }

    private static void ask(DataOutputStream out, ToParent message) throws IOException {
        if (message instanceof ToParent.Ready ready) {
            out.writeByte(READY);
            Wire.text(out, ready.version());
        } else if (message instanceof ToParent.AskOpen open) {
            out.writeByte(ASK_OPEN);
            out.writeInt(open.handle());
            Wire.text(out, open.address());
        } else if (message instanceof ToParent.AskRead read) {
            out.writeByte(ASK_READ);
            out.writeInt(read.handle());
            out.writeLong(read.offset());
            out.writeInt(read.count());
        } else if (message instanceof ToParent.AskClose close) {
            out.writeByte(ASK_CLOSE);
            out.writeInt(close.handle());
        } else if (message instanceof ToParent.Alive alive) {
            out.writeByte(ALIVE);
            out.writeInt(alive.item());
        } else if (message instanceof ToParent.Clock clock) {
            out.writeByte(CLOCK);
            out.writeInt(clock.item());
            out.writeLong(clock.aheadMicros());
        }
    }

    private static void picture(DataOutputStream out, ToParent.Picture picture) throws IOException {
        out.writeByte(PICTURE);
        out.writeInt(picture.item());
        out.writeInt(picture.slot());
        out.writeLong(picture.seq());
        out.writeLong(picture.startMicros());
        out.writeLong(picture.endMicros());
        out.writeInt(picture.sourceWidth());
        out.writeInt(picture.sourceHeight());
        out.writeBoolean(picture.key());
        out.writeLong(picture.keySeq());
        out.writeLong(picture.keyTicks());
        out.writeLong(picture.errors());
        out.writeLong(picture.skipped());
        out.writeLong(picture.late());
        out.writeLong(picture.ageMicros());
        out.writeLong(picture.decodeMicros());
    }

    private static void format(DataOutputStream out, ToParent.Format format) throws IOException {
        out.writeByte(FORMAT);
        out.writeInt(format.item());
        out.writeInt(format.width());
        out.writeInt(format.height());
        Wire.text(out, format.codec());
        Wire.text(out, format.container());
        Wire.text(out, format.pixelFormat());
        out.writeInt(format.rotation());
        out.writeInt(format.aspectNumerator());
        out.writeInt(format.aspectDenominator());
        out.writeDouble(format.framesPerSecond());
        out.writeLong(format.lengthMicros());
        out.writeLong(format.ageMicros());
    }

    private static void problem(DataOutputStream out, ToParent.Problem problem) throws IOException {
        out.writeByte(PROBLEM);
        out.writeInt(problem.item());
        Wire.text(out, problem.cause().name());
        out.writeLong(problem.startMicros());
        out.writeLong(problem.endMicros());
    }

    private static void gap(DataOutputStream out, ToParent.Gap gap) throws IOException {
        out.writeByte(GAP);
        out.writeInt(gap.item());
        out.writeLong(gap.missing());
        out.writeBoolean(gap.jumped());
    }

    private static void passed(DataOutputStream out, ToParent.Passed passed) throws IOException {
        out.writeByte(PASSED);
        out.writeInt(passed.item());
        out.writeLong(passed.decoded());
        out.writeLong(passed.skipped());
        out.writeLong(passed.late());
    }

    private static void end(DataOutputStream out, ToParent.End end) throws IOException {
        out.writeByte(END);
        out.writeInt(end.item());
        out.writeLong(end.decoded());
        out.writeLong(end.given());
        out.writeLong(end.skipped());
        out.writeLong(end.errors());
    }

    private static void failure(DataOutputStream out, ToParent.Failure failure) throws IOException {
        out.writeByte(FAILURE);
        out.writeInt(failure.item());
        Wire.text(out, failure.cause().name());
        Wire.text(out, failure.detail());
        out.writeLong(failure.startMicros());
        out.writeLong(failure.decoded());
        out.writeLong(failure.skipped());
        out.writeLong(failure.late());
        out.writeLong(failure.errors());
    }

    /** The next message; throws EOFException at the end. */
    public static ToParent read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case READY -> new ToParent.Ready(Wire.text(in));
            case ASK_OPEN -> new ToParent.AskOpen(in.readInt(), Wire.text(in));
            case ASK_READ ->
                new ToParent.AskRead(
                        in.readInt(),
                        in.readLong(),
                        Wire.range(in.readInt(), 1, Wire.LARGEST_READ, "a count of bytes"));
            case ASK_CLOSE -> new ToParent.AskClose(in.readInt());
            case ALIVE -> new ToParent.Alive(in.readInt());
            case FORMAT -> format(in);
            case PICTURE -> picture(in);
            case PROBLEM ->
                new ToParent.Problem(in.readInt(), Wire.choice(in, Cause.class), in.readLong(), in.readLong());
            case GAP -> new ToParent.Gap(in.readInt(), in.readLong(), in.readBoolean());
            case PASSED -> new ToParent.Passed(in.readInt(), in.readLong(), in.readLong(), in.readLong());
            case CLOCK -> new ToParent.Clock(in.readInt(), in.readLong());
            case END -> new ToParent.End(in.readInt(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
            case FAILURE ->
                new ToParent.Failure(
                        in.readInt(),
                        Wire.choice(in, Cause.class),
                        Wire.text(in),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readLong());
            default -> throw new WireException("a message of kind " + kind);
        };
    }

    private static ToParent.Format format(DataInputStream in) throws IOException {
        return new ToParent.Format(
                in.readInt(),
                in.readInt(),
                in.readInt(),
                Wire.text(in),
                Wire.text(in),
                Wire.text(in),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readDouble(),
                in.readLong(),
                in.readLong());
    }

    private static ToParent.Picture picture(DataInputStream in) throws IOException {
        return new ToParent.Picture(
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readBoolean(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }
}
