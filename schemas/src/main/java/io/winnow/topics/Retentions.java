package io.winnow.topics;

import io.winnow.records.Units;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How long what is made of each stream is kept: as its source says, or as the topics of the pipeline do. Each retention that any source has of its own is a class with topics of its own.
 *
 * @param bySource of each source, by its id; zero where it has none of its own
 */
public record Retentions(Map<String, Duration> bySource) implements Serializable {
    /** Nothing of its own for any source. */
    public static final Retentions NONE = new Retentions(Map.of());

    /** Shorter ones would be over before a job that was away is back, and pictures are kept as long as this. */
    public static final Duration LEAST = TopicRegistry.MINUTES;

    /** Ten years. */
    public static final Duration MOST = Duration.ofDays(3_650);

    public Retentions {
        bySource = Map.copyOf(bySource);
    }

    /** Whether a source may have it: of whole minutes, so that the names of topics can say it. */
    public static boolean allowed(Duration own) {
        return own.compareTo(LEAST) >= 0 && own.compareTo(MOST) <= 0 && own.equals(Duration.ofMinutes(own.toMinutes()));
    }

    /** That of a stream's source: the source of its own id, or that of the nearest folder that it is in. */
    public Optional<Duration> of(String stream) {
        String id = stream;
        while (!id.isEmpty()) {
            Duration own = bySource.get(id);
            if (own != null) {
                return own.isZero() ? Optional.empty() : Optional.of(own);
            }
            id = id.substring(0, Math.max(0, id.lastIndexOf('/')));
        }
        return Optional.empty();
    }

    /** Those that sources have of their own, the shortest first. */
    public SortedSet<Duration> own() {
        SortedSet<Duration> own = new TreeSet<>(bySource.values());
        own.remove(Duration.ZERO);
        return own;
    }

    /** The topics that a topic has beside it for these, by their retention; none where it tells of no stream. */
    public SortedMap<Duration, Topic<?>> kept(Topic<?> topic) {
        SortedMap<Duration, Topic<?>> kept = new TreeMap<>();
        if (TopicRegistry.OF_STREAMS.contains(topic)) {
            own().forEach(own -> kept.put(own, topic.kept(own)));
        }
        return kept;
    }

    /** The topic and those beside it, the pipeline's first. */
    public List<Topic<?>> topics(Topic<?> topic) {
        List<Topic<?>> topics = new ArrayList<>(List.of(topic));
        topics.addAll(kept(topic).values());
        return topics;
    }

    /** What of another pipeline is kept for a time that no source here has: it would be kept for longer than it may be. */
    public List<TopicFinding> unnamed(TopicPlan other) {
        SortedSet<Duration> own = own();
        List<TopicFinding> findings = new ArrayList<>();
        for (Topic<?> topic : other.topics()) {
            topic.retention()
                    .filter(kept -> topic.promised() && !own.contains(kept))
                    .map(Units::write)
                    .ifPresent(kept -> findings.add(new TopicFinding(
                            TopicFinding.Kind.TOPIC_RETENTION,
                            other.names().of(topic),
                            "its streams are kept for " + kept
                                    + ", and the pipeline that reads it does not say of which streams it keeps what it makes as short",
                            "name them in its file: sources: [{id: STREAM, retention: " + kept + "}]")));
        }
        return findings;
    }
}
