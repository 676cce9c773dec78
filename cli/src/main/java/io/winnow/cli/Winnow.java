package io.winnow.cli;

import io.winnow.cli.archive.ArchiveCommand;
import io.winnow.cli.ask.AskCommand;
import io.winnow.cli.bench.BenchCommand;
import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.GroupCommand;
import io.winnow.cli.command.Interruption;
import io.winnow.cli.command.Streams;
import io.winnow.cli.command.Terminal;
import io.winnow.cli.demo.DemoCommand;
import io.winnow.cli.doctor.DoctorCommand;
import io.winnow.cli.eval.EvalCommand;
import io.winnow.cli.live.DlqCommand;
import io.winnow.cli.live.KeysCommand;
import io.winnow.cli.live.QuestionsCommand;
import io.winnow.cli.live.ServeCommand;
import io.winnow.cli.live.StreamsCommand;
import io.winnow.cli.models.ModelsCommand;
import io.winnow.cli.reconstruct.ReconstructCommand;
import io.winnow.cli.replay.ReplayCommand;
import io.winnow.cli.run.PipelinesCommand;
import io.winnow.cli.run.RunCommand;
import io.winnow.cli.tokenize.TokenizeCommand;
import io.winnow.cli.topics.TopicsCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of all commands. A new one is a line of {@code subcommands}. */
@Command(
        name = "winnow",
        description = "Turns video into a few visual tokens, and answers questions on them.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:a defect of Winnow's own",
            "2:wrong usage or configuration",
            "3:input that cannot be read: media, a bundle, data",
            "4:something needed is not reachable",
            "5:done, but some items failed",
            "130:interrupted, after finishing what was under way"
        },
        subcommands = {
            DemoCommand.class,
            AskCommand.class,
            RunCommand.class,
            PipelinesCommand.class,
            ModelsCommand.class,
            DoctorCommand.class,
            TopicsCommand.class,
            StreamsCommand.class,
            QuestionsCommand.class,
            DlqCommand.class,
            ReplayCommand.class,
            ServeCommand.class,
            KeysCommand.class,
            EvalCommand.class,
            TokenizeCommand.class,
            ReconstructCommand.class,
            ArchiveCommand.class,
            BenchCommand.class,
            Completion.class
        })
final class Winnow extends GroupCommand implements CliCommand.HasTerminal {
    private final Streams streams;
    private final Interruption interruption;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON documents, one a line.")
    private boolean json;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Say more on standard error.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this and end.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version and end.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean version;

    Winnow(Streams streams, Interruption interruption) {
        this.streams = streams;
        this.interruption = interruption;
    }

    /** What to print to where the options could not be parsed. */
    Terminal terminal(List<String> arguments) {
        return new Terminal(streams, interruption, arguments.contains("--json"), arguments.contains("--verbose"));
    }

    @Override
    public Terminal terminal() {
        return new Terminal(streams, interruption, json, verbose);
    }
}
