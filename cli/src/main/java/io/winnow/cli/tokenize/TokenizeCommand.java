package io.winnow.cli.tokenize;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.records.TokenRecord;
import io.winnow.records.avro.TokenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows files as visual tokens. */
@Command(
        name = "tokenize",
        description = "Shows pictures and clips as visual tokens: a line for each frame, with its ids.")
public final class TokenizeCommand extends CliCommand {
    private static final int AHEAD = 8;

    @Parameters(index = "0..*", arity = "1..*", paramLabel = "FILE", description = "Pictures or clips.")
    private List<Path> files = List.of();

    @Mixin
    private TokenizerChoice tokenizer = new TokenizerChoice();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the tokens to a file, of which winnow reconstruct makes pictures again.")
    private Optional<Path> out = Optional.empty();

    /** Whoever keeps records. */
    private interface Sink {
        void add(TokenRecord record) throws IOException;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (FileTokenizer opened = FileTokenizer.open(tokenizer.settings(), tokenizer.framesPerSecond())) {
            if (out.isEmpty()) {
                return all(opened, record -> {});
            }
            try (TokenFile.Writer writer = TokenFile.write(out.get())) {
                return all(opened, writer::add);
            }
        }
    }

    /** One file that cannot be read is an error of the command; of several, it is one that failed. */
    private int all(FileTokenizer opened, Sink sink) throws IOException, InterruptedException {
        int status = ExitStatus.DONE;
        for (Path file : files) {
            List<TokenRecord> records = new ArrayList<>();
            try {
                tokenize(opened, file, records);
            } catch (CommandFailure e) {
                if (files.size() == 1) {
                    throw e;
                }
                terminal()
                        .progress("failed: " + e.failure().what() + " ["
                                + e.failure().code() + "]");
                status = ExitStatus.PARTIAL;
            }
            for (TokenRecord record : records) {
                sink.add(record);
            }
        }
        return status;
    }

    private void tokenize(FileTokenizer opened, Path file, List<TokenRecord> records) throws InterruptedException {
        Queue<CompletableFuture<TokenRecord>> waiting = new ArrayDeque<>();
        opened.frames(file, frame -> {
            waiting.add(opened.record(frame));
            if (waiting.size() > AHEAD) {
                records.add(told(waiting.remove()));
            }
            return true;
        });
        while (!waiting.isEmpty()) {
            records.add(told(waiting.remove()));
        }
    }

    private TokenRecord told(CompletableFuture<TokenRecord> made) {
        TokenRecord record = made.join();
        Map<String, Object> document = TokenDocument.of(record);
        terminal().document(document);
        terminal().print(line(document));
        return record;
    }

    private static String line(Map<String, Object> document) {
        return document.get("media") + " " + document.get("startMicros") + " us, " + document.get("bytes") + " bytes: "
                + document.getOrDefault("ids", document.get("vectors"));
    }
}
