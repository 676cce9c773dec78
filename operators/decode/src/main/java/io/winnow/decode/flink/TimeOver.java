package io.winnow.decode.flink;

import org.apache.flink.api.connector.source.SourceEvent;

/** Tells the enumerator that a reader ends whatever it has or is given, since its time has passed. */
record TimeOver() implements SourceEvent {}
