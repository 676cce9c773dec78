package io.winnow.jobs.kafka;

import java.io.Serializable;

/**
 * A topic that a stage writes.
 *
 * @param name short, as in the registry
 * @param topic full
 * @param partitions how many it has
 * @param largestRecordBytes what the registry allows
 */
public record TopicTarget(String name, String topic, int partitions, int largestRecordBytes) implements Serializable {}
