/**
 * Bundles and the engines that run them: a bundle is opened, its graphs are run on tensors in direct buffers, and a batcher fills batches. Nothing here knows Flink or what a graph computes.
 */
@NullMarked
package io.winnow.model;

import org.jspecify.annotations.NullMarked;
