package io.winnow.gateway.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the holder of a key shows: {@code winnow_ID_SECRET}, of which the secret is 256 random bits.
 *
 * <p>Files keep its SHA-256. Slow hashes and salts protect words that people choose, which can be guessed and are used twice; nobody guesses 256 random bits, whatever a guess costs, and no two
 * secrets are the same. A fast hash keeps a flood of wrong keys cheap for the gateway.
 */
public final class KeySecret {
    static final int HASH_BYTES = 32;

    private static final int SECRET_BYTES = 32;
    private static final String PREFIX = "winnow_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "([a-z0-9][a-z0-9-]{0,62})_([A-Za-z0-9_-]{43})");

    private final String id;
    private final String secret;

    private KeySecret(String id, String secret) {
        this.id = id;
        this.secret = secret;
    }

    /** A new one. */
    public static KeySecret draw(String id, SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return new KeySecret(id, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The one that somebody shows; empty where the text has not its form. */
    public static Optional<KeySecret> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new KeySecret(form.group(1), form.group(2))) : Optional.empty();
    }

    String id() {
        return id;
    }

    /** SHA-256 of the secret. */
    public byte[] hash() {
        return sha256(secret);
    }

    /** The whole, for its holder alone. */
    public String reveal() {
        return PREFIX + id + "_" + secret;
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }

    @Override
    public String toString() {
        return "KeySecret[" + id + "]";
    }
}
