/**
 * Children that parse media, so that the JVM of the pipeline never does. A {@link io.winnow.decode.process.DecodeRequest} enters, {@link io.winnow.decode.process.DecodeEvent}s leave;
 * what a child says is checked before it is believed. Called by the source; knows nothing of Flink.
 */
@NullMarked
package io.winnow.decode.process;

import org.jspecify.annotations.NullMarked;
