package io.winnow.tokenize;

/** What a token is on the wire. */
public enum Payload {
    /** Its id in the bundle's codebook. */
    IDS,
    /** Its vector, in half precision. */
    VECTORS
}
