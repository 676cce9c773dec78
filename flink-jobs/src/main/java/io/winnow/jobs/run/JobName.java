package io.winnow.jobs.run;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How Flink shows a job, and how anyone who sees it there knows what it is: {@code winnow PIPELINE JOB RUN}.
 *
 * @param pipeline its name
 * @param job which of the pipeline's
 * @param run id of the run
 */
public record JobName(String pipeline, String job, String run) {
    private static final Pattern FORM = Pattern.compile("winnow (\\S+) (\\S+) (\\S+)");

    /** Reads a name; empty where the job is not Winnow's. */
    public static Optional<JobName> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new JobName(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "winnow " + pipeline + " " + job + " " + run;
    }
}
