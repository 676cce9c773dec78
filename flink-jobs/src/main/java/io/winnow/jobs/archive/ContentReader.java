package io.winnow.jobs.archive;

import io.winnow.archive.Hashes;
import io.winnow.archive.Item;
import io.winnow.archive.Place;
import io.winnow.archive.Places;
import io.winnow.decode.process.DecodeInput;
import io.winnow.decode.sources.MediaKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Reads items ahead of their decoders, and hashes them. What is small is read once and stays in memory until it is decoded; what is large is read for its hash and then again. */
final class ContentReader implements AutoCloseable {
    private static final int LARGE_BYTES = 16 << 20;
    private static final int CHUNK_BYTES = 1 << 16;

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

    /** Begins to read; fails with an {@link ItemFailure}. */
    CompletableFuture<Content> read(Item item) {
        CompletableFuture<Content> content = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                content.complete(readNow(item));
            } catch (ItemFailure e) {
                content.completeExceptionally(e);
            } catch (IOException e) {
                content.completeExceptionally(new ItemFailure("READ", reason(e)));
            } catch (RuntimeException | Error e) {
                content.completeExceptionally(e);
            }
        });
        return content;
    }

    private Content readNow(Item item) throws IOException, ItemFailure {
        if (item.size() < 0) {
            throw new ItemFailure("READ", "it cannot be opened");
        }
        String location = item.location();
        int slash = location.lastIndexOf('/');
        Place folder = places.open(slash < 0 ? "." : location.substring(0, slash + 1));
        String name = location.substring(slash + 1);
        Content content;
        try (SeekableByteChannel channel = folder.open(name)) {
            content = item.size() <= LARGE_BYTES ? inMemory(item, channel) : asFile(item, channel);
        }
        checkUnchanged(item, folder.look(name));
        return content;
    }

    private static Content inMemory(Item item, SeekableByteChannel channel) throws IOException, ItemFailure {
        ByteBuffer bytes = ByteBuffer.allocate((int) item.size());
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
        if (bytes.hasRemaining()) {
            throw new ItemFailure(
                    "CHANGED", "it had " + item.size() + " bytes when it was listed, and now " + bytes.position());
        }
        byte[] content = bytes.array();
        return new Content(
                new DecodeInput.Memory(item.location(), content),
                Arrays.copyOf(content, Math.min(content.length, MediaKind.HEAD_BYTES)),
                Hashes.sha256().digest(content));
    }

    private static Content asFile(Item item, SeekableByteChannel channel) throws IOException {
        MessageDigest digest = Hashes.sha256();
        InputStream in = Channels.newInputStream(channel);
        byte[] head = in.readNBytes(MediaKind.HEAD_BYTES);
        digest.update(head);
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            digest.update(chunk, 0, read);
        }
        return new Content(new DecodeInput.LocalFile(Path.of(item.location())), head, digest.digest());
    }

    /** After it was read: the row states the size and time of what was read, and of nothing else. */
    private static void checkUnchanged(Item item, Optional<Place.Entry> now) throws ItemFailure {
        boolean same = now.isPresent()
                && now.get().size() == item.size()
                && now.get().modifiedMillis() == item.modifiedMillis();
        if (!same) {
            throw new ItemFailure("CHANGED", "it was changed after it had been listed");
        }
    }

    private static String reason(IOException e) {
        if (e instanceof java.nio.file.NoSuchFileException) {
            return "it is not there any more";
        }
        if (e instanceof java.nio.file.AccessDeniedException) {
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
