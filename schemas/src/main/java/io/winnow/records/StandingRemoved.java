package io.winnow.records;

import java.util.Objects;

/**
 * A standing question is asked no more.
 *
 * @param id of the question
 */
public record StandingRemoved(String id) implements StandingElement, AskElement {
    public StandingRemoved {
        Objects.requireNonNull(id, "id");
    }
}
