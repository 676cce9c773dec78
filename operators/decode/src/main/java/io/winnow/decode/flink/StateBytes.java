package io.winnow.decode.flink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The stored forms begin and end here, so that each says only what its parts are. */
final class StateBytes {
    private StateBytes() {}

    /** Writes the parts. */
    interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    /** Reads them in the same order. */
    interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    static byte[] write(Writer writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.write(out);
        }
        return bytes.toByteArray();
    }

    static <T> T read(int version, int known, String what, byte[] bytes, Reader<T> reader) throws IOException {
        if (version < 1 || version > known) {
            throw new IOException(what + " of version " + version + " is in the checkpoint, but none after " + known
                    + " is known; restore it with the version of Winnow that wrote it");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return reader.read(in);
        }
    }
}
