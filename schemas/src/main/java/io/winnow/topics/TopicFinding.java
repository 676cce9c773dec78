package io.winnow.topics;

/**
 * Something about a topic that a run would fail on.
 *
 * @param kind a code
 * @param topic its full name
 * @param what is wrong, in a sentence
 * @param hint what to do
 */
public record TopicFinding(Kind kind, String topic, String what, String hint) {

    /** What can be wrong. */
    public enum Kind {
        TOPIC_MISSING,
        TOPIC_FORBIDDEN,
        TOPIC_PARTITIONS,
        TOPIC_CLEANUP,
        TOPIC_RECORD_SIZE,
        TOPIC_RETENTION
    }
}
