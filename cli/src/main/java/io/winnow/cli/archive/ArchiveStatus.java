package io.winnow.cli.archive;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says how far an archive is, also while it is being made. */
@Command(name = "status", description = "Says how far an archive is, also while another shell makes it.")
public final class ArchiveStatus extends CliCommand {
    @Parameters(index = "0", paramLabel = "DIR", description = "The archive: a folder, or s3://BUCKET/FOLDER.")
    private String address = "";

    @Override
    public Integer call() throws IOException {
        new ArchiveReport(terminal()).progress(ArchiveAddress.kept(address));
        return ExitStatus.DONE;
    }
}
