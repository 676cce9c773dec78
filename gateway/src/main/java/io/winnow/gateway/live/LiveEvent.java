package io.winnow.gateway.live;

/**
 * Something the page should hear of at once.
 *
 * @param name of the event: {@code line}, {@code stream}, {@code question}, {@code writing}, {@code answer}
 * @param data one of {@link Views}
 */
public record LiveEvent(String name, Object data) {}
