package io.winnow.read;

/** Who answers. */
public enum ReaderChoice {
    /** The reader's bundle. */
    SMALL,
    /** An endpoint that looks at pictures. */
    HTTP,
    /** The bundle, and the endpoint where the bundle is unsure. */
    CASCADE;

    /** Whether pictures are needed. */
    public boolean looks() {
        return this != SMALL;
    }
}
