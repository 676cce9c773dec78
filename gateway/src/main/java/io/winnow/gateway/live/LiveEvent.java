package io.winnow.gateway.live;

/**
 * Something the page should hear of at once.
 *
 * @param name of the event: {@code all}, {@code line}, {@code stream}, {@code removed}, {@code question}, {@code writing}, {@code answer}
 * @param data one of {@link Views}; of {@code removed} the stream's id
 */
public record LiveEvent(String name, Object data) {}
