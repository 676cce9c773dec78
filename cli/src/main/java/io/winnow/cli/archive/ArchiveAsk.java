package io.winnow.cli.archive;

import io.winnow.cli.ask.AnswerLine;
import io.winnow.cli.ask.AnswerText;
import io.winnow.cli.ask.AskedTime;
import io.winnow.cli.ask.ReadingOptions;
import io.winnow.cli.ask.TimeRange;
import io.winnow.cli.command.CliCommand;
import io.winnow.cli.run.Verdict;
import io.winnow.records.Answer;
import io.winnow.records.Question;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers questions on an archive, whether or not its originals are still there. */
@Command(
        name = "ask",
        description =
                "Answers questions on an archive by its tokens, which takes no originals: by the tokens themselves where the reader was taught them, else by the pictures that they are tokens of.")
public final class ArchiveAsk extends CliCommand {
    private static final int LISTED = 5;

    @Parameters(
            index = "0",
            paramLabel = "DIR",
            description =
                    "The archive: a folder, or s3://BUCKET/FOLDER; or kafka:PIPELINE for what the topic of a pipeline's tokens still holds.")
    private String address = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "QUESTION", description = "What to ask.")
    private List<String> questions = List.of();

    @Option(
            names = "--in",
            paramLabel = "ID",
            description =
                    "Only of items with this path, or in this folder of the archive; of a pipeline's archive, of this stream. May be repeated.")
    private List<String> ids = List.of();

    @Mixin
    private AskedTime time = new AskedTime();

    @Mixin
    private MadeBy by = new MadeBy();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Question> asked = KeptLine.questions(questions);
        KeptLine line = new KeptLine(reading.overrides());
        Material material = material(line, time.range(Instant.now()));
        material.notes().forEach(terminal()::progress);
        if (!line.reads(material)) {
            terminal()
                    .progress("The reader was not taught the tokens of "
                            + material.made().bundle().manifest().name() + ": it is shown pictures made of them, "
                            + ArchiveReport.count(material.rows().size()) + " in all.");
        }
        String made = material.made().bundle().ref().toString();
        KeptLine.Ended ended = line.answer(
                material,
                asked,
                (answer, items) -> print(answer, made, items),
                trials -> terminal().progress("auto keeps " + trials + "."));
        return new Verdict(terminal())
                .of(ended.outcome(), ended.counts(), ended.outcome().answers().isEmpty());
    }

    private Material material(KeptLine line, TimeRange range) throws IOException, InterruptedException {
        return TokenTopic.isMeant(address)
                ? Material.ofTopic(address, line.kafka(), ids, range, by)
                : Material.ofArchive(address, ids, range, by);
    }

    private void print(Answer answer, String by, List<String> items) {
        terminal().document(new ArchiveAnswer(AnswerLine.of(answer), by, items));
        AnswerText.of(answer, terminal()).forEach(terminal()::print);
        String more = items.size() > LISTED ? ", ..." : "";
        if (answer.stream().equals(AskedArchive.PICTURES) && !items.isEmpty()) {
            terminal()
                    .print("  "
                            + terminal()
                                    .dim("by " + items.stream().limit(LISTED).collect(Collectors.joining(", "))
                                            + more));
        }
    }
}
