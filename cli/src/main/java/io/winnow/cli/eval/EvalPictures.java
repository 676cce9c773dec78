package io.winnow.cli.eval;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.Failure;
import io.winnow.cli.tokenize.FileFrames;
import io.winnow.decode.DecodeOptions;
import io.winnow.decode.PictureSize;
import io.winnow.decode.process.Sampling;
import io.winnow.decode.sources.MediaKind;
import io.winnow.jobs.Evenly;
import io.winnow.tokenize.RgbPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The pictures of an evaluation: every one below the folder {@code images}, its middle square scaled. */
final class EvalPictures {
    private static final String FOLDER = "images";

    private EvalPictures() {}

    /**
     * Reads them. One that cannot be read is left out.
     *
     * @param data folder of the evaluation
     * @param size edge of the squares, pixels
     * @param limit most pictures, evenly spread
     * @param unread hears of each that is left out
     * @throws CommandFailure where there is none that can be read
     */
    static List<RgbPicture> read(Path data, int size, int limit, Consumer<Failure> unread)
            throws IOException, InterruptedException {
        List<RgbPicture> pictures = new ArrayList<>();
        List<Path> files = Evenly.some(files(data.resolve(FOLDER)), limit);
        try (FileFrames frames = open(size)) {
            for (Path file : files) {
                try {
                    square(frames, file, pictures);
                } catch (CommandFailure e) {
                    unread.accept(e.failure());
                }
            }
        }
        if (pictures.isEmpty()) {
            throw CommandFailure.input(
                    "NO_DATA",
                    "none of " + files.size() + " pictures in " + data.resolve(FOLDER) + " can be read",
                    data.resolve(FOLDER).toString(),
                    "Give a folder with --data that has some.");
        }
        return pictures;
    }

    /**
     * The middle squares of files, in their order.
     *
     * @param size edge of the squares, pixels
     * @throws CommandFailure where one cannot be read
     */
    static List<RgbPicture> squares(List<Path> files, int size) throws InterruptedException {
        List<RgbPicture> pictures = new ArrayList<>();
        try (FileFrames frames = open(size)) {
            for (Path file : files) {
                square(frames, file, pictures);
            }
        }
        return pictures;
    }

    private static FileFrames open(int size) {
        return FileFrames.open(DecodeOptions.defaults(), new PictureSize(size, size, PictureSize.Fit.CROP));
    }

    private static void square(FileFrames frames, Path file, List<RgbPicture> pictures) throws InterruptedException {
        frames.each(file, new Sampling.KeepAll(), frame -> {
            pictures.add(RgbPicture.of(frame));
            frame.release();
            return false;
        });
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw none(folder);
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file -> MediaKind.of(file) == MediaKind.PICTURE)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw none(folder);
            }
            return files;
        }
    }

    private static CommandFailure none(Path folder) {
        return CommandFailure.input(
                "NO_DATA",
                "there are no pictures in " + folder,
                folder.toString(),
                "Give a folder with --data that has some.");
    }
}
