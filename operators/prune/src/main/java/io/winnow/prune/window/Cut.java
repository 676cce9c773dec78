package io.winnow.prune.window;

/**
 * What a record means for the windows of its stream.
 *
 * @param late it belongs to a window already closed; nothing else happens then
 * @param closesBefore the open window ends before it
 * @param unrelated it is of another epoch or form than what came before, and is not compared with that
 * @param closesAfter it ends its window
 * @param after where the stream stands with it
 */
public record Cut(boolean late, boolean closesBefore, boolean unrelated, boolean closesAfter, Place after) {}
