package io.winnow.records;

/** What a reader hears of streams: elements of the pruner, and previews where it looks at pictures. */
public sealed interface ReadElement permits Element, Preview {}
