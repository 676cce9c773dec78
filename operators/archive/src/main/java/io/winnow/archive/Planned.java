package io.winnow.archive;

import java.io.Serializable;

/**
 * An item that is to be tokenized.
 *
 * @param attempt 0, or one more than the archive holds
 */
public record Planned(Item item, int attempt) implements Serializable {}
