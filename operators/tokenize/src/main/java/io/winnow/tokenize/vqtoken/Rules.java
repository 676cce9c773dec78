package io.winnow.tokenize.vqtoken;

/** Which of VQToken's two releases is followed where they differ. */
public enum Rules {
    /**
     * Runtime version 2 of August 2026: the last centroids are adopted and the vectors labelled by them, the number of clusters is where the curve of cosine distances bends, ids count up as they occur,
     * an empty cluster keeps its centroid.
     */
    CORRECTED,
    /**
     * The release of September 2025, which the paper's figures are of: it stops before it adopts the last centroids, reads the index of the largest second difference of squared distances as a number of
     * clusters, leaves ids as they were drawn, and gives an empty cluster zeros.
     */
    PUBLISHED
}
