package io.winnow.jobs.archive;

import io.winnow.archive.Hashes;
import io.winnow.archive.Item;
import io.winnow.archive.Place;
import io.winnow.archive.Places;
import io.winnow.archive.flink.FlinkPlaces;
import io.winnow.decode.process.DecodeInput;
import io.winnow.decode.sources.MediaKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads items ahead of their decoders, and hashes them. What is small is read once and stays in memory until it is decoded. What is large is decoded from its own file, or, where it is part of another or
 * lies elsewhere, from a copy.
 */
final class ContentReader implements AutoCloseable {
    private static final int LARGE_BYTES = 16 << 20;
    private static final int CHUNK_BYTES = 1 << 16;

    /** In place of what is no letter in the bytes of a name. */
    private static final char NO_LETTER = '\uFFFD';

    private final Places places;
    private final ExecutorService threads;

    /**
     * A reader.
     *
     * @param threads that read at once
     */
    ContentReader(Places places, int threads) {
        this.places = places;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "winnow-archive-read");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to read; fails with an {@link ItemFailure}. Whoever wants it no more cancels it. */
    CompletableFuture<Content> read(Item item) {
        CompletableFuture<Content> content = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                Content read = readNow(item);
                if (!content.complete(read)) {
                    read.close();
                }
            } catch (ItemFailure e) {
                content.completeExceptionally(e);
            } catch (IOException e) {
                content.completeExceptionally(new ItemFailure("READ", reason(item, e)));
            } catch (InvalidPathException e) {
                content.completeExceptionally(
                        new ItemFailure(
                                "READ",
                                "its name cannot be spelled in the locale of this process: set LC_ALL=C.UTF-8, on a cluster for its task managers"));
            } catch (RuntimeException | Error e) {
                content.completeExceptionally(e);
            }
        });
        return content;
    }

    private Content readNow(Item item) throws IOException, ItemFailure {
        if (item.size() < 0) {
            throw new ItemFailure("READ", "it is not there, or may not be read");
        }
        String location = item.location();
        int slash = location.lastIndexOf('/');
        Place folder = places.open(slash < 0 ? "." : location.substring(0, slash + 1));
        String name = location.substring(slash + 1);
        Content content;
        try (SeekableByteChannel channel = folder.open(name)) {
            channel.position(item.whole() ? 0 : item.offset());
            content = item.size() <= LARGE_BYTES ? inMemory(item, channel) : large(item, channel);
        }
        if (item.whole()) {
            checkUnchanged(item, folder.look(name), content);
        }
        return content;
    }

    private static Content inMemory(Item item, SeekableByteChannel channel) throws IOException, ItemFailure {
        ByteBuffer bytes = ByteBuffer.allocate((int) item.size());
        fill(bytes, channel, item, item.size());
        byte[] content = bytes.array();
        return new Content(
                new DecodeInput.Memory(item.path(), content),
                Arrays.copyOf(content, Math.min(content.length, MediaKind.HEAD_BYTES)),
                Hashes.sha256().digest(content),
                Optional.empty());
    }

    private static Content large(Item item, SeekableByteChannel channel) throws IOException, ItemFailure {
        if (item.whole() && !FlinkPlaces.remote(item.location())) {
            byte[][] hash = pass(item, channel, OutputStream.nullOutputStream());
            return new Content(new DecodeInput.LocalFile(Path.of(item.location())), hash[0], hash[1], Optional.empty());
        }
        Path copy = Files.createTempFile("winnow-item", "");
        try (OutputStream out = Files.newOutputStream(copy)) {
            byte[][] hash = pass(item, channel, out);
            return new Content(new DecodeInput.LocalFile(copy), hash[0], hash[1], Optional.of(copy));
        } catch (IOException | ItemFailure | RuntimeException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    /** The first bytes, and the hash of all, which go through. */
    private static byte[][] pass(Item item, SeekableByteChannel channel, OutputStream out)
            throws IOException, ItemFailure {
        MessageDigest digest = Hashes.sha256();
        byte[] head = new byte[0];
        byte[] chunk = new byte[CHUNK_BYTES];
        for (long left = item.size(); left > 0; ) {
            int next = (int) Math.min(left, chunk.length);
            fill(ByteBuffer.wrap(chunk, 0, next), channel, item, left);
            head = head.length == 0 ? Arrays.copyOf(chunk, MediaKind.HEAD_BYTES) : head;
            digest.update(chunk, 0, next);
            out.write(chunk, 0, next);
            left -= next;
        }
        return new byte[][] {head, digest.digest()};
    }

    private static void fill(ByteBuffer bytes, SeekableByteChannel channel, Item item, long left)
            throws IOException, ItemFailure {
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = channel.read(bytes);
        }
        if (!bytes.hasRemaining()) {
            return;
        }
        long had = item.size() - left + bytes.position();
        if (item.whole()) {
            throw new ItemFailure("CHANGED", "it had " + item.size() + " bytes when it was listed, and now has " + had);
        }
        throw new ItemFailure(
                "READ", item.location() + " ends after " + had + " of the " + item.size() + " bytes that it has of it");
    }

    /** After it was read: the row states the size and time of what was read, and of nothing else. */
    private static void checkUnchanged(Item item, Optional<Place.Entry> now, Content content) throws ItemFailure {
        boolean same = now.isPresent()
                && now.get().size() == item.size()
                && now.get().modifiedMillis() == item.modifiedMillis();
        if (!same) {
            content.close();
            throw new ItemFailure("CHANGED", "it was changed after it had been listed");
        }
    }

    private static String reason(Item item, IOException e) {
        if (e instanceof NoSuchFileException) {
            return item.location().indexOf(NO_LETTER) < 0
                    ? "it is not there any more"
                    : "its name is no UTF-8, and cannot be opened: rename it";
        }
        if (e instanceof AccessDeniedException) {
            return "it may not be read";
        }
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? "it cannot be read" : reason;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
