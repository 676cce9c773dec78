/** Published checkpoints become bundles: a user's files are read without running anything that they hold, and their tensors are laid out beside graphs that were shipped without weights. */
@NullMarked
package io.winnow.model.convert;

import org.jspecify.annotations.NullMarked;
