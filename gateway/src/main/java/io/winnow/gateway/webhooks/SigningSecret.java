package io.winnow.gateway.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that the gateway shares with an endpoint, {@code whsec_} and its bytes in base64 (Standard Webhooks 1.0.0, Signature scheme). No text of this class or its errors repeats it. */
final class SigningSecret {
    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final SecretKeySpec key;

    private SigningSecret(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Reads a secret.
     *
     * @throws IllegalArgumentException where it is none, with a sentence that does not repeat it
     */
    static SigningSecret parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a secret begins with " + PREFIX);
        }
        byte[] key = decoded(text.substring(PREFIX.length()))
                .orElseThrow(() -> new IllegalArgumentException("what follows " + PREFIX + " is no base64"));
        if (key.length < FEWEST_BYTES || key.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a secret has " + FEWEST_BYTES + " to " + MOST_BYTES + " bytes, not " + key.length);
        }
        return new SigningSecret(key);
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            // Its words repeat a part of the secret.
            return Optional.empty();
        }
    }

    /**
     * Signs a message.
     *
     * @param id of the message, without a full stop
     * @param timestampSeconds of this try
     * @param body its bytes
     * @return as the header holds it: {@code v1,} and HMAC-SHA256 in base64
     */
    String sign(String id, long timestampSeconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestampSeconds + ".").getBytes(StandardCharsets.UTF_8));
            return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM + ", which every Java must have", e);
        }
    }

    @Override
    public String toString() {
        return "SigningSecret[hidden]";
    }
}
