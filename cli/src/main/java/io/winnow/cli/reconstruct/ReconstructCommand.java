package io.winnow.cli.reconstruct;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Table;
import io.winnow.cli.tokenize.TokenizerOptions;
import io.winnow.model.EngineOptions;
import io.winnow.records.avro.TokenFile;
import io.winnow.tokenize.prefix.Reconstructor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes pictures of tokens again. */
@Command(
        name = "reconstruct",
        description = {
            "Makes a picture of the tokens of a picture, of a clip's frames, or of a file that winnow tokenize --out wrote,"
                    + " and says how far it is off where the original is there.",
            "Several frames become a sheet, row by row."
        })
public final class ReconstructCommand extends CliCommand {
    private static final double MICROS = 1e6;

    @Parameters(index = "0", paramLabel = "FILE", description = "A picture, a clip, or a file of tokens.")
    private Path file = Path.of("");

    @Option(
            names = "--tokenizer",
            paramLabel = "T",
            description =
                    "Bundle that takes a picture apart and puts it together again. Default: one-d-piece-small; of a file of tokens the one that made them.")
    private Optional<String> tokenizer = Optional.empty();

    @Option(names = "--tokens", paramLabel = "K", description = "Only the first K tokens of each frame.")
    private int tokens = Integer.MAX_VALUE;

    @Mixin
    private TokenizerOptions options = new TokenizerOptions();

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "16",
            description = "Frames that are taken at most. Default: ${DEFAULT-VALUE}.")
    private int frames;

    @Option(names = "--out", paramLabel = "PNG", required = true, description = "Where the picture goes.")
    private Path out = Path.of("");

    @Option(
            names = "--grid",
            description =
                    "A sheet instead: a row for each frame with the original, where it is there, and what 1, 2, 4, ... tokens show.")
    private boolean grid;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        TakenFrames frames = TokenFile.is(file)
                ? TakenFrames.stored(file, tokenizer, this.frames)
                : TakenFrames.decoded(file, tokenizer, options, this.frames);
        try (Reconstructor reconstructor = Reconstructor.open(frames.bundle(), 1, EngineOptions.defaults())) {
            List<List<Prefix>> shown = new ArrayList<>();
            for (Taken taken : frames.taken()) {
                shown.add(prefixes(taken, reconstructor));
                tell(taken, shown.get(shown.size() - 1));
            }
            Pngs.write(picture(frames.taken(), shown), out);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    CommandFailure.input(
                                    "NOT_ITS_TOKENS",
                                    String.valueOf(e.getMessage()),
                                    file.toString(),
                                    "Give a file of tokens as winnow tokenize --out wrote it.")
                            .failure(),
                    Optional.of(e));
        }
        terminal().print("picture: " + out);
        return ExitStatus.DONE;
    }

    private void check() {
        if (tokens < 1) {
            throw CommandFailure.usage(
                    "BAD_TOKENS", "a picture of no tokens is none", "--tokens " + tokens, "Give 1 or more.");
        }
        if (frames < 1) {
            throw CommandFailure.usage(
                    "BAD_FRAMES", "no frame would be taken", "--frames " + frames, "Give 1 or more.");
        }
    }

    /** The longest prefix that was asked for, after the shorter ones of a sheet. */
    private List<Prefix> prefixes(Taken taken, Reconstructor reconstructor) {
        int most = Math.min(tokens, taken.record().tokens().count());
        List<Prefix> prefixes = new ArrayList<>();
        for (int count = 1; grid && count < most; count *= 2) {
            prefixes.add(Prefix.of(taken, count, reconstructor));
        }
        prefixes.add(Prefix.of(taken, most, reconstructor));
        return prefixes;
    }

    private void tell(Taken taken, List<Prefix> prefixes) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("media", taken.record().origin().stream());
        document.put("startMicros", taken.record().span().startMicros());
        document.put("tokenizer", taken.record().tokenizer().toString());
        document.putAll(prefixes.get(prefixes.size() - 1).document());
        if (grid) {
            document.put("prefixes", prefixes.stream().map(Prefix::document).toList());
        }
        terminal().document(document);
        terminal().print(taken.record().origin().stream() + ", " + seconds(taken) + ":");
        Table table = Table.of("tokens", "bytes", "PSNR dB", "MS-SSIM", "L1");
        prefixes.forEach(prefix -> table.row(
                prefix.tokens(),
                prefix.bytes(),
                prefix.quality().map(it -> decimal("%.2f", it.psnr())).orElse(""),
                prefix.quality().map(it -> decimal("%.3f", it.msSsim())).orElse(""),
                prefix.quality().map(it -> decimal("%.4f", it.l1())).orElse("")));
        terminal().print(table);
    }

    private BufferedImage picture(List<Taken> taken, List<List<Prefix>> shown) {
        if (!grid && shown.size() == 1) {
            return Pngs.image(shown.get(0).get(0).picture());
        }
        Sheet sheet = new Sheet();
        int columns = (int) Math.ceil(Math.sqrt(shown.size()));
        for (int i = 0; i < shown.size(); i++) {
            if (grid || i % columns == 0) {
                sheet.row();
            }
            if (grid) {
                taken.get(i).original().ifPresent(original -> sheet.add(original, "original"));
                shown.get(i).forEach(prefix -> sheet.add(prefix.picture(), words(prefix)));
            } else {
                sheet.add(shown.get(i).get(0).picture(), seconds(taken.get(i)));
            }
        }
        return sheet.image();
    }

    private static String[] words(Prefix prefix) {
        String bytes = prefix.bytes() + " B";
        return new String[] {
            prefix.tokens() == 1 ? "1 token" : prefix.tokens() + " tokens",
            prefix.quality()
                    .map(it -> bytes + " " + decimal("%.1f", it.psnr()) + " dB")
                    .orElse(bytes)
        };
    }

    private static String seconds(Taken taken) {
        return decimal("%.2f s", taken.record().span().startMicros() / MICROS);
    }

    private static String decimal(String form, double number) {
        return String.format(Locale.ROOT, form, number);
    }
}
