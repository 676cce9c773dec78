package io.winnow.records;

/** What an edge between stages carries: records and stream events in the order of their stream, and marks of a run's end. */
public sealed interface Element extends ReadElement permits TokenRecord, PrunedWindow, StreamEvent, RunEnded {}
