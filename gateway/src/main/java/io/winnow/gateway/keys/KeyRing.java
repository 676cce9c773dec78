package io.winnow.gateway.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of a file, which is read again each second, so that keys come, go and change while the gateway runs. A file without keys, or none, lets nobody in; one that has become wrong leaves the keys as they were. Safe for use by many threads. */
public final class KeyRing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
    private static final byte[] NOBODY = new byte[KeySecret.HASH_BYTES];

    private final Path file;
    private final Clock clock;
    private final ScheduledExecutorService reader;
    private final ScheduledFuture<?> reading;
    private byte[] read;
    private volatile Map<String, Key> keys;
    private volatile Optional<String> problem = Optional.empty();

    /**
     * Reads the file.
     *
     * @throws KeyFile.Unusable where it holds no keys
     */
    public KeyRing(Path file, Clock clock) throws KeyFile.Unusable {
        this.file = file;
        this.clock = clock;
        this.read = KeyFile.bytes(file);
        this.keys = KeyFile.parse(read);
        if (keys.isEmpty()) {
            throw new KeyFile.Unusable("the file holds no key, so that nobody would get in");
        }
        this.reader = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "gateway-keys");
            thread.setDaemon(true);
            return thread;
        });
        this.reading = reader.scheduleWithFixedDelay(this::refresh, 1, 1, TimeUnit.SECONDS);
    }

    /** Reads the file again where it has changed. */
    synchronized void refresh() {
        try {
            boolean gone = Files.notExists(file);
            byte[] now = gone ? new byte[0] : KeyFile.bytes(file);
            if (problem.isPresent() || !Arrays.equals(now, read)) {
                keys = KeyFile.parse(now);
                read = now;
                if (keys.isEmpty()) {
                    tell("none, so that nobody gets in: the file " + (gone ? "is gone" : "holds no key"));
                } else {
                    problem = Optional.empty();
                    LOG.info("{} keys were read from {}", keys.size(), file);
                }
            }
        } catch (KeyFile.Unusable e) {
            tell("as they were: " + e.getMessage());
        }
    }

    private void tell(String why) {
        if (!Optional.of(why).equals(problem)) {
            LOG.error("the keys of {} are {}", file, why);
        }
        problem = Optional.of(why);
    }

    /** What the keys are that their file does not hold, or that there are none, and why; empty where all is well. */
    public Optional<String> problem() {
        return problem;
    }

    /** The key that a secret opens with. Takes as long for one that is nearly right as for any other. */
    public Optional<Key> open(KeySecret shown) {
        Optional<Key> key = Optional.ofNullable(keys.get(shown.id()));
        boolean same = MessageDigest.isEqual(key.map(Key::hash).orElse(NOBODY), shown.hash());
        return key.filter(each -> same && each.opens(clock.instant()));
    }

    /** Whether a key is still on the ring, unchanged, and opens. */
    public boolean holds(Key key) {
        return key.equals(keys.get(key.id())) && key.opens(clock.instant());
    }

    @Override
    public void close() {
        reading.cancel(false);
        reader.shutdownNow();
    }
}
