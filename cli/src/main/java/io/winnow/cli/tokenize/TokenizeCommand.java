package io.winnow.cli.tokenize;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Failure;
import io.winnow.cli.command.Json;
import io.winnow.cli.models.ModelFolders;
import io.winnow.decode.PictureSize;
import io.winnow.decode.process.DecoderPool;
import io.winnow.decode.process.DecoderStartException;
import io.winnow.decode.process.PoolOptions;
import io.winnow.jobs.FrameSizes;
import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.Tokenizer;
import io.winnow.tokenize.Tokenizers;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows files as visual tokens. */
@Command(
        name = "tokenize",
        description = "Shows pictures and clips as visual tokens: a line for each frame, with its ids.")
public final class TokenizeCommand extends CliCommand {
    @Parameters(index = "0..*", arity = "1..*", paramLabel = "FILE", description = "Pictures or clips.")
    private List<Path> files = List.of();

    @Option(
            names = "--tokenizer",
            paramLabel = "T",
            defaultValue = "lite0-cells",
            description = "The tokenizer's bundle. Default: ${DEFAULT-VALUE}.")
    private String tokenizer = "lite0-cells";

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "Edge in pixels of the squares that frames become; one of the bundle's.")
    private Optional<Integer> edge = Optional.empty();

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "2",
            description = "Frames of a clip that are taken each second. Default: ${DEFAULT-VALUE}.")
    private double framesPerSecond;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the lines to a file, as JSON.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(framesPerSecond > 0 && framesPerSecond <= 1_000)) {
            throw CommandFailure.usage(
                    "BAD_RATE", "no frame would be taken", "--fps " + framesPerSecond, "Give a number above 0.");
        }
        Bundle bundle = Bundle.open(ModelFolders.find(tokenizer));
        TokenizeOptions defaults = TokenizeOptions.defaultsFor(bundle.manifest());
        TokenizeOptions options = defaults.withSize(edge.orElse(defaults.size()));
        PictureSize size = FrameSizes.of(options, bundle.manifest());
        try (DecoderPool pool = DecoderPool.open(PoolOptions.of(size));
                Tokenizer opened = Tokenizers.open(options, bundle, EngineOptions.defaults());
                Writer writer = out.isPresent() ? Files.newBufferedWriter(out.get()) : Writer.nullWriter()) {
            return all(new FileTokens(pool, opened, bundle.ref().toString(), size, framesPerSecond), writer);
        } catch (DecoderStartException e) {
            throw new CommandFailure(
                    new Failure(
                            "DECODER_START",
                            ExitStatus.UNREACHABLE,
                            String.valueOf(e.getMessage()),
                            "the decoding process",
                            "winnow doctor says more."),
                    Optional.of(e));
        }
    }

    /** One file that cannot be read is an error of the command; of several, it is one that failed. */
    private int all(FileTokens tokens, Writer writer) throws IOException, InterruptedException {
        int status = ExitStatus.DONE;
        for (Path file : files) {
            List<Map<String, Object>> records = new ArrayList<>();
            try {
                tokens.of(file, document -> {
                    records.add(document);
                    terminal().document(document);
                    terminal().print(line(document));
                });
            } catch (CommandFailure e) {
                if (files.size() == 1) {
                    throw e;
                }
                terminal()
                        .progress("failed: " + e.failure().what() + " ["
                                + e.failure().code() + "]");
                status = ExitStatus.PARTIAL;
            }
            for (Map<String, Object> document : records) {
                writer.write(Json.write(document) + "\n");
            }
        }
        return status;
    }

    private static String line(Map<String, Object> document) {
        return document.get("media") + " " + document.get("startMicros") + " us, " + document.get("bytes") + " bytes: "
                + document.get("ids");
    }
}
