package io.winnow.cli.archive;

import io.winnow.cli.ask.TimeRange;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.live.CommittedRecords;
import io.winnow.cli.live.LivePipeline;
import io.winnow.cli.live.TopicStretch;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.jobs.definition.Link;
import io.winnow.records.Clock;
import io.winnow.records.Moment;
import io.winnow.topics.TopicRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;

/**
 * The topic of a pipeline's tokens, with those beside it for sources with a retention of their own, as a past that can be asked about. A record's Kafka timestamp is when it entered Winnow, its span by its stream's clock, which runs on at the source's own pace
 * from when it was opened: so the topic is read from an hour before the time asked about to an hour after it, for cameras that have drifted.
 */
final class TokenTopic {
    private static final String SCHEME = "kafka:";
    private static final Duration OFF = Duration.ofHours(1);
    private static final long MICROS_A_MILLI = 1_000;

    private final KafkaOptions kafka;
    private final String pipeline;

    private TokenTopic(KafkaOptions kafka, String pipeline) {
        this.kafka = kafka;
        this.pipeline = pipeline;
    }

    /** Whether an address names a pipeline's topic, {@code kafka:PIPELINE}. */
    static boolean isMeant(String address) {
        return address.startsWith(SCHEME);
    }

    /**
     * The topic of an address.
     *
     * @throws CommandFailure where it names no pipeline, or no broker is given
     */
    static TokenTopic of(String address, KafkaOptions kafka) {
        String pipeline;
        try {
            pipeline = Link.parse(address).pipeline();
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "BAD_TOPIC",
                    address + " names no pipeline",
                    "DIR",
                    "Write kafka: and the pipeline's name, such as kafka:shop.");
        }
        if (kafka.bootstrap().isEmpty()) {
            throw CommandFailure.usage(
                    "NO_BROKER",
                    "no broker is configured that could be asked",
                    "kafka.bootstrap",
                    "Give --set kafka.bootstrap=HOST:PORT.");
        }
        return new TokenTopic(kafka, pipeline);
    }

    /**
     * Reads it.
     *
     * @param streams wanted, or groups of them; all where there are none
     * @param time by the clock of the wall, with a beginning
     * @return a row at least
     * @throws CommandFailure where it holds nothing of them, or cannot be read
     */
    HeldTokens read(List<String> streams, TimeRange time) throws InterruptedException {
        long from = millis(beginning(time)) - OFF.toMillis();
        long to = time.end().map(end -> millis(end) + OFF.toMillis()).orElse(Long.MAX_VALUE);
        LivePipeline live = LivePipeline.of(kafka, Optional.of(pipeline));
        String topic = live.names().of(TopicRegistry.TOKENS);
        HeldTokens held = new HeldTokens(new Wanted(streams), new Reach(time), live.forgotten());
        try (KafkaConsumer<byte[], byte[]> consumer =
                CommittedRecords.consumer(kafka, live.names().group("command"))) {
            TopicStretch stretch = TopicStretch.of(consumer, live.names().pattern(TopicRegistry.TOKENS))
                    .orElseThrow(() -> CommandFailure.unreachable(
                            "NO_TOPIC",
                            "the broker has no topic " + topic,
                            kafka.bootstrap(),
                            "Only a pipeline whose edges.tokens is kafka has one. See winnow topics check."));
            stretch.between(from, to, held::take);
            if (held.isEmpty()) {
                throw nothing(topic, streams, time, held, stretch.oldestMillis());
            }
            return held;
        } catch (KafkaException e) {
            throw live.refused(topic, e);
        }
    }

    private static Moment beginning(TimeRange time) {
        return time.begin()
                .filter(moment -> moment.clock() == Clock.WALL)
                .orElseThrow(() -> CommandFailure.usage(
                        "NO_TIME",
                        "a topic is asked about a time of the wall with a beginning, and none is given",
                        "--from",
                        "Give --from, such as --from -10min or --from 2026-03-01T12:00:00Z."));
    }

    private static long millis(Moment moment) {
        return Math.floorDiv(moment.micros(), MICROS_A_MILLI);
    }

    private static CommandFailure nothing(
            String topic, List<String> streams, TimeRange time, HeldTokens held, OptionalLong oldestMillis) {
        String of = streams.isEmpty() ? "" : " of " + String.join(" or ", streams);
        String near = held.reach().instead();
        String what = oldestMillis.isEmpty()
                ? "the topic is empty"
                : "the topic, whose oldest record came in at "
                        + new Moment(oldestMillis.getAsLong() * MICROS_A_MILLI, Clock.WALL).words()
                        + ", holds no tokens" + of + time.words()
                        + (near.isEmpty() ? ", nor of an hour before or after" : near)
                        + (held.unreadable() == 0
                                ? ""
                                : "; records there that this version cannot read: " + held.unreadable());
        return CommandFailure.input(
                "NO_TOKENS",
                what,
                topic,
                "A topic of tokens keeps 7 days unless it, or the source, was told otherwise; the pipeline's archive, where it writes one, reaches further back.");
    }
}
