/**
 * One stream from its plan to its last event, in an order and with numbers that do not depend on how often it was interrupted. Decoders' events enter; frames, stream events and dead letters
 * leave, with the progress that a checkpoint keeps. The Flink source calls.
 */
@NullMarked
package io.winnow.decode.stream;

import org.jspecify.annotations.NullMarked;
