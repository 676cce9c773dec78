package io.winnow.decode.worker.media;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * The colour profile that a picture states (ICC.1), by which its numbers become those of sRGB. As everywhere else where pictures are shown, one that is damaged or of other colours than the decoded
 * picture's, such as of inks, is as if there were none.
 */
final class ColourProfile {
    private static final int CHANNELS = 3;
    private static final int MOST_BYTES = 16 << 20;
    /** Steps of each colour at which profiles are compared with sRGB. */
    private static final int[] STEPS = {0, 64, 128, 192, 255};
    /** What two roundings differ by. */
    private static final int ROUNDING = 2;

    private final byte[] stated;
    private final Optional<ColorConvertOp> conversion;
    private final int channels;

    private ColourProfile(byte[] stated, Optional<ColorConvertOp> conversion, int channels) {
        this.stated = stated;
        this.conversion = conversion;
        this.channels = channels;
    }

    /** The bytes of the profile that a frame states; none where it states none, or one too large to be true. */
    static byte[] statedBy(AVFrame frame) {
        AVFrameSideData data = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_ICC_PROFILE);
        if (data == null || data.isNull() || data.size() > MOST_BYTES) {
            return new byte[0];
        }
        byte[] bytes = new byte[(int) data.size()];
        new BytePointer(data.data()).get(bytes);
        return bytes;
    }

    static ColourProfile of(byte[] stated) {
        if (stated.length == 0) {
            return new ColourProfile(stated, Optional.empty(), CHANNELS);
        }
        try {
            ICC_Profile profile = ICC_Profile.getInstance(stated);
            int channels = profile.getNumComponents();
            boolean usable = (channels == 1 || channels == CHANNELS)
                    && (profile.getColorSpaceType() == ColorSpace.TYPE_RGB
                            || profile.getColorSpaceType() == ColorSpace.TYPE_GRAY);
            if (!usable) {
                return new ColourProfile(stated, Optional.empty(), channels);
            }
            ColorConvertOp conversion =
                    new ColorConvertOp(new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
            ColourProfile made = new ColourProfile(stated, Optional.of(conversion), channels);
            return made.changesNothing() ? new ColourProfile(stated, Optional.empty(), channels) : made;
        } catch (IllegalArgumentException | CMMException e) {
            return new ColourProfile(stated, Optional.empty(), CHANNELS);
        }
    }

    /** Whether another frame states the same. */
    boolean isOf(byte[] other) {
        return Arrays.equals(stated, other);
    }

    /** Most profiles are sRGB's own, and a conversion would only cost a rounding. */
    private boolean changesNothing() {
        ByteBuffer colours = ByteBuffer.allocate(CHANNELS * STEPS.length * STEPS.length * STEPS.length);
        for (int red : STEPS) {
            for (int green : STEPS) {
                for (int blue : STEPS) {
                    colours.put((byte) red).put((byte) (channels == 1 ? red : green));
                    colours.put((byte) (channels == 1 ? red : blue));
                }
            }
        }
        byte[] before = colours.array().clone();
        toSrgb(colours.clear(), before.length / CHANNELS);
        for (int i = 0; i < before.length; i++) {
            if (Math.abs((before[i] & 0xff) - (colours.get(i) & 0xff)) > ROUNDING) {
                return false;
            }
        }
        return true;
    }

    /**
     * Converts pixels where they lie.
     *
     * @param rgb {@code [pixels, 3]} from its beginning on
     */
    void toSrgb(ByteBuffer rgb, int pixels) {
        if (conversion.isEmpty()) {
            return;
        }
        byte[] stated = new byte[CHANNELS * pixels];
        rgb.get(0, stated);
        byte[] shown = new byte[CHANNELS * pixels];
        conversion.get().filter(raster(channels == 1 ? first(stated) : stated, channels), raster(shown, CHANNELS));
        rgb.put(0, shown);
    }

    private static byte[] first(byte[] rgb) {
        byte[] grey = new byte[rgb.length / CHANNELS];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = rgb[CHANNELS * i];
        }
        return grey;
    }

    private static WritableRaster raster(byte[] bytes, int channels) {
        int[] offsets = channels == 1 ? new int[] {0} : new int[] {0, 1, 2};
        return Raster.createInterleavedRaster(
                new DataBufferByte(bytes, bytes.length),
                bytes.length / channels,
                1,
                bytes.length,
                channels,
                offsets,
                null);
    }
}
