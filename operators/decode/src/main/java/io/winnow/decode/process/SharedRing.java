package io.winnow.decode.process;

import io.winnow.decode.worker.media.Slots;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Memory shared with one child: a file that has no name once both have mapped it. Each slot is the child's to write or ours to read. */
final class SharedRing {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final int CHILDS = 0;
    private static final int OURS = 1;

    private final Path file;
    private final MappedByteBuffer memory;
    private final int slotBytes;
    private final AtomicIntegerArray owners;

    private SharedRing(Path file, MappedByteBuffer memory, int slotBytes, int slots) {
        this.file = file;
        this.memory = memory;
        this.slotBytes = slotBytes;
        this.owners = new AtomicIntegerArray(slots);
    }

    /** Makes one of so many slots for pictures of so many bytes. */
    static SharedRing create(int slots, long pictureBytes) throws IOException {
        int slotBytes = Math.toIntExact(Slots.bytes(pictureBytes));
        long bytes = Math.multiplyExact((long) slots, (long) slotBytes);
        if (bytes > Integer.MAX_VALUE) {
            throw new IOException(slots + " pictures of " + pictureBytes + " bytes do not fit a ring of 2 GiB");
        }
        Path file = Files.createTempFile(folder(bytes), "winnow-ring", "");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            fill(channel, bytes);
            return new SharedRing(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes), slotBytes, slots);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw new IOException("there is no room for " + bytes + " bytes beside " + file, e);
        }
    }

    private static Path folder(long bytes) throws IOException {
        boolean room = Files.isDirectory(MEMORY)
                && Files.isWritable(MEMORY)
                && Files.getFileStore(MEMORY).getUsableSpace() > 2 * bytes;
        return room ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Written, not only made longer: a full file system shows here, and not as a fault when memory is touched. */
    private static void fill(FileChannel channel, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
        while (channel.position() < bytes) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - channel.position()));
            channel.write(zeros);
        }
    }

    Path file() {
        return file;
    }

    int slotBytes() {
        return slotBytes;
    }

    ByteBuffer memory() {
        return memory.duplicate();
    }

    /** Takes the file's name away. */
    void unlink() throws IOException {
        Files.deleteIfExists(file);
    }

    /** A picture has come; whether the slot was the child's to write. */
    boolean take(int slot) {
        return slot >= 0 && slot < owners.length() && owners.compareAndSet(slot, CHILDS, OURS);
    }

    /** Whether it was still ours to give. */
    boolean give(int slot) {
        return owners.compareAndSet(slot, OURS, CHILDS);
    }

    /** Whether the child has a slot to write. */
    boolean childHasRoom() {
        for (int i = 0; i < owners.length(); i++) {
            if (owners.get(i) == CHILDS) {
                return true;
            }
        }
        return false;
    }

    void copy(int slot, int bytes, ByteBuffer target) {
        int position = target.position();
        target.put(position, memory, slot * slotBytes, bytes);
        target.position(position + bytes);
    }
}
