package io.winnow.cli.live;

import io.winnow.cli.command.GroupCommand;
import picocli.CommandLine.Command;

/** Questions put to a pipeline. */
@Command(
        name = "questions",
        description = "Puts questions to a running pipeline, and shows those put to it with their answers.",
        subcommands = {QuestionsList.class, QuestionsAdd.class})
public final class QuestionsCommand extends GroupCommand {}
