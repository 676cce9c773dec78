package io.winnow.decode.worker.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a shared library without a symbol (ELF64, x86-64), enough for the loader to be content with what is bound lazily and never called. */
final class EmptyLibrary {
    private static final int HEADER = 64;
    private static final int SEGMENT = 56;
    private static final int HASH = HEADER + 2 * SEGMENT;
    private static final int SYMBOLS = HASH + 16;
    private static final int STRINGS = SYMBOLS + 24;
    private static final int DYNAMIC = STRINGS + 8;
    private static final int[][] ENTRIES = {{4, HASH}, {5, STRINGS}, {6, SYMBOLS}, {10, 1}, {11, 24}, {0, 0}};
    private static final int SIZE = DYNAMIC + ENTRIES.length * 16;

    private EmptyLibrary() {}

    /** Writes it whole or not at all, so that others may do the same at once. */
    static void write(Path file) throws IOException {
        Path written = Files.createTempFile(file.toAbsolutePath().getParent(), "empty", ".so");
        Files.write(written, bytes());
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] bytes() {
        ByteBuffer library = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        library.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
        library.putShort((short) 3).putShort((short) 62).putInt(1);
        library.putLong(0).putLong(HEADER).putLong(0).putInt(0);
        library.putShort((short) HEADER).putShort((short) SEGMENT).putShort((short) 2);
        library.putShort((short) HEADER).putShort((short) 0).putShort((short) 0);
        segment(library, 1, 0, SIZE, 4_096);
        segment(library, 2, DYNAMIC, SIZE - DYNAMIC, 8);
        library.putInt(1).putInt(1).putInt(0).putInt(0);
        library.position(DYNAMIC);
        for (int[] entry : ENTRIES) {
            library.putLong(entry[0]).putLong(entry[1]);
        }
        return library.array();
    }

    private static void segment(ByteBuffer library, int type, int offset, int size, int alignment) {
        library.putInt(type).putInt(6);
        library.putLong(offset).putLong(offset).putLong(offset);
        library.putLong(size).putLong(size).putLong(alignment);
    }
}
