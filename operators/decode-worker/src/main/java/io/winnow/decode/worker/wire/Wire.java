package io.winnow.decode.worker.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Limits and primitives of the pipes. */
public final class Wire {
    /** Most bytes that one {@link ToChild.Data} carries. */
    public static final int LARGEST_READ = 1 << 20;

    /** Longest text in bytes; longer ones are cut. */
    static final int LONGEST_TEXT = 4_096;

    private Wire() {}

    /** For reading small fields without a system call each. */
    public static DataInputStream input(InputStream in) {
        return new DataInputStream(new BufferedInputStream(in, 1 << 16));
    }

    /** Flush after each message. */
    public static DataOutputStream output(OutputStream out) {
        return new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    }

    static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, LONGEST_TEXT);
        out.writeInt(length);
        out.write(bytes, 0, length);
    }

    static String text(DataInputStream in) throws IOException {
        return new String(
                in.readNBytes(range(in.readInt(), 0, LONGEST_TEXT, "a text's length")), StandardCharsets.UTF_8);
    }

    static int range(int value, int least, int most, String what) throws WireException {
        if (value < least || value > most) {
            throw new WireException(what + " is " + value + ", not " + least + " to " + most);
        }
        return value;
    }

    static <E extends Enum<E>> E choice(DataInputStream in, Class<E> values) throws IOException {
        String name = text(in);
        try {
            return Enum.valueOf(values, name);
        } catch (IllegalArgumentException e) {
            throw new WireException("no " + values.getSimpleName() + " is called " + name);
        }
    }
}
