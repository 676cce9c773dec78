package io.winnow.topics;

import java.io.Serializable;
import java.util.Optional;
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
        return prefix + "." + pipeline + "." + topic.name() + VERSION_SUFFIX;
    }

    /** The topic that a full or a short name means, if it is one of this pipeline. */
    public Optional<Topic<?>> find(String name) {
        return TopicRegistry.ALL.stream()
                .filter(topic -> topic.name().equals(name) || of(topic).equals(name))
                .findFirst();
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
