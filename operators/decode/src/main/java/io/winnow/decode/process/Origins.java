package io.winnow.decode.process;

import io.winnow.decode.PieceTopics;
import io.winnow.net.AddressKind;
import java.util.Objects;
import java.util.Set;

/**
 * From where the parent reads what is on no disk.
 *
 * @param web for http and https
 * @param allowed kinds of addresses, beside public ones, of servers that a playlist names beside its own
 * @param topics for pieces that are published
 */
record Origins(WebClient web, Set<AddressKind> allowed, PieceTopics.Client topics) {
    Origins {
        Objects.requireNonNull(web, "web");
        allowed = Set.copyOf(allowed);
        Objects.requireNonNull(topics, "topics");
    }

    /** Of what needs no topic, and whose playlists name public servers alone beside their own. */
    static Origins ofWeb() {
        return ofWeb(Set.of());
    }

    /** Of what needs no topic. */
    static Origins ofWeb(Set<AddressKind> allowed) {
        return new Origins(new WebClient(), allowed, PieceTopics.NONE.client(0));
    }
}
