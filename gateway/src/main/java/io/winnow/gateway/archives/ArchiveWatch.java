package io.winnow.gateway.archives;

import io.winnow.archive.ArchiveException;
import io.winnow.archive.KeptTokens;
import io.winnow.archive.Place;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks how far archives are while somebody asks, and for a while after. A look reads what every object says of its items, so that one that took long is not soon followed by the next. Safe for use by many threads. */
public final class ArchiveWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveWatch.class);
    private static final Duration ASKED_FOR = Duration.ofSeconds(30);
    private static final Duration ENDING = Duration.ofSeconds(5);
    private static final Duration LEAST_REST = Duration.ofSeconds(2);
    /** As many times as a look took: a tenth of a processor at most. */
    private static final int REST = 10;

    private final List<Place> places;
    private final Clock clock;
    private final CompletableFuture<Void> looked = new CompletableFuture<>();
    private final UnaryOperator<Duration> rest;
    private volatile List<ArchiveView> views;
    private volatile long askedNanos;
    private boolean closed;
    private @Nullable Thread thread;

    public ArchiveWatch(List<Place> places, Clock clock) {
        this(places, clock, ArchiveWatch::afterLooking);
    }

    /** @param rest how long nothing is looked at after a look that took so long */
    ArchiveWatch(List<Place> places, Clock clock, UnaryOperator<Duration> rest) {
        this.places = List.copyOf(places);
        this.clock = clock;
        this.rest = rest;
        this.views = this.places.stream()
                .map(place -> new ArchiveView(place.address(), null, null, "", "", 0))
                .toList();
    }

    private static Duration afterLooking(Duration look) {
        Duration share = look.multipliedBy(REST);
        return share.compareTo(LEAST_REST) > 0 ? share : LEAST_REST;
    }

    /** Where they lie, in the order in which they were given. */
    public List<Place> places() {
        return places;
    }

    /** How far each was when it was last looked at, in the order in which they were given. */
    public List<ArchiveView> views() {
        askedNanos = System.nanoTime();
        if (!places.isEmpty()) {
            watch();
        }
        return views;
    }

    /** Done when each has been looked at, for which somebody must have asked. */
    public CompletableFuture<Void> looked() {
        return looked.copy();
    }

    private synchronized void watch() {
        if (thread == null && !closed) {
            thread = new Thread(this::look, "gateway-archives");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void look() {
        try {
            do {
                long began = System.nanoTime();
                views = places.stream().map(this::look).toList();
                looked.complete(null);
                rest(rest.apply(Duration.ofNanos(System.nanoTime() - began)).toNanos());
            } while (wanted());
        } catch (InterruptedException e) {
            LOG.debug("archives are no longer looked at");
        }
    }

    private synchronized void rest(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !closed; left = until - System.nanoTime()) {
            wait(Math.max(1, Duration.ofNanos(left).toMillis()));
        }
    }

    /** Whether to look again; if not, whoever asks next begins anew. */
    private synchronized boolean wanted() {
        boolean wanted = !closed && System.nanoTime() - askedNanos <= ASKED_FOR.toNanos();
        if (!wanted) {
            thread = null;
        }
        return wanted;
    }

    private ArchiveView look(Place place) {
        try {
            KeptTokens kept = KeptTokens.at(place);
            return new ArchiveView(
                    place.address(), kept.ofStreams() ? "streams" : "items", kept.progress(), "", "", clock.millis());
        } catch (ArchiveException e) {
            return unread(place, String.valueOf(e.getMessage()), e.hint());
        } catch (IOException | RuntimeException e) {
            LOG.warn("looking at the archive {}", place.address(), e);
            return unread(
                    place,
                    "the archive cannot be read: " + e.getClass().getSimpleName(),
                    "See the gateway's log, and that it may read the archive.");
        }
    }

    private ArchiveView unread(Place place, String why, String hint) {
        return new ArchiveView(place.address(), null, null, why, hint, clock.millis());
    }

    @Override
    public void close() {
        Thread looking;
        synchronized (this) {
            closed = true;
            notifyAll();
            looking = thread;
        }
        try {
            if (looking != null) {
                looking.join(ENDING.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
