package io.winnow.decode.process;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** An encrypted piece of a playlist in plain (RFC 8216, 4.3.2.4: AES-128, blocks chained, padded). It can only be read in order. */
final class DecryptedSource implements ByteSource {
    private final ByteSource source;
    private final Cipher cipher;
    private long taken;
    private long given;
    private boolean ended;

    /**
     * Of a piece that is read from its beginning.
     *
     * @param key of {@link PieceKeys#BYTES}
     * @param vector that its first block begins with
     */
    DecryptedSource(ByteSource source, byte[] key, IvParameterSpec vector) {
        this.source = source;
        try {
            cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), vector);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each Java has AES", e);
        }
    }

    @Override
    public long size() {
        return -1;
    }

    @Override
    public byte[] read(long offset, int count) throws IOException {
        if (offset != given) {
            throw new IOException("an encrypted piece can only be read in order");
        }
        while (!ended) {
            // What is left of the last block that was begun comes with what is read now.
            byte[] bytes = source.read(taken, Math.max(1, count - PieceKeys.BYTES));
            taken += bytes.length;
            ended = bytes.length == 0;
            byte[] plain = decrypted(bytes);
            if (plain != null && plain.length > 0) {
                given += plain.length;
                return plain;
            }
        }
        return NOTHING;
    }

    private byte @Nullable [] decrypted(byte[] bytes) throws IOException {
        try {
            return ended ? cipher.doFinal() : cipher.update(bytes);
        } catch (GeneralSecurityException e) {
            throw new IOException("a piece cannot be decrypted: it is damaged, or its key is another's", e);
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
