package io.winnow.decode.process;

import io.winnow.decode.worker.wire.ToChild;
import io.winnow.decode.worker.wire.WireException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one session's child has open. Used by the thread that listens to the child, except where noted. */
final class Reading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
    private static final int MOST_OPEN = 64;
    private static final ToChild.Data UNREAD = new ToChild.Data(true, ByteSource.NOTHING);

    private final Permissions permissions;
    private final String name;
    private final boolean goesOn;
    private final Map<Integer, ByteSource> open = new HashMap<>();
    private Optional<String> refusal = Optional.empty();
    private volatile Optional<ByteSource> waitsFor = Optional.empty();
    private volatile boolean stopped;

    Reading(DecodeInput input, Origins origins) {
        this.permissions = new Permissions(input, origins);
        this.name = input.name();
        this.goesOn = input instanceof DecodeInput.Live;
    }

    ToChild.Opened open(int handle, String address) throws WireException {
        if (open.size() >= MOST_OPEN || open.containsKey(handle)) {
            throw new WireException("too much is open at once");
        }
        try {
            ByteSource source = permissions.open(address);
            open.put(handle, source);
            if (goesOn) {
                refusal = Optional.empty();
            }
            return new ToChild.Opened(true, source.size());
        } catch (IOException e) {
            refuse(e);
            return new ToChild.Opened(false, -1);
        }
    }

    ToChild.Data read(int handle, long offset, int count) throws WireException {
        ByteSource source = open.get(handle);
        if (source == null || offset < 0) {
            throw new WireException("a read of what is not open");
        }
        waitsFor = Optional.of(source);
        try {
            return stopped ? UNREAD : new ToChild.Data(false, source.read(offset, count));
        } catch (IOException e) {
            if (!stopped) {
                refuse(e);
            }
            return UNREAD;
        } finally {
            waitsFor = Optional.empty();
        }
    }

    private void refuse(IOException e) {
        LOG.info("{} cannot be read: {}", name, e.getMessage());
        if (refusal.isEmpty()) {
            String reason = e instanceof java.nio.file.FileSystemException file
                    ? Optional.ofNullable(file.getReason()).orElse("it cannot be opened")
                    : Optional.ofNullable(e.getMessage()).orElse("it cannot be read");
            refusal = Optional.of(reason);
        }
    }

    /** Why something could not be read; the first reason, and of what is live, the first since something could be opened. */
    Optional<String> refusal() {
        return refusal;
    }

    void close(int handle) {
        ByteSource source = open.remove(handle);
        if (source != null) {
            close(source);
        }
    }

    /** Ends a read of what nobody wants any more, from any thread; there will be no other. */
    void stop() {
        stopped = true;
        waitsFor.ifPresent(this::close);
    }

    /** Ends a read that takes too long, from any thread. */
    void giveUpWaiting() {
        waitsFor.filter(source -> !source.patient()).ifPresent(this::close);
    }

    @Override
    public void close() {
        open.values().forEach(this::close);
        open.clear();
        permissions.close();
    }

    private void close(ByteSource source) {
        try {
            source.close();
        } catch (IOException e) {
            LOG.warn("closing {} failed: {}", name, e.getMessage());
        }
    }
}
