package io.winnow.decode;

import io.winnow.net.AddressKind;
import io.winnow.records.Describe;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What playlists of the web may lead to.
 *
 * @param allow kinds of addresses, beside public ones, of servers other than the playlist's own
 */
public record WebOptions(
        @Describe(
                key = "decode.web.allow",
                text = "Addresses beside public ones that servers may have which a playlist names for its pieces, keys"
                        + " or qualities, where they are not its own: loopback, private, link-local, metadata,"
                        + " reserved. Checked against what the name resolves to at each request.",
                content = false)
        List<AddressKind> allow)
        implements Serializable {
    public WebOptions {
        allow = new ArrayList<>(allow);
    }

    /** Public ones alone. */
    public static WebOptions defaults() {
        return new WebOptions(List.of());
    }

    @Override
    public List<AddressKind> allow() {
        return List.copyOf(allow);
    }
}
