package io.winnow.records.avro;

import io.winnow.records.TokenRecord;
import io.winnow.records.avro.RecordFormatException.Reason;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Files of token records: {@value #MARK}, a version in one byte, then each record with its length before it, in four bytes, the most significant first. A record is as topics carry it, in
 * Avro's single-object encoding, so that a file is read by every version that reads those.
 */
public final class TokenFile {
    private static final String MARK = "WNTK";
    private static final int VERSION = 1;
    private static final int LARGEST_RECORD = 16 << 20;

    private TokenFile() {}

    /** Whether a file begins as one of these does. */
    public static boolean is(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return false;
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            return Arrays.equals(in.readNBytes(MARK.length()), mark());
        }
    }

    private static byte[] mark() {
        return MARK.getBytes(StandardCharsets.US_ASCII);
    }

    /** Begins a file, in place of any that is there. */
    public static Writer write(Path file) throws IOException {
        return new Writer(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file))));
    }

    /**
     * Opens a file.
     *
     * @throws TokenFileException where it is none, or of a newer version
     */
    public static Reader read(Path file) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        try {
            if (!Arrays.equals(in.readNBytes(MARK.length()), mark())) {
                throw new TokenFileException(file + " is no file of token records: winnow tokenize --out writes those");
            }
            int version = in.read();
            if (version != VERSION) {
                throw new TokenFileException(file + " is of the version " + version
                        + ", and this version of Winnow reads " + VERSION + ": use a newer one");
            }
            return new Reader(file, in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** A file being written. */
    public static final class Writer implements AutoCloseable {
        private final DataOutputStream out;

        private Writer(DataOutputStream out) throws IOException {
            this.out = out;
            out.write(mark());
            out.write(VERSION);
        }

        public void add(TokenRecord record) throws IOException {
            byte[] bytes = RecordCodecs.TOKEN_RECORD.encode(record);
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** A file being read. */
    public static final class Reader implements AutoCloseable {
        private final Path file;
        private final DataInputStream in;
        private long records;

        private Reader(Path file, DataInputStream in) {
            this.file = file;
            this.in = in;
        }

        /**
         * The next record; empty at the end.
         *
         * @throws TokenFileException where the file is damaged, cut off, or holds a record of a newer version
         */
        public Optional<TokenRecord> next() throws IOException {
            int first = in.read();
            if (first < 0) {
                return Optional.empty();
            }
            records++;
            try {
                int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
                if (length < 0 || length > LARGEST_RECORD) {
                    throw damaged("it states a length of " + Integer.toUnsignedLong(length));
                }
                byte[] bytes = in.readNBytes(length);
                if (bytes.length < length) {
                    throw damaged("it ends in the middle");
                }
                return Optional.of(decoded(bytes));
            } catch (EOFException e) {
                throw damaged("it ends in the middle");
            }
        }

        private TokenRecord decoded(byte[] bytes) throws TokenFileException {
            try {
                return RecordCodecs.TOKEN_RECORD.decode(bytes);
            } catch (RecordFormatException e) {
                if (e.reason() == Reason.UNKNOWN_SCHEMA) {
                    throw new TokenFileException("record " + records + " of " + file
                            + " was written by a newer version of Winnow: use that");
                }
                throw damaged("it holds no token record");
            }
        }

        private TokenFileException damaged(String how) {
            return new TokenFileException("record " + records + " of " + file + " is damaged, " + how
                    + ": fetch the file again, or tokenize its source again");
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
