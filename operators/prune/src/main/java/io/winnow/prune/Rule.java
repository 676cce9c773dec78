package io.winnow.prune;

/** How ToDRE's first stage measures the distance of a token to those already picked. */
public enum Rule {
    /** By the nearest of them: farthest-first traversal (ToDRE, arXiv v1, section 3). */
    K_CENTER,
    /** By the sum over all of them: greedy max-sum diversification (ToDRE, arXiv v2, section 3). */
    MAX_SUM
}
