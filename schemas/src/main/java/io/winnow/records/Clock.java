package io.winnow.records;

/** Which clock a span is measured on. The two are never mixed within an epoch. */
public enum Clock {
    /** Microseconds since 1970, as the source states them. */
    WALL,
    /** Microseconds since the start of the file. */
    MEDIA
}
