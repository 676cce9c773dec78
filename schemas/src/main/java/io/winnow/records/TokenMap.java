package io.winnow.records;

/** Which token each cell of the grid belongs to; {@code indices} has one entry a cell. */
public record TokenMap(Tokens.Ids indices) {}
