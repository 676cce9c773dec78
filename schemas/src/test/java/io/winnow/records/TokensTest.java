package io.winnow.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TokensTest {

    @Property
    void packsAsBitByBitAndUnpacksToTheSame(
            @ForAll @IntRange(min = 1, max = 31) int bits, @ForAll @IntRange(max = 200) int count, @ForAll long seed) {
        Random random = new Random(seed);
        int[] ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = random.nextInt() & (1 << bits) - 1;
        }
        Tokens.Ids packed = Tokens.Ids.pack(ids, bits);
        assertThat(packed.packed()).isEqualTo(bitByBit(ids, bits));
        assertThat(packed.unpack()).isEqualTo(ids);
        assertThat(packed.bytes()).isEqualTo((count * bits + 7) / 8);
    }

    @Test
    void anIdBeyondTheCodebookIsNamedWithItsPlace() {
        assertThatThrownBy(() -> Tokens.Ids.pack(new int[] {0, 4096}, 12))
                .hasMessageContaining("id 4096 at 1")
                .hasMessageContaining("12 bits");
    }

    @Test
    void refusesBytesThatDoNotFit() {
        assertThatThrownBy(() -> new Tokens.Ids(49, 12, new byte[73])).hasMessageContaining("73 bytes");
        assertThatThrownBy(() -> new Tokens.Vectors(2, 3, new byte[11])).hasMessageContaining("11 bytes");
    }

    private static byte[] bitByBit(int[] ids, int bits) {
        byte[] packed = new byte[(ids.length * bits + 7) / 8];
        for (int i = 0; i < ids.length; i++) {
            for (int b = 0; b < bits; b++) {
                int at = i * bits + b;
                packed[at / 8] |= (byte) ((ids[i] >> b & 1) << at % 8);
            }
        }
        return packed;
    }

    @Property
    void theFirstIdsAreThoseThatStoodFirst(
            @ForAll List<@IntRange(max = 4095) Integer> ids, @ForAll @IntRange(max = 40) int tokens) {
        int[] all = ids.stream().mapToInt(Integer::intValue).toArray();
        assertThat(Tokens.Ids.pack(all, 12).first(tokens).unpack())
                .isEqualTo(Arrays.copyOf(all, Math.min(tokens, all.length)));
    }

    @Test
    void theFirstVectorsAreThoseThatStoodFirst() {
        Tokens.Vectors three = new Tokens.Vectors(3, 1, new byte[] {1, 2, 3, 4, 5, 6});
        assertThat(three.first(2)).isEqualTo(new Tokens.Vectors(2, 1, new byte[] {1, 2, 3, 4}));
        assertThat(three.first(9)).isEqualTo(three);
        assertThat(three.part(1, 3)).isEqualTo(new Tokens.Vectors(2, 1, new byte[] {3, 4, 5, 6}));
    }
}
