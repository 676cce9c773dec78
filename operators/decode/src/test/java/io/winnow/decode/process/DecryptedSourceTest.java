package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DecryptedSourceTest {
    private static final byte[] KEY = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    private static final IvParameterSpec VECTOR =
            new IvParameterSpec(new byte[] {16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1});

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private static byte[] encrypted(byte[] plain) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"), VECTOR);
        return cipher.doFinal(plain);
    }

    @Property
    void whatWasEncryptedIsReadInPlainHoweverMuchAtOnce(
            @ForAll @IntRange(max = 400) int size, @ForAll @IntRange(min = 1, max = 100) int count) throws Exception {
        byte[] plain = bytes(size);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (DecryptedSource source = new DecryptedSource(new MemorySource(encrypted(plain)), KEY, VECTOR)) {
            for (byte[] more = source.read(0, count); more.length > 0; more = source.read(read.size(), count)) {
                read.writeBytes(more);
                if (count >= PieceKeys.BYTES) {
                    assertThat(more.length).isLessThanOrEqualTo(count);
                }
            }
        }
        assertThat(read.toByteArray()).isEqualTo(plain);
    }

    @Test
    void whatIsDamagedOrOfAnotherKeyIsSaid() throws Exception {
        byte[] cut = Arrays.copyOf(encrypted(bytes(100)), 100);
        try (DecryptedSource source = new DecryptedSource(new MemorySource(cut), KEY, VECTOR)) {
            int whole = source.read(0, 1_000).length;
            assertThatThrownBy(() -> source.read(whole, 1_000)).hasMessageStartingWith("a piece cannot be decrypted");
        }
    }

    @Test
    void itIsReadInOrderAlone() throws Exception {
        try (DecryptedSource source = new DecryptedSource(new MemorySource(encrypted(bytes(64))), KEY, VECTOR)) {
            assertThat(source.size()).isNegative();
            assertThatThrownBy(() -> source.read(16, 16)).hasMessage("an encrypted piece can only be read in order");
        }
    }
}
