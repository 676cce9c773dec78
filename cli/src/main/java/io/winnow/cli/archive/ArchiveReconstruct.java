package io.winnow.cli.archive;

import io.winnow.archive.FrameTokens;
import io.winnow.archive.KeptTokens;
import io.winnow.archive.Row;
import io.winnow.cli.ask.AskedTime;
import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.reconstruct.Pngs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes pictures of an archive's tokens. */
@Command(
        name = "reconstruct",
        description = "Makes pictures of an archive's tokens: a PNG for each picture, and for each frame of a clip.")
public final class ArchiveReconstruct extends CliCommand {
    private static final int MICROS_A_MILLI = 1_000;

    @Parameters(index = "0", paramLabel = "DIR", description = "The archive: a folder, or s3://BUCKET/FOLDER.")
    private String address = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "ID",
            description = "Paths of items in the archive, or of folders of them.")
    private List<String> ids = List.of();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description =
                    "Folder that the pictures go to: each by its path with .png, frames of clips by the time in milliseconds too.")
    private Path out = Path.of("");

    @Option(names = "--tokens", paramLabel = "K", description = "Only the first K tokens of each frame.")
    private int tokens = Integer.MAX_VALUE;

    @Mixin
    private AskedTime time = new AskedTime();

    @Mixin
    private MadeAgain made = new MadeAgain();

    @Override
    public Integer call() throws IOException {
        if (tokens < 1) {
            throw CommandFailure.usage(
                    "BAD_TOKENS", "a picture of no tokens is none", "--tokens " + tokens, "Give 1 or more.");
        }
        KeptTokens kept = ArchiveAddress.kept(address);
        Chosen chosen = Chosen.of(kept, ids, time.range(Instant.now()));
        Map<String, Long> frames = chosen.rows().stream()
                .collect(Collectors.groupingBy(row -> row.item().path(), Collectors.counting()));
        try (ArchivePictures pictures = ArchivePictures.open(made.of(kept))) {
            pictures.each(
                    chosen.rows(),
                    tokens,
                    shown -> write(
                            shown,
                            kept.ofStreams()
                                    || frames.getOrDefault(shown.row().item().path(), 1L) > 1));
        }
        int count = chosen.rows().size();
        terminal().print((count == 1 ? "1 picture" : ArchiveReport.count(count) + " pictures") + " in " + out);
        return new ArchiveReport(terminal()).problems(chosen.without());
    }

    private void write(ArchivePictures.Shown shown, boolean clip) throws IOException {
        Row row = shown.row();
        FrameTokens frame = row.frame().orElseThrow();
        Path file = file(row.item().path(), frame, clip);
        Files.createDirectories(file.resolveSibling(""));
        Pngs.write(Pngs.image(shown.picture()), file);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("media", row.item().path());
        document.put("startMicros", frame.span().startMicros());
        document.put("tokens", shown.tokens());
        document.put("bytes", shown.bytes());
        if (shown.tokens() == frame.tokens().count() && !Double.isNaN(frame.quality())) {
            document.put("l1", frame.quality());
        }
        document.put("file", file.toString());
        terminal().document(document);
    }

    private Path file(String path, FrameTokens frame, boolean clip) {
        String name = clip
                ? String.format(Locale.ROOT, "%s.%09d.png", path, frame.span().startMicros() / MICROS_A_MILLI)
                : path + ".png";
        Path file = out.resolve(name).normalize();
        if (!file.startsWith(out.normalize())) {
            throw CommandFailure.input(
                    "BAD_PATH",
                    "the item " + path + " would be written outside of the folder",
                    file.toString(),
                    "Leave it out.");
        }
        return file;
    }
}
