package io.winnow.jobs.archive;

import java.io.Serializable;

/**
 * What became of a shard.
 *
 * @param object its name in the archive
 * @param items of the shard
 * @param error why the object could not be written; empty where it is there
 */
public record ShardOutcome(String object, int items, String error) implements Serializable {}
