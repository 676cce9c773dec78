package io.winnow.records;

/** Along what a record's tokens are ordered. */
public enum Axis {
    /** Cells of a grid, row-major. Any of them can be pruned. */
    SPATIAL,
    /** Each token refines the ones before it: pruning means a shorter prefix. */
    PREFIX,
    /** Centroids of a clip; a map says which cell belongs to which. */
    CENTROIDS
}
