package io.winnow.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * By when a broker has removed what a topic holds. It removes whole segments, once the newest record of one is older than the retention: a record may wait for the segment that it lies in to be full
 * of time, for the retention, for the broker to look, and for the file to be deleted; all the longer where the clock of its writer is ahead.
 *
 * @param topic its full name
 * @param retentionMillis as the broker has it; below 0 for ever
 * @param segmentMillis the longest time that one segment takes
 * @param deleteMillis from when a segment is given up to when its file is gone
 * @param aheadMillis how far ahead a record's time may be
 */
public record TopicRemoval(
        String topic, long retentionMillis, long segmentMillis, long deleteMillis, long aheadMillis) {
    /** How often a broker looks, unless it is told otherwise ({@code log.retention.check.interval.ms}). */
    static final Duration LOOKS = Duration.ofMinutes(5);

    private static final long EVER = Long.MAX_VALUE / 4;

    /** What a broker has of its own accord. Managed ones do not tell all of it. */
    private static final Duration WEEK = Duration.ofDays(7);

    private static final Duration DELETES = Duration.ofMinutes(1);
    private static final Duration AHEAD = Duration.ofHours(1);

    /**
     * When it is gone, in milliseconds since 1970, whatever was written to the topic until a moment; empty where it is kept for ever.
     *
     * @param untilMillis the moment, likewise
     */
    public OptionalLong goneBy(long untilMillis) {
        boolean ever = retentionMillis < 0 || retentionMillis > EVER || segmentMillis > EVER;
        return ever
                ? OptionalLong.empty()
                : OptionalLong.of(
                        untilMillis + aheadMillis + segmentMillis + retentionMillis + LOOKS.toMillis() + deleteMillis);
    }

    /**
     * Asks a broker; topics that it does not have are left out.
     *
     * @param topics full names
     * @throws TopicAdminException where the broker does not say
     */
    public static List<TopicRemoval> of(Admin admin, Collection<String> topics) throws InterruptedException {
        Map<ConfigResource, KafkaFuture<Config>> configs = admin.describeConfigs(
                        topics.stream().map(TopicRemoval::resource).toList())
                .values();
        List<TopicRemoval> removals = new ArrayList<>();
        for (String topic : topics) {
            try {
                Config config =
                        Objects.requireNonNull(configs.get(resource(topic))).get();
                removals.add(of(topic, config));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw TopicAdminException.of("describe the settings of topic " + topic, e);
                }
            }
        }
        return removals;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /** By a topic's settings. A broker that lets times be ahead as far as they like is one whose writers have clocks all the same. */
    static TopicRemoval of(String topic, Config config) {
        return new TopicRemoval(
                topic,
                millis(config, TopicConfig.RETENTION_MS_CONFIG, WEEK),
                millis(config, TopicConfig.SEGMENT_MS_CONFIG, WEEK),
                millis(config, TopicConfig.FILE_DELETE_DELAY_MS_CONFIG, DELETES),
                Math.min(millis(config, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, AHEAD), AHEAD.toMillis()));
    }

    private static long millis(Config config, String setting, Duration otherwise) {
        ConfigEntry entry = config.get(setting);
        return entry == null || entry.value() == null ? otherwise.toMillis() : Long.parseLong(entry.value());
    }
}
