package io.winnow.cli.eval;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.Terminal;
import io.winnow.cli.rate.RateTokenizer;
import io.winnow.cli.rate.Setting;
import io.winnow.cli.rate.Showing;
import io.winnow.cli.reconstruct.Pngs;
import io.winnow.decode.sources.MediaKind;
import io.winnow.model.Bundle;
import io.winnow.tokenize.RgbPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks about pictures whose originals are gone: a tokenizer takes them apart, and the reader gets what its tokens show.
 *
 * @param measuring puts the questions
 * @param terminal that is told what is done
 * @param bundles folders of the tokenizers
 * @param folder for pictures of tokens
 */
record ArchiveRun(Measuring measuring, Terminal terminal, List<Path> bundles, Path folder) {
    ArchiveRun {
        bundles = List.copyOf(bundles);
    }

    /** Those of the questions that are about pictures. */
    static EvalMaterial pictures(EvalMaterial all) {
        List<EvalQuestion> questions = all.questions().stream()
                .filter(question -> MediaKind.of(Path.of(question.media())) == MediaKind.PICTURE)
                .toList();
        if (questions.isEmpty()) {
            throw CommandFailure.input(
                    "NO_DATA",
                    "there are no questions about pictures in the folder " + all.folder(),
                    all.folder().toString(),
                    "Give --data a folder with some in qa/*.jsonl.");
        }
        return new EvalMaterial(all.folder(), questions);
    }

    /**
     * Asks on the originals, on their middle squares at each tokenizer's size, and on what each setting of it shows of these.
     *
     * @param baselines whether the originals are also asked about blindly, on other pictures, and by the commonest answer
     */
    Measured measured(EvalMaterial material, boolean baselines) throws IOException, InterruptedException {
        List<String> media = material.media();
        Measured originals = measuring.asked(material, baselines);
        Map<String, String> bundlesUsed = new LinkedHashMap<>(originals.bundles());
        List<String> failures = new ArrayList<>(originals.failures());
        List<ArchiveReport.Asked> squares = new ArrayList<>();
        List<ArchiveReport.Asked> settings = new ArrayList<>();
        Map<Integer, List<RgbPicture>> bySize = new LinkedHashMap<>();
        for (Path bundle : bundles) {
            try (RateTokenizer tokenizer = RateTokenizer.open(Bundle.open(bundle))) {
                bundlesUsed.put(
                        tokenizer.bundle().manifest().name(),
                        tokenizer.bundle().ref().toString());
                int size = tokenizer.size();
                if (!bySize.containsKey(size)) {
                    bySize.put(
                            size,
                            EvalPictures.squares(
                                    media.stream()
                                            .map(material.folder()::resolve)
                                            .toList(),
                                    size));
                    squares.add(new ArchiveReport.Asked(
                            size + "x" + size, Optional.empty(), asked(material, media, bySize.get(size), failures)));
                }
                for (Showing showing : tokenizer.showings(bySize.get(size))) {
                    Setting setting = showing.setting();
                    settings.add(new ArchiveReport.Asked(
                            setting.tokenizer().name(),
                            Optional.of(setting),
                            asked(material, media, showing.pictures(), failures)));
                }
            }
        }
        return new Measured(
                new ArchiveReport((QaReport) originals.report(), squares, settings),
                bundlesUsed,
                originals.engine(),
                failures);
    }

    /** The pictures take the place of the media. */
    private QaReport asked(EvalMaterial material, List<String> media, List<RgbPicture> pictures, List<String> failures)
            throws IOException, InterruptedException {
        for (int i = 0; i < media.size(); i++) {
            Path file = folder.resolve(place(media.get(i)));
            Files.createDirectories(file.getParent());
            Pngs.write(Pngs.image(pictures.get(i)), file);
        }
        List<EvalQuestion> questions = material.questions().stream()
                .map(question -> question.of(place(question.media())))
                .toList();
        Measured measured = measuring.asked(new EvalMaterial(folder, questions), false);
        failures.addAll(measured.failures());
        return (QaReport) measured.report();
    }

    private static String place(String media) {
        return media + ".png";
    }
}
