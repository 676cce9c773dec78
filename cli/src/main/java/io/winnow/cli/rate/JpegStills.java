package io.winnow.cli.rate;

import io.winnow.tokenize.RgbPicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEG by the Independent JPEG Group's encoder, which Java has: colour at half the size, Huffman tables made for each picture. FFmpeg's own is made for video, and writes larger files. */
final class JpegStills implements StillCodec {
    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("jpeg").next();

    @Override
    public String name() {
        return "JPEG";
    }

    @Override
    public int[] scales() {
        return new int[] {16, 12, 8, 6, 4, 2};
    }

    @Override
    public Still press(RgbPicture picture, int quality) {
        JPEGImageWriteParam parameters = (JPEGImageWriteParam) writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality((float) quality / BEST);
        parameters.setOptimizeHuffmanTables(true);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image(picture), null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("a JPEG in memory could not be written", e);
        }
        return new Still(bytes.size(), read(bytes.toByteArray()));
    }

    private static BufferedImage image(RgbPicture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, picture.width(), picture.height(), picture.packed(), 0, picture.width());
        return image;
    }

    private static RgbPicture read(byte[] jpeg) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
            int[] packed = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            return RgbPicture.ofPacked(image.getWidth(), image.getHeight(), packed);
        } catch (IOException e) {
            throw new UncheckedIOException("a JPEG in memory could not be read", e);
        }
    }

    @Override
    public void close() {
        writer.dispose();
    }
}
