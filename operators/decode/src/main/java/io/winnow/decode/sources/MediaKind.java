package io.winnow.decode.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** What a file seems to be, by its first bytes, else by its name. Only decides to which stream it belongs; whether it is media, the decoder says. */
public enum MediaKind {
    /** One picture. */
    PICTURE,
    /** Moving pictures. */
    CLIP,
    /** Neither is evident. */
    UNKNOWN;

    /** So many bytes of a file tell. */
    public static final int HEAD_BYTES = 64;

    private static final int BRAND_AT = 4;
    private static final int WEBP_FLAGS_AT = 20;
    private static final int WEBP_ANIMATED = 2;
    private static final int PNG_SECOND_CHUNK_AT = 37;
    private static final Set<String> STILL_BRANDS = Set.of("avif", "heic", "heix", "mif1");
    private static final Set<String> PICTURES = Set.of(
            "jpg", "jpeg", "jpe", "png", "bmp", "tif", "tiff", "webp", "avif", "heic", "heif", "jp2", "j2k", "jxl",
            "ppm", "pgm", "pbm", "pnm", "tga", "ico", "exr", "hdr", "qoi", "psd", "sgi", "dpx", "pcx", "dds");
    private static final Set<String> CLIPS = Set.of(
            "mp4", "m4v", "mov", "mkv", "webm", "avi", "gif", "apng", "mpg", "mpeg", "ts", "m2ts", "mts", "flv", "ogv",
            "ogg", "wmv", "asf", "3gp", "3g2", "264", "h264", "265", "h265", "hevc", "ivf", "mjpeg", "mjpg", "vob",
            "y4m", "mxf", "rm", "rmvb", "nut", "dv", "avifs");

    /** Looks at a file; one that cannot be read is judged by its name. */
    public static MediaKind of(Path file) {
        try {
            MediaKind kind = byHead(head(file));
            return kind == UNKNOWN ? byName(file) : kind;
        } catch (IOException e) {
            // Whoever decodes it will meet the same and tell.
            return byName(file);
        }
    }

    /**
     * Looks at bytes.
     *
     * @param name of the file that they begin
     * @param head its first bytes
     */
    public static MediaKind of(String name, byte[] head) {
        MediaKind kind = byHead(new String(head, 0, Math.min(head.length, HEAD_BYTES), StandardCharsets.ISO_8859_1));
        return kind == UNKNOWN ? byName(Path.of(name)) : kind;
    }

    /** Whether a file's first bytes are those of a picture or a clip. */
    static boolean evident(Path file) throws IOException {
        return byHead(head(file)) != UNKNOWN;
    }

    private static String head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
        }
    }

    private static MediaKind byName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return PICTURES.contains(extension) ? PICTURE : CLIPS.contains(extension) ? CLIP : UNKNOWN;
    }

    private static MediaKind byHead(String head) {
        if (head.startsWith("ftyp", BRAND_AT)) {
            return STILL_BRANDS.contains(part(head, 2 * BRAND_AT, BRAND_AT)) ? PICTURE : CLIP;
        }
        if (head.startsWith("\u0089PNG")) {
            return head.startsWith("acTL", PNG_SECOND_CHUNK_AT) ? CLIP : PICTURE;
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 2 * BRAND_AT)) {
            boolean animated = head.startsWith("VP8X", 3 * BRAND_AT)
                    && head.length() > WEBP_FLAGS_AT
                    && (head.charAt(WEBP_FLAGS_AT) & WEBP_ANIMATED) != 0;
            return animated ? CLIP : PICTURE;
        }
        return startsWithAny(head, "\u00ff\u00d8\u00ff", "BM", "II*\0", "MM\0*", "\0\0\0\u000cjP", "8BPS", "qoif")
                ? PICTURE
                : startsWithAny(head, "GIF8", "\u001aE\u00df\u00a3", "RIFF", "FLV", "OggS", "\0\0\1\u00ba", "0&\u00b2u")
                        ? CLIP
                        : UNKNOWN;
    }

    private static String part(String head, int at, int length) {
        return head.length() < at + length ? "" : head.substring(at, at + length);
    }

    private static boolean startsWithAny(String head, String... signatures) {
        for (String signature : signatures) {
            if (head.startsWith(signature)) {
                return true;
            }
        }
        return false;
    }
}
