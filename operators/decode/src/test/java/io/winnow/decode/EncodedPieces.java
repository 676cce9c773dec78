package io.winnow.decode;

import io.winnow.decode.worker.command.FfmpegCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Pieces of one stream as encoders publish them, made by FFmpeg's muxer of HLS. */
public final class EncodedPieces {
    /** Frames of each piece, at a hundred a second, of which the first is a key frame; more than a demuxer looks at to tell their rate. */
    public static final int FRAMES = 40;

    private static final String HEADER = "#EXT-X-MAP:URI=";

    private EncodedPieces() {}

    /**
     * Draws so many.
     *
     * @param folder for them and their playlist
     * @param type {@code mpegts} or {@code fmp4}
     * @param more options of the muxer
     * @return the playlist
     */
    public static Path draw(Path folder, int pieces, String type, String... more) throws IOException {
        Path playlist = folder.resolve("whole.m3u8");
        List<String> words = new ArrayList<>(List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=160x120:rate=100",
                "-frames:v",
                Integer.toString(pieces * FRAMES),
                "-g",
                Integer.toString(FRAMES),
                "-c:v",
                "libopenh264",
                "-f",
                "hls",
                "-hls_segment_type",
                type,
                "-hls_time",
                "0.4",
                "-hls_list_size",
                "0"));
        words.addAll(List.of(more));
        words.add(playlist.toString());
        FfmpegCommand.find().run(words);
        return playlist;
    }

    /**
     * Draws so many, encrypted by FFmpeg under one key, {@code piece.key} beside the playlist.
     *
     * @param keyAddress as the playlist shall name it
     * @param vector as 32 digits, or none where the number of each piece is it
     * @return the playlist
     */
    public static Path encrypted(Path folder, int pieces, String keyAddress, String... vector) throws IOException {
        Path key = Files.write(folder.resolve("piece.key"), "sixteen letters!".getBytes(StandardCharsets.US_ASCII));
        List<String> lines = new ArrayList<>(List.of(keyAddress, key.toString()));
        lines.addAll(List.of(vector));
        Path info = Files.write(folder.resolve("key.info"), lines);
        return draw(folder, pieces, "mpegts", "-hls_key_info_file", info.toString());
    }

    /**
     * So many, each with all that a decoder needs to begin with it.
     *
     * @param folder for files
     * @param type {@code mpegts} or {@code fmp4}
     */
    public static List<byte[]> of(Path folder, int pieces, String type) throws IOException {
        byte[] header = new byte[0];
        List<byte[]> made = new ArrayList<>();
        for (String line : Files.readAllLines(draw(folder, pieces, type))) {
            if (line.startsWith(HEADER)) {
                String name = line.substring(HEADER.length()).replace("\"", "");
                header = Files.readAllBytes(folder.resolve(name));
            } else if (!line.startsWith("#")) {
                ByteArrayOutputStream piece = new ByteArrayOutputStream();
                piece.writeBytes(header);
                piece.writeBytes(Files.readAllBytes(folder.resolve(line)));
                made.add(piece.toByteArray());
            }
        }
        return made;
    }
}
