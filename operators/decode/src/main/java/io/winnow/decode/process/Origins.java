package io.winnow.decode.process;

import io.winnow.decode.PieceTopics;
import java.util.Objects;

/**
 * From where the parent reads what is on no disk.
 *
 * @param web for http and https
 * @param topics for pieces that are published
 */
record Origins(WebClient web, PieceTopics.Client topics) {
    Origins {
        Objects.requireNonNull(web, "web");
        Objects.requireNonNull(topics, "topics");
    }

    /** Of what needs no topic. */
    static Origins ofWeb() {
        return new Origins(new WebClient(), PieceTopics.NONE.client(0));
    }
}
