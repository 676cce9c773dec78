package io.winnow.decode.flink;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Tells the enumerator that a split has ended and its reader has it no more.
 *
 * @param split its id
 */
record StreamLeft(String split) implements SourceEvent {}
