package io.winnow.model.convert;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code torch.save} wrote before version 1.6: pickles of a magic number, a version, the machine, the object and the keys of its storages; then the storages, each after its count of numbers. */
final class TorchStream {
    /** Pickles of the version and the machine. */
    private static final int BETWEEN = 2;

    private TorchStream() {}

    /** The object that was saved. */
    static Object read(Path file) throws IOException {
        Map<String, Later> storages = new HashMap<>();
        try (Counted in = new Counted(new BufferedInputStream(Files.newInputStream(file)))) {
            TorchStorage.Finder finder = (key, bytes) -> storages.computeIfAbsent(key, any -> new Later(file, bytes));
            Unpickler unpickler = new Unpickler(in, id -> TorchStorage.of(id, finder), TorchStorage::tensor);
            if (!(unpickler.read() instanceof Long)) {
                throw new IOException("it does not begin as a file of PyTorch does");
            }
            for (int passed = 0; passed < BETWEEN; passed++) {
                unpickler.read();
            }
            Object object = unpickler.read();
            if (!(unpickler.read() instanceof List<?> keys)) {
                throw new IOException("it does not list its storages");
            }
            place(file, in.count, keys, storages);
            return object;
        }
    }

    private static void place(Path file, long from, List<?> keys, Map<String, Later> storages) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long at = from;
            for (Object key : keys) {
                ByteBuffer count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                while (count.hasRemaining() && channel.read(count, at + count.position()) >= 0) {}
                Later storage = storages.get(String.valueOf(key));
                if (count.hasRemaining() || storage == null) {
                    throw new EOFException("its storages end too early");
                }
                at += Long.BYTES;
                storage.start = at;
                at += storage.bytes;
            }
            if (at > channel.size()) {
                throw new EOFException("its storages end too early");
            }
        }
    }

    /** A storage whose place is known when all keys are. */
    private static final class Later implements StoredTensor.Storage {
        private final Path file;
        private final long bytes;
        private long start = -1;

        Later(Path file, long bytes) {
            this.file = file;
            this.bytes = bytes;
        }

        @Override
        public InputStream open() throws IOException {
            if (start < 0) {
                throw new EOFException("a storage is missing");
            }
            return new FilePart(file, start, bytes).open();
        }

        @Override
        public long bytes() {
            return bytes;
        }
    }

    /** Knows how far it has been read. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] to, int start, int length) throws IOException {
            int read = super.read(to, start, length);
            count += Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(bytes);
            count += skipped;
            return skipped;
        }
    }
}
