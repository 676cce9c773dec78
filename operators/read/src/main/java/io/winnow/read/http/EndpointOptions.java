package io.winnow.read.http;

import io.winnow.net.AddressKind;
import io.winnow.records.BundleRef;
import io.winnow.records.Describe;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which endpoint reads, what it is asked and what it costs.
 *
 * @param url of the interface, up to and without {@code /chat/completions}; empty where none is used
 * @param model that the endpoint is asked for
 * @param keyFile whose text is the key; empty for none
 * @param allow kinds of addresses beside public ones that the endpoint may have
 * @param wording of requests
 * @param patience with the endpoint
 * @param priceIn of 1,000 tokens of prompts
 * @param priceOut of 1,000 tokens of answers
 */
public record EndpointOptions(
        @Describe(
                key = "read.http.url",
                text =
                        "Where the OpenAI-compatible interface is, without /chat/completions, such as http://127.0.0.1:8000/v1. No user, password or query.")
        String url,

        @Describe(key = "read.http.model", text = "The model that the endpoint is asked for, by its name there.")
        String model,

        @Describe(
                key = "read.http.key-file",
                text =
                        "File whose text is sent as the bearer's key; read anew for each request, so that it can be exchanged. Empty: no key.",
                content = false)
        String keyFile,

        @Describe(
                key = "read.http.allow",
                text =
                        "Addresses beside public ones that the endpoint may have: loopback, private, link-local, metadata, reserved. Checked against what the name resolves to at each connection.",
                content = false)
        List<AddressKind> allow,

        Wording wording,
        Patience patience,

        @Describe(key = "read.http.price-in", text = "What 1,000 tokens of prompts cost, in any unit.", content = false)
        double priceIn,

        @Describe(
                key = "read.http.price-out",
                text = "What 1,000 tokens of answers cost, in the same unit.",
                content = false)
        double priceOut)
        implements Serializable {
    private static final double THOUSAND = 1_000;

    public EndpointOptions {
        allow = new ArrayList<>(allow);
        if (!url.isEmpty()) {
            check(url);
        }
        if (!(priceIn >= 0 && priceOut >= 0)) {
            throw new IllegalArgumentException("read.http.price-in and read.http.price-out are not negative");
        }
    }

    /** No endpoint. */
    public static EndpointOptions none() {
        return new EndpointOptions("", "", "", List.of(), Wording.defaults(), Patience.defaults(), 0, 0);
    }

    /** An address that holds a secret would be shown with it; what is wrong with one is said without repeating it. */
    private static void check(String url) {
        URI uri = parsed(url).orElseThrow(() -> new IllegalArgumentException("read.http.url is no address"));
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (!web || uri.getHost() == null) {
            throw new IllegalArgumentException("read.http.url begins with http:// or https:// and a host");
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    "read.http.url has no user, password, query or fragment; a key belongs into a file, see read.http.key-file");
        }
    }

    private static Optional<URI> parsed(String url) {
        try {
            return Optional.of(new URI(url));
        } catch (URISyntaxException e) {
            // Its words repeat the address.
            return Optional.empty();
        }
    }

    /** The address that requests go to. */
    URI chat() {
        return URI.create(url.replaceFirst("/+$", "") + "/chat/completions");
    }

    /** What tokens cost. */
    double price(long tokensIn, long tokensOut) {
        return (tokensIn * priceIn + tokensOut * priceOut) / THOUSAND;
    }

    /** How answers name the endpoint: {@code http:} and the model, with a digest of everything that decides what it is asked. */
    public BundleRef ref() {
        String asked = String.join(
                "\n",
                url,
                model,
                wording.instruction(),
                String.valueOf(wording.pictures()),
                String.valueOf(wording.answerTokens()),
                String.valueOf(wording.temperature()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8));
            return new BundleRef("http:" + model, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }
}
