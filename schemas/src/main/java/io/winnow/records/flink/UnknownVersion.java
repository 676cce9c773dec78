package io.winnow.records.flink;

import java.io.IOException;

/** Refuses state of a version that was written after this one. */
public final class UnknownVersion {
    private UnknownVersion() {}

    /** Throws unless the version is between 1 and the newest. */
    public static void refuse(int version, int newest, String what) throws IOException {
        if (version < 1 || version > newest) {
            throw new IOException("the state holds " + what + " in version " + version + ", and this version of Winnow"
                    + " reads up to " + newest + ": restore it with the version that wrote it, or a newer one");
        }
    }
}
