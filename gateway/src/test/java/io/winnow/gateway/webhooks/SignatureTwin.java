package io.winnow.gateway.webhooks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Checks signatures as a receiver would that has nothing but SHA-256: HMAC by its definition (RFC 2104, section 2). */
public final class SignatureTwin {
    private static final int BLOCK = 64;

    private SignatureTwin() {}

    /** Whether one of a header's signatures is the secret's. */
    public static boolean signs(String secret, String id, String timestamp, byte[] body, String header) {
        byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
        byte[] message = joined((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8), body);
        byte[] inner = sha256(joined(padded(key, 0x36), message));
        String signature = "v1," + Base64.getEncoder().encodeToString(sha256(joined(padded(key, 0x5c), inner)));
        return Arrays.asList(header.split(" ")).contains(signature);
    }

    private static byte[] padded(byte[] key, int with) {
        byte[] block = Arrays.copyOf(key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= (byte) with;
        }
        return block;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
