package io.winnow.jobs;

import io.winnow.jobs.definition.DefinitionException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the entry point is called with.
 *
 * @param pipeline its file
 * @param job the only one to submit, or empty for all
 * @param overrides each {@code KEY=VALUE}
 * @param fresh whether to leave a run behind that could be resumed
 * @param upgrade whether a run that is resumed may go on with other bundles
 * @param createTopics whether to create missing topics
 */
record MainArguments(
        String pipeline, String job, List<String> overrides, boolean fresh, boolean upgrade, boolean createTopics) {
    private static final String USAGE =
            "Call it with --pipeline FILE [--job NAME] [--set KEY=VALUE]... [--fresh] [--upgrade] [--create-topics].";

    MainArguments {
        overrides = List.copyOf(overrides);
    }

    static MainArguments parse(List<String> arguments) {
        String pipeline = "";
        String job = "";
        boolean fresh = false;
        boolean upgrade = false;
        boolean createTopics = false;
        List<String> overrides = new ArrayList<>();
        Iterator<String> left = arguments.iterator();
        while (left.hasNext()) {
            String argument = left.next();
            switch (argument) {
                case "--pipeline" -> pipeline = value(argument, left);
                case "--job" -> job = value(argument, left);
                case "--set" -> overrides.add(value(argument, left));
                case "--fresh" -> fresh = true;
                case "--upgrade" -> upgrade = true;
                case "--create-topics" -> createTopics = true;
                default -> throw wrong("the argument is not known", argument);
            }
        }
        if (pipeline.isEmpty()) {
            throw wrong("there is no --pipeline", String.join(" ", arguments));
        }
        return new MainArguments(pipeline, job, overrides, fresh, upgrade, createTopics);
    }

    private static String value(String argument, Iterator<String> left) {
        if (!left.hasNext()) {
            throw wrong("the argument has no value", argument);
        }
        return left.next();
    }

    private static DefinitionException wrong(String what, String where) {
        return new DefinitionException("USAGE", what, where, USAGE);
    }

    /** How the run is started. */
    StartOptions options() {
        return StartOptions.defaults().withFresh(fresh).withUpgrade(upgrade).withCreateTopics(createTopics);
    }

    /** The jobs to submit. */
    List<PlannedJob> choose(List<PlannedJob> all) {
        if (job.isEmpty()) {
            return all;
        }
        List<PlannedJob> chosen =
                all.stream().filter(planned -> planned.name().equals(job)).toList();
        if (chosen.isEmpty()) {
            throw wrong(
                    "the pipeline has no job " + job + "; it has "
                            + String.join(
                                    ", ", all.stream().map(PlannedJob::name).toList()),
                    "--job " + job);
        }
        return chosen;
    }
}
