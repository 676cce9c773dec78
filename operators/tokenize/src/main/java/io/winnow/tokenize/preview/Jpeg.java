package io.winnow.tokenize.preview;

import io.winnow.frames.Frame;
import io.winnow.records.Preview;
import io.winnow.tokenize.RgbPicture;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes small JPEG pictures of frames, and says in which shape they are to be shown: the one that they had before they were squashed for the tokenizer, if they were. For those who do not stretch pictures,
 * it does, which takes longer than all else. For one thread.
 */
public final class Jpeg {
    private static final float[] QUALITIES = {0.85f, 0.7f, 0.5f, 0.3f, 0.15f};

    private final int edge;
    private final boolean stretching;
    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("jpeg").next();

    /**
     * A maker.
     *
     * @param edge longest, in pixels
     * @param stretching whether pictures have the shape in which they are to be shown
     */
    Jpeg(int edge, boolean stretching) {
        this.edge = edge;
        this.stretching = stretching;
    }

    /** The JPEG of a picture as it is, as good as those of frames are at best. */
    public static byte[] of(RgbPicture picture) {
        Jpeg jpeg = new Jpeg(Math.max(picture.width(), picture.height()), false);
        try {
            return jpeg.write(image(picture), QUALITIES[0]);
        } finally {
            jpeg.close();
        }
    }

    /** A picture, and the size in which it is to be shown. */
    record Picture(int width, int height, byte[] bytes) {}

    private record Size(int width, int height) {}

    /** A frame's picture, of at most {@link Preview#LARGEST_BYTES}. */
    Picture of(Frame frame) {
        Size shown = shown(frame);
        BufferedImage drawn = image(RgbPicture.of(frame));
        drawn = stretching
                ? scaled(drawn, shown.width(), shown.height())
                : scaled(drawn, Math.min(drawn.getWidth(), shown.width()), Math.min(drawn.getHeight(), shown.height()));
        while (true) {
            for (float quality : QUALITIES) {
                byte[] bytes = write(drawn, quality);
                if (bytes.length <= Preview.LARGEST_BYTES) {
                    return stretching
                            ? new Picture(drawn.getWidth(), drawn.getHeight(), bytes)
                            : new Picture(shown.width(), shown.height(), bytes);
                }
            }
            drawn = scaled(drawn, Math.max(1, drawn.getWidth() / 2), Math.max(1, drawn.getHeight() / 2));
        }
    }

    private static BufferedImage image(RgbPicture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        int[] packed = picture.packed();
        System.arraycopy(packed, 0, ((DataBufferInt) image.getRaster().getDataBuffer()).getData(), 0, packed.length);
        return image;
    }

    /** In the shape of the source, no edge smaller than what is known of it, unless the longest would be too long. */
    private Size shown(Frame frame) {
        double shape = frame.cropped()
                ? (double) frame.width() / frame.height()
                : (double) frame.sourceWidth() / frame.sourceHeight();
        double width = Math.max(frame.width(), frame.height() * shape);
        double height = width / shape;
        double shrink = Math.min(1, edge / Math.max(width, height));
        return new Size(Math.max(1, (int) Math.round(width * shrink)), Math.max(1, (int) Math.round(height * shrink)));
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        if (image.getWidth() == width && image.getHeight() == height) {
            return image;
        }
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    private byte[] write(BufferedImage image, float quality) {
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("a JPEG in memory could not be written", e);
        }
        return bytes.toByteArray();
    }

    void close() {
        writer.dispose();
    }
}
