package io.winnow.gateway.pictures;

import io.winnow.gateway.topics.TopicTail;
import io.winnow.records.Clock;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.PrunedWindow;
import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the topics of pictures and of pruned windows while somebody looks, and for a while after: nobody's pages cost nothing. */
public final class PictureFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PictureFollower.class);
    private static final Duration LOOKED_AT_FOR = Duration.ofSeconds(30);
    private static final Duration NOT_YET = Duration.ofMillis(100);
    private static final Duration ENDING = Duration.ofSeconds(5);
    private static final long MOST_BYTES = 32L << 20;
    private static final long MOST_TOLD_BYTES = 8L << 20;
    private static final int MOST_SEARCHES = 4;

    /** How much of the past is looked at first, so that a stream that has ended shows its end. */
    private static final Map<Topic<?>, Long> NEWEST = Map.of(TopicRegistry.PREVIEWS, 64L, TopicRegistry.PRUNED, 64L);

    private final Map<String, String> client;
    private final TopicNames names;
    private final Supplier<String> run;
    private final Supplier<Optional<ForgottenStreams>> forgotten;
    private final PictureSearch search;
    private final Reconstructions reconstructions;
    /** A search reads much of a topic, on the thread of a request. */
    private final Semaphore searching = new Semaphore(MOST_SEARCHES);

    private final PictureShelf shelf =
            new PictureShelf(MOST_BYTES, new ToldPictures(MOST_TOLD_BYTES, System::nanoTime));
    private final Set<String> warned = new HashSet<>();
    private volatile long lookedNanos;
    private volatile boolean closed;
    private @Nullable Thread thread;
    private @Nullable TopicTail tail;

    /**
     * One that follows nothing yet.
     *
     * @param client properties of Kafka's clients
     * @param run whose pictures are shown
     * @param forgotten streams of which none are; none at all while it is empty
     * @param models folder of bundles, to make pictures of tokens with; empty to make none
     */
    public PictureFollower(
            Map<String, String> client,
            TopicNames names,
            Supplier<String> run,
            Supplier<Optional<ForgottenStreams>> forgotten,
            Optional<Path> models) {
        this.client = Map.copyOf(client);
        this.names = names;
        this.run = run;
        this.forgotten = forgotten;
        this.search = new PictureSearch(this.client, names);
        this.reconstructions = new Reconstructions(models);
    }

    /** What a stream shows; empty where no picture of it has come yet. */
    public Optional<PictureViews.Shown> shown(String stream) {
        look();
        return shelf.shown(stream).map(this::asDecoded);
    }

    /** Says that a picture can be made of what was kept where this gateway can make it. */
    private PictureViews.Shown asDecoded(PictureViews.Shown shown) {
        PictureViews.Pruned pruned = shown.pruned();
        if (pruned == null || !pruned.decodes()) {
            return shown;
        }
        boolean decodes = shelf.code(
                        shown.stream(),
                        pruned.picture().epoch(),
                        pruned.picture().atMicros())
                .filter(code -> reconstructions.serve(code.tokenizer()))
                .isPresent();
        return new PictureViews.Shown(
                shown.stream(), shown.newest(), new PictureViews.Pruned(pruned.picture(), pruned.kept(), decodes));
    }

    /** A picture's JPEG, while it is among the newest of its stream, and for a minute after somebody was told of it. */
    public Optional<byte[]> jpeg(String stream, long epoch, long atMicros) {
        look();
        return shelf.jpeg(stream, epoch, atMicros);
    }

    /**
     * A picture made of what was kept of a frame, as JPEG, while the frame is among the newest that {@link #shown} says what was kept of, and for a minute after it has said so.
     *
     * @param who asks, a key's id: one is made for each at a time
     * @param tokens of which it is made at most, the first
     * @throws Impossible where none can be made of tokens of its tokenizer
     * @throws Busy where others are being made
     */
    public Optional<byte[]> reconstruction(String who, String stream, long epoch, long atMicros, int tokens) {
        look();
        return shelf.code(stream, epoch, atMicros).map(code -> reconstructions.jpeg(who, stream, code.first(tokens)));
    }

    /**
     * The picture that is nearest to a moment, if any is near; {@link #jpeg} has it for a minute.
     *
     * @throws Busy where others look for one at this moment
     * @throws org.apache.kafka.common.KafkaException where the broker does not answer
     */
    public Optional<PictureViews.Picture> moment(String stream, Clock clock, long atMicros) {
        look();
        if (!searching.tryAcquire()) {
            throw new Busy();
        }
        try {
            Optional<ForgottenStreams> refused = forgotten.get();
            return refused.isEmpty()
                    ? Optional.empty()
                    : search.find(run.get(), stream, clock, atMicros, refused.get())
                            .flatMap(shelf::tell);
        } finally {
            searching.release();
        }
    }

    /** As many as may are looking for pictures of the past, or making pictures of tokens. */
    public static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1;

        Busy() {
            super("others look for pictures", null, false, false);
        }
    }

    /** No picture can be made of tokens of a bundle. */
    public static final class Impossible extends RuntimeException {
        private static final long serialVersionUID = 1;

        Impossible(String why) {
            super(why, null, false, false);
        }
    }

    private void look() {
        lookedNanos = System.nanoTime();
        synchronized (this) {
            if (thread == null && !closed) {
                TopicTail opened = new TopicTail(client, names, "gateway-pictures", NEWEST);
                tail = opened;
                thread = new Thread(() -> follow(opened), "gateway-pictures");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void follow(TopicTail topics) {
        try (topics) {
            while (!closed && !over()) {
                shelf.show(run.get());
                Optional<ForgottenStreams> refused = forgotten.get();
                if (refused.isEmpty()) {
                    Thread.sleep(NOT_YET.toMillis());
                } else {
                    shelf.refuse(refused.get());
                    reconstructions.refuse(refused.get());
                    topics.poll(this::read);
                }
            }
        } catch (WakeupException e) {
            LOG.debug("pictures are no longer followed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended();
        }
    }

    private boolean over() {
        return System.nanoTime() - lookedNanos > LOOKED_AT_FOR.toNanos();
    }

    /** The next look begins anew, with what is newest then. */
    private synchronized void ended() {
        shelf.clear();
        reconstructions.clear();
        thread = null;
        tail = null;
    }

    private void read(Topic<?> topic, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            if (topic.equals(TopicRegistry.PREVIEWS)) {
                shelf.add(TopicRegistry.PREVIEWS.codec().decode(record.value()));
            } else if (TopicRegistry.PRUNED.codec().decode(record.value()) instanceof PrunedWindow window) {
                shelf.add(window);
            }
        } catch (RecordFormatException e) {
            if (warned.add(record.topic())) {
                LOG.warn(
                        "{} partition {} offset {}: {}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        Thread following;
        synchronized (this) {
            closed = true;
            following = thread;
            if (tail != null) {
                tail.wakeup();
            }
        }
        try {
            if (following != null) {
                following.join(ENDING.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
