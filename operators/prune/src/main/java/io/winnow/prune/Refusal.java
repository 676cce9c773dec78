package io.winnow.prune;

/**
 * Why a record cannot be pruned.
 *
 * @param reason a code, as dead letters carry it
 * @param what a sentence
 * @param hint what to do
 */
public record Refusal(String reason, String what, String hint) {}
