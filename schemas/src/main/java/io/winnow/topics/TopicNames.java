package io.winnow.topics;

import io.winnow.records.Units;
import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Full names of a pipeline's topics, groups and transactions.
 *
 * @param prefix first part of each: letters, digits, dashes, underscores
 * @param pipeline the pipeline's name: lower-case letters, digits, dashes
 */
public record TopicNames(String prefix, String pipeline) implements Serializable {
    /** The prefix where none is configured. */
    public static final String DEFAULT_PREFIX = "winnow";

    private static final String VERSION_SUFFIX = ".v1";
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");
    /** A retention in its largest exact unit, as {@link Retentions} allow it. */
    private static final String OWN = "[1-9][0-9]{0,3}d|[1-9][0-9]{0,4}h|[1-9][0-9]{0,6}min";

    private static final Pattern PIPELINE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public TopicNames {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("topic prefix \"" + prefix
                    + "\": up to 63 letters, digits, dashes and underscores, a letter or digit first");
        }
        if (!PIPELINE.matcher(pipeline).matches()) {
            throw new IllegalArgumentException("pipeline name \"" + pipeline
                    + "\": up to 63 lower-case letters, digits and dashes, a letter or digit first");
        }
    }

    /** As in {@code winnow.shop.tokens.v1}. */
    public String of(Topic<?> topic) {
        return full(topic.name());
    }

    /** The same of a topic's short name. */
    public String full(String name) {
        return prefix + "." + pipeline + "." + name + VERSION_SUFFIX;
    }

    /** Full name of the topic that holds what could not be processed of another. */
    public static String deadLettersOf(String full) {
        return full.substring(0, full.length() - VERSION_SUFFIX.length())
                + TopicRegistry.DEAD_LETTER_SUFFIX
                + VERSION_SUFFIX;
    }

    /** Full name of the topic whose dead letters another holds. */
    public static String originOf(String deadLetters) {
        int ending = (TopicRegistry.DEAD_LETTER_SUFFIX + VERSION_SUFFIX).length();
        return deadLetters.substring(0, deadLetters.length() - ending) + VERSION_SUFFIX;
    }

    /** What the name of a topic, and of those like it for sources with a retention of their own, looks like: its group is that retention. */
    public Pattern pattern(Topic<?> topic) {
        String own = TopicRegistry.OF_STREAMS.contains(topic) ? "(?:-(" + OWN + "))?" : "()";
        return Pattern.compile(Pattern.quote(prefix + "." + pipeline + "." + topic.stem())
                + own
                + Pattern.quote(topic.ending() + VERSION_SUFFIX));
    }

    /**
     * The topic and those like it for sources with a retention of their own, as far as they are there: the pipeline's first.
     *
     * @param there full names
     */
    public <T> List<Topic<T>> among(Topic<T> topic, Collection<String> there) {
        Pattern pattern = pattern(topic);
        return there.stream()
                .filter(pattern.asMatchPredicate())
                .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(found -> Optional.ofNullable(found.group(1))
                        .filter(own -> !own.isEmpty())
                        .map(own -> topic.kept(Units.duration(own)))
                        .orElse(topic))
                // Of a retention that is written otherwise, somebody else has made a topic.
                .filter(found -> there.contains(of(found)))
                .distinct()
                .toList();
    }

    /** What the names of such topics begin with. */
    String beginning(Topic<?> topic) {
        return prefix + "." + pipeline + "." + topic.stem() + "-";
    }

    /** The consumer group of a stage. */
    public String group(String stage) {
        return prefix + "." + pipeline + "." + stage;
    }

    /** What the transactional ids of a stage's sink begin with. */
    public String transactions(String stage, String sink) {
        return prefix + "." + pipeline + "/" + stage + "/" + sink;
    }

    /** The same topics' names for another pipeline on the same broker. */
    public TopicNames withPipeline(String other) {
        return new TopicNames(prefix, other);
    }
}
