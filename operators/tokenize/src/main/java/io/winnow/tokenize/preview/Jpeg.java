package io.winnow.tokenize.preview;

import io.winnow.frames.Frame;
import io.winnow.records.Preview;
import io.winnow.tokenize.RgbPicture;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Makes small JPEG pictures of frames, in the shape that they had before they were squashed for the tokenizer, if they were. For one thread. */
final class Jpeg {
    private static final float[] QUALITIES = {0.85f, 0.7f, 0.5f, 0.3f, 0.15f};

    private final int edge;
    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("jpeg").next();

    /** @param edge longest, in pixels */
    Jpeg(int edge) {
        this.edge = edge;
    }

    /** A picture and its size. */
    record Picture(int width, int height, byte[] bytes) {}

    /** A frame's picture, of at most {@link Preview#LARGEST_BYTES}. */
    Picture of(Frame frame) {
        BufferedImage shown = shaped(read(frame), frame);
        while (true) {
            for (float quality : QUALITIES) {
                byte[] bytes = write(shown, quality);
                if (bytes.length <= Preview.LARGEST_BYTES) {
                    return new Picture(shown.getWidth(), shown.getHeight(), bytes);
                }
            }
            shown = scaled(shown, Math.max(1, shown.getWidth() / 2), Math.max(1, shown.getHeight() / 2));
        }
    }

    private static BufferedImage read(Frame frame) {
        RgbPicture picture = RgbPicture.of(frame);
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, frame.width(), frame.height(), picture.packed(), 0, frame.width());
        return image;
    }

    /** In the shape of the source, no edge smaller than what is known of it, unless the longest would be too long. */
    private BufferedImage shaped(BufferedImage image, Frame frame) {
        double shape = frame.cropped()
                ? (double) frame.width() / frame.height()
                : (double) frame.sourceWidth() / frame.sourceHeight();
        double width = Math.max(image.getWidth(), image.getHeight() * shape);
        double height = width / shape;
        double shrink = Math.min(1, edge / Math.max(width, height));
        return scaled(
                image, Math.max(1, (int) Math.round(width * shrink)), Math.max(1, (int) Math.round(height * shrink)));
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
