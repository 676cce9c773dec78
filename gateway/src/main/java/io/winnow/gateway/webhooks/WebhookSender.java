package io.winnow.gateway.webhooks;

import io.winnow.gateway.topics.RecordWriter.NotWritten;
import io.winnow.records.Alert;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.RecordId;
import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.TopicRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the alerts of a pipeline to one endpoint, on a thread of its own, one request at a time. A record is done when the endpoint took it or it is a dead letter, so that a gateway which ends at any moment
 * loses nothing: what was under way is sent again with the same id.
 */
final class WebhookSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration UNWRITTEN = Duration.ofMinutes(1);
    private static final Duration LONGEST_ASKED = Duration.ofDays(1);
    private static final Duration ENDING = Duration.ofSeconds(5);
    private static final Duration OLD = Duration.ofDays(1);

    private final String endpoint;
    private final String pipeline;
    private final AlertFeed feed;
    private final WebhookClient client;
    private final AlertLetters letters;
    private final Supplier<Optional<ForgottenStreams>> forgotten;
    private final RetrySchedule schedule;
    private final Clock clock;
    private final WebhookCounts counts;
    private final Backlog backlog = new Backlog();
    private final Seen seen = new Seen();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private boolean gone;

    /**
     * Makes a sender.
     *
     * @param pipeline its name, for messages
     * @param feed makes the feed of alerts, given who hears of partitions that are left; closed with this
     * @param client closed with this
     * @param letters of alerts that the endpoint did not take
     * @param forgotten streams of which no alert is sent; none at all while it is empty
     */
    WebhookSender(
            WebhookEndpoint endpoint,
            String pipeline,
            Function<Consumer<TopicPartition>, AlertFeed> feed,
            WebhookClient client,
            AlertLetters letters,
            Supplier<Optional<ForgottenStreams>> forgotten,
            RetrySchedule schedule,
            Clock clock) {
        this.endpoint = endpoint.name();
        this.pipeline = pipeline;
        this.feed = feed.apply(backlog::drop);
        this.client = client;
        this.letters = letters;
        this.forgotten = forgotten;
        this.schedule = schedule;
        this.clock = clock;
        this.counts = new WebhookCounts(endpoint);
        this.thread = new Thread(this::run, "webhook-" + endpoint.name());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    WebhookCounts counts() {
        return counts;
    }

    private void run() {
        try (feed) {
            feed.begin();
            while (!isStopping()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!isStopping()) {
                LOG.error("endpoint {} gets no more alerts", endpoint, e);
                counts.broker(Optional.of("the gateway failed to send alerts; see its log"));
            }
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void step() throws InterruptedException {
        try {
            for (ConsumerRecord<byte[], byte[]> record : feed.read(patience())) {
                take(record);
            }
            Optional<ForgottenStreams> refused = forgotten.get();
            if (refused.isPresent()) {
                backlog.refuse(refused.get()).forEach(parcel -> feed.done(parcel.record()));
                sendNext();
            }
            feed.commit();
            counts.waiting(backlog.size());
            counts.broker(Optional.empty());
        } catch (KafkaException | NotWritten e) {
            LOG.warn("endpoint {}: alerts cannot be followed at the moment: {}", endpoint, e.toString());
            counts.broker(Optional.of(
                    "the broker does not answer or refuses: " + e.getClass().getSimpleName()));
            feed.leave();
            if (!stopping.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                feed.begin();
            }
        }
    }

    private void sendNext() throws InterruptedException {
        Optional<Parcel> due = backlog.next().filter(parcel -> parcel.dueMillis() <= clock.millis());
        if (due.isPresent()) {
            send(due.get());
        }
    }

    private Duration patience() {
        long due = backlog.next()
                .filter(parcel -> forgotten.get().isPresent())
                .map(parcel -> parcel.dueMillis() - clock.millis())
                .orElse(Long.MAX_VALUE);
        return Duration.ofMillis(Math.max(0, Math.min(POLL.toMillis(), due)));
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws NotWritten, InterruptedException {
        try {
            Alert alert = TopicRegistry.ALERTS.codec().decode(record.value());
            backlog.add(new Parcel(record, alert, isLate(record), clock.millis()));
        } catch (RecordFormatException e) {
            letters.write(record, e.reason().name(), String.valueOf(e.getMessage()));
            counts.letter(e.reason().name());
            feed.done(record);
        }
    }

    /** Tries before the gateway was started are not known, but how old an alert is: its tries end, however often the gateway is started. */
    private boolean isLate(ConsumerRecord<byte[], byte[]> record) {
        long longest = Math.max(schedule.longest().toMillis(), OLD.toMillis());
        return clock.millis() - record.timestamp() > longest;
    }

    private void send(Parcel parcel) throws InterruptedException {
        RecordId id = parcel.alert().id();
        if (seen.contains(id) && !AlertFeed.isAgain(parcel.record())) {
            counts.repeated();
            done(parcel);
            return;
        }
        Outcome outcome = gone
                ? new Outcome.Gone()
                : client.send(
                        id.toString(), AlertMessage.of(pipeline, parcel.alert()).bytes());
        if (outcome instanceof Outcome.Taken) {
            counts.sent();
            done(parcel);
        } else if (outcome instanceof Outcome.Failed failed) {
            failed(parcel, failed);
        } else {
            end();
            letter(
                    parcel,
                    "WEBHOOK_GONE",
                    "the endpoint " + endpoint + " answered with status 410: it wants no more alerts",
                    "Take it out of webhooks.endpoints; or mend it, start the gateway anew and redrive.");
        }
    }

    private void failed(Parcel parcel, Outcome.Failed failed) throws InterruptedException {
        if (isStopping()) {
            // The client was closed under the request, which says nothing of the endpoint.
            return;
        }
        counts.failed(failed);
        int failures = parcel.failed();
        LOG.info(
                "endpoint {}: try {} of alert {}: {}",
                endpoint,
                failures,
                parcel.alert().id(),
                failed.what());
        Optional<Duration> wait = parcel.late()
                ? Optional.empty()
                : schedule.after(failures, ThreadLocalRandom.current().nextDouble());
        if (wait.isPresent()) {
            long asked = Math.min(failed.retryAfter().toMillis(), LONGEST_ASKED.toMillis());
            parcel.waitUntil(clock.millis() + Math.max(wait.get().toMillis(), asked));
        } else {
            letter(
                    parcel,
                    "WEBHOOK_" + failed.reason(),
                    "the endpoint " + endpoint + " did not take it; at try " + failures + ", the last, "
                            + failed.what(),
                    failed.hint() + " Then redrive.");
        }
    }

    private void letter(Parcel parcel, String reason, String what, String hint) throws InterruptedException {
        try {
            letters.write(parcel, reason, what, hint);
        } catch (NotWritten e) {
            // The alert is kept and tried again: better once too often than lost.
            LOG.warn("endpoint {}: {}", endpoint, e.getMessage(), e);
            parcel.waitUntil(clock.millis() + UNWRITTEN.toMillis());
            return;
        }
        LOG.warn("alert {} is a dead letter: {}", parcel.alert().id(), what);
        counts.letter(reason);
        done(parcel);
    }

    private void end() {
        if (!gone) {
            gone = true;
            counts.end();
            LOG.warn(
                    "endpoint {} wants no more alerts (status 410): none is sent to it until the gateway is started anew",
                    endpoint);
        }
    }

    private void done(Parcel parcel) {
        seen.add(parcel.alert().id());
        backlog.done(parcel);
        feed.done(parcel.record());
    }

    /** Ends; a request under way gets a little time. */
    @Override
    public void close() {
        stopping.countDown();
        if (!thread.isAlive()) {
            client.close();
            feed.close();
            return;
        }
        try {
            thread.join(ENDING.toMillis());
            client.close();
            thread.join(ENDING.toMillis());
        } catch (InterruptedException e) {
            client.close();
            Thread.currentThread().interrupt();
        }
    }
}
