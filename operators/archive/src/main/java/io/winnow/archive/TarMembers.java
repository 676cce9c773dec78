package io.winnow.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Lists the files of a tar by its headers; what they hold is passed over. */
final class TarMembers {
    private static final String END = ".tar";
    private static final int BLOCK_BYTES = 512;

    private TarMembers() {}

    /** Whether a name is that of a tar. */
    static boolean named(String name) {
        return name.length() > END.length() && name.toLowerCase(Locale.ROOT).endsWith(END);
    }

    /**
     * Lists them up to where the tar breaks off, if it does.
     *
     * @param tar the file as an item: its path is the beginning of its members' paths, its time that of members which have none
     * @param channel the file, open
     */
    static Listing of(Item tar, SeekableByteChannel channel) throws IOException {
        List<Item> members = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        long size = channel.size();
        long end = 0;
        try (TarArchiveInputStream in = new TarArchiveInputStream(new Skipping(channel))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                // Headers are read block by block and contents are not read: here the content begins.
                long offset = channel.position();
                if (entry.isFile() && !entry.isSparse()) {
                    members.add(member(tar, entry, offset));
                }
                end = offset + entry.getSize();
                if (end > size) {
                    throw new IOException("it ends within " + entry.getName());
                }
            }
            if (size < blocks(end) + BLOCK_BYTES) {
                throw new IOException(
                        "it ends there without the empty block that ends a tar, so more may have followed");
            }
        } catch (IOException | IllegalArgumentException e) {
            problems.add(new Problem(
                    tar.path(),
                    "TAR",
                    "the tar cannot be read further after " + members.size() + " files: " + e.getMessage()));
        }
        return new Listing(members, problems);
    }

    /** Bytes that so many take, since everything in a tar fills its last block. */
    private static long blocks(long bytes) {
        return (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
    }

    private static Item member(Item tar, TarArchiveEntry entry, long offset) {
        long time = entry.getLastModifiedTime().toMillis();
        return new Item(
                tar.path() + "/" + entry.getName().replaceFirst("^(\\./|/)+", ""),
                tar.location(),
                offset,
                entry.getSize(),
                time > 0 ? time : tar.modifiedMillis(),
                false);
    }

    /** Goes over what is skipped instead of reading it. */
    private static final class Skipping extends InputStream {
        private final SeekableByteChannel channel;

        Skipping(SeekableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return length == 0 ? 0 : channel.read(ByteBuffer.wrap(target, offset, length));
        }

        @Override
        public long skip(long count) throws IOException {
            long from = channel.position();
            long to = Math.min(channel.size(), from + Math.max(0, count));
            channel.position(to);
            return to - from;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(Integer.MAX_VALUE, channel.size() - channel.position());
        }
    }
}
