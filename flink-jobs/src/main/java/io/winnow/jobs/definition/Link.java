package io.winnow.jobs.definition;

import java.util.Objects;

/**
 * How an edge joins two stages.
 *
 * @param kind in memory or a topic
 * @param pipeline whose topic it is, or empty for this pipeline's own
 */
public record Link(Kind kind, String pipeline) {
    public static final Link LOCAL = new Link(Kind.LOCAL, "");
    public static final Link KAFKA = new Link(Kind.KAFKA, "");

    /** Where records travel. */
    public enum Kind {
        LOCAL,
        KAFKA
    }

    public Link {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(pipeline, "pipeline");
    }

    /** Reads {@code local}, {@code kafka} or {@code kafka:PIPELINE}. */
    public static Link parse(String text) {
        if (text.equals("local")) {
            return LOCAL;
        }
        if (text.equals("kafka")) {
            return KAFKA;
        }
        if (text.startsWith("kafka:") && PipelineDefinition.isName(text.substring(6))) {
            return new Link(Kind.KAFKA, text.substring(6));
        }
        throw new IllegalArgumentException("a link is local, kafka, or kafka:PIPELINE for another pipeline's topic");
    }

    public boolean isKafka() {
        return kind == Kind.KAFKA;
    }

    @Override
    public String toString() {
        return ValueType.spelled(kind) + (pipeline.isEmpty() ? "" : ":" + pipeline);
    }
}
