package io.winnow.decode.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import org.junit.jupiter.api.Test;

class ColourProfileTest {
    private static final byte[] LINEAR =
            ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    private static final byte[] GREY =
            ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    /** IEC 61966-2-1: light in proportion to the number becomes the number of that light. */
    @Property(tries = 30)
    void linearLightBecomesThatOfSrgb(@ForAll @ByteRange byte value) {
        int linear = value & 0xff;
        double light = linear / 255.0;
        double expected = 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055);

        byte[] shown = shown(LINEAR, new byte[] {value, value, value});

        assertThat(Math.abs((shown[1] & 0xff) - expected)).isLessThan(2.5);
    }

    @Test
    void greyOfAnotherGammaStaysGrey() {
        byte[] shown = shown(GREY, new byte[] {64, 64, 64, (byte) 128, (byte) 128, (byte) 128});

        assertThat(shown[0]).isEqualTo(shown[1]).isEqualTo(shown[2]);
        assertThat(shown[3]).isEqualTo(shown[4]).isEqualTo(shown[5]);
        assertThat(shown[3] & 0xff).isGreaterThan(shown[0] & 0xff);
    }

    @Test
    void coloursOfSrgbStayTheyAre() {
        byte[] colours = {1, 2, 3, (byte) 200, 30, 40};

        assertThat(shown(SRGB, colours)).isEqualTo(colours);
    }

    @Test
    void aDamagedProfileIsAsIfThereWereNone() {
        byte[] colours = {1, 2, 3};

        assertThat(shown(Arrays.copyOf(LINEAR, LINEAR.length / 2), colours)).isEqualTo(colours);
        assertThat(shown(new byte[] {1, 2, 3}, colours)).isEqualTo(colours);
        assertThat(shown(new byte[0], colours)).isEqualTo(colours);
    }

    private static byte[] shown(byte[] profile, byte[] colours) {
        byte[] pixels = colours.clone();
        ColourProfile.of(profile).toSrgb(ByteBuffer.wrap(pixels), pixels.length / 3);
        return pixels;
    }
}
