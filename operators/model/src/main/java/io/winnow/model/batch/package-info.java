/**
 * Fills batches: items of many streams come in, a function sees them a batch at a time, each caller gets the result of its own. Whatever runs a graph on single items may call; nothing here
 * knows Flink or what an item is.
 */
@NullMarked
package io.winnow.model.batch;

import org.jspecify.annotations.NullMarked;
