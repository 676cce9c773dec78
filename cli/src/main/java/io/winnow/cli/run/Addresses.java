package io.winnow.cli.run;

import io.winnow.cli.command.Refused;
import io.winnow.decode.GrowingAddress;
import io.winnow.jobs.Preflight;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.SourceDefinition;
import java.nio.file.Path;
import java.util.List;

/** Sources as they are written on a command line. */
public final class Addresses {
    private Addresses() {}

    /** One source; a path is relative to where the command was called. */
    public static List<SourceDefinition> source(String text) {
        String address = GrowingAddress.path(text)
                .map(path -> GrowingAddress.of(absolute(path)))
                .orElseGet(() -> absolute(text));
        return PipelineDefinition.named(List.of(address));
    }

    private static String absolute(String text) {
        boolean path = !text.equals("-") && !text.matches("[A-Za-z][A-Za-z0-9+.-]*:.*");
        String address = path && !text.startsWith("/") ? Path.of("").toAbsolutePath() + "/" + text : text;
        boolean glob = address.matches(".*[*?\\[{].*");
        return path && !glob ? Path.of(address).normalize().toString() : address;
    }

    /**
     * Refuses a pipeline one of whose sources cannot be read.
     *
     * @throws io.winnow.cli.command.CommandFailure that names the first
     */
    public static void check(PipelineDefinition definition) throws InterruptedException {
        Refused.ifAny(Preflight.sources(definition).stream().findFirst());
    }
}
