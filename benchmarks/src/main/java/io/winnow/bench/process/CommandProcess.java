package io.winnow.bench.process;

import io.winnow.bench.flames.ProfiledPrograms;
import io.winnow.cli.Main;
import io.winnow.jobs.Installation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command in a process of its own, with the class path and the options of the virtual machine that this one has. */
public final class CommandProcess {
    private CommandProcess() {}

    /**
     * One that is not started yet.
     *
     * @param heap of the virtual machine, as in {@code 512m}: taken whole at the start, so that it does not seem to grow
     */
    public static ProcessBuilder withHeap(String heap, List<String> arguments) {
        return builder(heap(heap), Main.class, arguments);
    }

    /** The same for a command that the launcher starts with the first compiler alone, as it does all but those that compute. */
    public static ProcessBuilder lightWithHeap(String heap, List<String> arguments) {
        List<String> options = new ArrayList<>(heap(heap));
        options.add("-XX:TieredStopAtLevel=1");
        return builder(options, Main.class, arguments);
    }

    private static List<String> heap(String size) {
        return List.of("-Xms" + size, "-Xmx" + size, "-XX:+AlwaysPreTouch");
    }

    /** One that is not started yet. */
    public static ProcessBuilder of(List<String> arguments) {
        return builder(List.of(), Main.class, arguments);
    }

    /** Another program of this class path on some processors alone, not started yet. It and all that it starts see no others. */
    public static ProcessBuilder pinned(String processors, Class<?> main, List<String> arguments) {
        ProcessBuilder builder = program(main, arguments);
        builder.command().addAll(0, List.of("taskset", "-c", processors));
        return builder;
    }

    /** Another program of this class path, not started yet. */
    public static ProcessBuilder program(Class<?> main, List<String> arguments) {
        return builder(List.of(), main, arguments);
    }

    /**
     * Runs the command to its end.
     *
     * @param log of what it says
     * @throws IOException where it fails, or does not end
     */
    public static void run(Path log, Duration patience, String... arguments) throws IOException, InterruptedException {
        Process command = of(List.of(arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!command.waitFor(patience.toSeconds(), TimeUnit.SECONDS) || command.exitValue() != 0) {
            throw new IOException(arguments[0] + " failed: " + Files.readString(log));
        }
    }

    private static ProcessBuilder builder(List<String> options, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-Xm") && !argument.startsWith("-Dwinnow.stderr"))
                .forEach(command::add);
        command.addAll(ProfiledPrograms.options());
        command.addAll(options);
        command.add(main.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        String own = System.getProperty("java.class.path");
        // Where Maven starts the tests, this process's own class path is only a jar that names the true one.
        builder.environment().put("CLASSPATH", System.getProperty("surefire.test.class.path", own));
        builder.environment().put("WINNOW_ROOT", Installation.root().toString());
        return builder;
    }
}
