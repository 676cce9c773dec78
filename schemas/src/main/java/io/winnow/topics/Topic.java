package io.winnow.topics;

import io.winnow.records.Units;
import io.winnow.records.avro.RecordCodec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;

/**
 * A topic as the registry states it.
 *
 * @param name its part of the full name, as in {@code tokens}
 * @param text what it carries
 * @param key what its records are keyed by
 * @param partitions unless configured otherwise
 * @param cleanup what happens to old records
 * @param retention how long they are kept; empty where compaction keeps the newest of each key
 * @param largestBytes the largest record, in bytes
 * @param codec of its values
 * @param datedByBroker whether records bear the broker's time: anybody may write to such a topic, and with a wrong clock retention would remove what nobody has read yet
 * @param promised whether its name says for how long records are kept, so that no broker may keep them longer
 * @param <T> the records in it
 */
public record Topic<T>(
        String name,
        String text,
        String key,
        int partitions,
        Cleanup cleanup,
        Optional<Duration> retention,
        int largestBytes,
        RecordCodec<T> codec,
        boolean datedByBroker,
        boolean promised) {

    /** What happens to old records. */
    public enum Cleanup {
        /** They are removed after the retention. */
        DELETE,
        /** The newest of each key stays; an empty value removes it. */
        COMPACT;

        /** As the broker writes it. */
        public String policy() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final int SEGMENTS_A_RETENTION = 4;
    private static final Duration LONGEST_SEGMENT = Duration.ofDays(1);
    /** How long a removal can be read: a run that is resumed later would not hear of it. */
    private static final Duration TOMBSTONES = Duration.ofDays(30);

    private static final Duration SHORTEST_SEGMENT = Duration.ofMinutes(1);

    public Topic {
        if (partitions < 1 || largestBytes < 1) {
            throw new IllegalArgumentException("topic " + name + " has partitions, and records have bytes");
        }
        if (retention.isPresent() != (cleanup == Cleanup.DELETE)) {
            throw new IllegalArgumentException("topic " + name + " has a retention where it is not compacted");
        }
    }

    Topic<T> withBrokersDates() {
        return new Topic<>(name, text, key, partitions, cleanup, retention, largestBytes, codec, true, promised);
    }

    /**
     * The same for streams whose source has a retention of its own, as in {@code tokens-1h} and {@code tokens-1h.dlq}. Dead letters are kept no longer than others are.
     *
     * @param own the retention
     */
    public Topic<T> kept(Duration own) {
        Duration longest = deadLetters() ? retention.orElse(own) : own;
        return new Topic<>(
                stem() + "-" + Units.write(own) + ending(),
                text,
                key,
                partitions,
                cleanup,
                Optional.of(own.compareTo(longest) < 0 ? own : longest),
                largestBytes,
                codec,
                datedByBroker,
                true);
    }

    /** Its name without what says that it holds dead letters. */
    String stem() {
        return name.substring(0, name.length() - ending().length());
    }

    /** What says that it holds dead letters, where it does. */
    String ending() {
        return deadLetters() ? TopicRegistry.DEAD_LETTER_SUFFIX : "";
    }

    /** Whether it holds what could not be processed. */
    public boolean deadLetters() {
        return name.endsWith(TopicRegistry.DEAD_LETTER_SUFFIX);
    }

    /** The broker's settings when it is created. Segments are short, since only whole ones are removed. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup.policy());
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(largestBytes));
        retention.ifPresent(kept -> settings.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(kept.toMillis())));
        settings.put(TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(segment().toMillis()));
        if (datedByBroker) {
            settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name);
        }
        if (cleanup == Cleanup.COMPACT) {
            settings.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
            settings.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, String.valueOf(TOMBSTONES.toMillis()));
        }
        return settings;
    }

    private Duration segment() {
        Duration share = retention.orElse(LONGEST_SEGMENT).dividedBy(SEGMENTS_A_RETENTION);
        if (share.compareTo(LONGEST_SEGMENT) > 0) {
            return LONGEST_SEGMENT;
        }
        return share.compareTo(SHORTEST_SEGMENT) < 0 ? SHORTEST_SEGMENT : share;
    }

    @Override
    public String toString() {
        return name;
    }
}
