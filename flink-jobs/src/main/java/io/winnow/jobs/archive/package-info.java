/**
 * The job that turns the originals of an archive into rows of tokens. A plan of shards enters, objects leave; what became of each shard is told. The command calls, and what is done it learns from the
 * objects.
 */
@NullMarked
package io.winnow.jobs.archive;

import org.jspecify.annotations.NullMarked;
