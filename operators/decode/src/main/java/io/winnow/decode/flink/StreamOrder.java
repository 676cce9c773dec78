package io.winnow.decode.flink;

import io.winnow.decode.control.Standing;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Tells a reader what one of its splits is to do from now on.
 *
 * @param split its id
 */
record StreamOrder(String split, Standing standing) implements SourceEvent {}
