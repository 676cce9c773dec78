package io.winnow.cli.live;

import io.winnow.cli.command.GroupCommand;
import picocli.CommandLine.Command;

/** Questions put to a pipeline. */
@Command(
        name = "questions",
        description =
                "Puts questions to a running pipeline, once or again and again, and shows them with their answers.",
        subcommands = {QuestionsList.class, QuestionsAdd.class, QuestionsRemove.class})
public final class QuestionsCommand extends GroupCommand {}
