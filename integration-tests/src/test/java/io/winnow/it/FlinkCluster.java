package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.metrics.MetricNames;
import io.winnow.net.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A session cluster from the Maven jars: job managers and task managers, each a process of its own. Native engines, the operators and the connector are on the system class path; the job's jar holds
 * {@code flink-jobs} alone.
 */
final class FlinkCluster implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String LOGGING = """
            rootLogger.level = WARN
            rootLogger.appenderRef.out.ref = out
            appender.out.type = Console
            appender.out.name = out
            appender.out.layout.type = PatternLayout
            appender.out.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1} %m%n
            logger.metrics.name = org.apache.flink.metrics.MetricGroup
            logger.metrics.level = ERROR
            logger.winnow.name = io.winnow
            logger.winnow.level = INFO
            """;

    private final Path folder;
    private final String classPath;
    private final Map<String, String> environment;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JobManager> jobManagers = new ArrayList<>();
    private final List<JavaProcess> taskManagers = new ArrayList<>();

    /** One that leads or stands by. */
    private record JobManager(JavaProcess process, URI rest) {}

    private FlinkCluster(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.classPath = systemClassPath();
        this.environment = environment;
    }

    /**
     * Starts one.
     *
     * @param folder for configuration, logs, checkpoints
     * @param slots of each task manager
     * @param environment of each process
     * @param jvm more options of the task managers' virtual machines
     */
    static FlinkCluster start(Path folder, int taskManagers, int slots, Map<String, String> environment, String... jvm)
            throws IOException {
        return start(folder, taskManagers, slots, environment, List.of(), jvm);
    }

    /**
     * Starts one.
     *
     * @param configuration more lines of Flink's
     */
    static FlinkCluster start(
            Path folder,
            int taskManagers,
            int slots,
            Map<String, String> environment,
            List<String> configuration,
            String... jvm)
            throws IOException {
        int restPort = FreePort.find();
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("config.yaml"),
                String.join(
                        "\n",
                        "jobmanager.rpc.address: 127.0.0.1",
                        "jobmanager.bind-host: 127.0.0.1",
                        "jobmanager.rpc.port: " + FreePort.find(),
                        "jobmanager.memory.process.size: 1g",
                        "taskmanager.host: 127.0.0.1",
                        "taskmanager.bind-host: 127.0.0.1",
                        "taskmanager.memory.process.size: 2g",
                        "taskmanager.memory.task.off-heap.size: 512m",
                        "taskmanager.memory.managed.size: 32m",
                        "taskmanager.memory.jvm-overhead.min: 512m",
                        "taskmanager.memory.jvm-overhead.max: 512m",
                        "taskmanager.numberOfTaskSlots: " + slots,
                        "process.working-dir: " + folder.resolve("work"),
                        "rest.address: 127.0.0.1",
                        "rest.bind-address: 127.0.0.1",
                        "rest.port: " + restPort,
                        "heartbeat.interval: 2 s",
                        "heartbeat.timeout: 8 s",
                        "heartbeat.rpc-failure-threshold: 2",
                        "env.java.opts.all: --add-modules=jdk.incubator.vector -Dai.djl.offline=true",
                        String.join("\n", configuration),
                        ""));
        Files.writeString(conf.resolve("log4j2.properties"), LOGGING);
        FlinkCluster cluster = new FlinkCluster(folder, environment);
        cluster.startJobManager(restPort);
        for (int i = 0; i < taskManagers; i++) {
            cluster.addTaskManager(jvm);
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> cluster.get("/overview").path("slots-total").asInt() == taskManagers * slots);
        return cluster;
    }

    /** Everything but the modules that a job brings along. */
    private static String systemClassPath() {
        return Arrays.stream(JavaProcess.testClassPath().split(":"))
                .filter(entry -> !isModule(entry, "flink-jobs")
                        && !isModule(entry, "cli")
                        && !isModule(entry, "integration-tests"))
                .collect(Collectors.joining(":"));
    }

    /** Whether an entry is a module's jar or its folder of classes. */
    private static boolean isModule(String entry, String module) {
        return entry.contains("/" + module + "/target/");
    }

    /** The thin jar that jobs are submitted with, as the build made it. */
    static Path jobJar() {
        return Arrays.stream(JavaProcess.testClassPath().split(":"))
                .filter(entry -> isModule(entry, "flink-jobs") && entry.endsWith(".jar"))
                .map(Path::of)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the job jar is not built; run mvn verify"));
    }

    private static String logging(Path folder) {
        return "-Dlog4j2.configurationFile=" + folder.resolve("conf").resolve("log4j2.properties");
    }

    private JobManager startJobManager(int port) {
        int number = jobManagers.size();
        JavaProcess process = JavaProcess.start(
                folder.resolve(number == 0 ? "jobmanager.log" : "jobmanager-" + number + ".log"),
                classPath,
                environment,
                List.of("-Xmx512m", logging(folder)),
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                List.of("--configDir", folder.resolve("conf").toString(), "-D", "rest.port=" + port));
        JobManager started = new JobManager(process, URI.create("http://127.0.0.1:" + port));
        jobManagers.add(started);
        return started;
    }

    /** Starts another job manager, which stands by where high availability is configured, and waits until it speaks for the one that leads. */
    void addJobManager() throws IOException {
        URI other = startJobManager(FreePort.find()).rest();
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> get(other.resolve("/overview")).has("slots-total"));
    }

    /** Ends the job manager that was started first as a crash would; it leads until then. */
    void killLeader() {
        jobManagers.get(0).process().kill();
    }

    JavaProcess addTaskManager(String... jvm) throws IOException {
        Path conf = folder.resolve("conf");
        Path parameters = Files.createTempFile(folder, "taskmanager", ".params");
        try (JavaProcess helper = JavaProcess.start(
                parameters,
                classPath,
                environment,
                List.of("-Xmx128m"),
                "org.apache.flink.runtime.util.bash.BashJavaUtils",
                List.of("GET_TM_RESOURCE_PARAMS", "--configDir", conf.toString()))) {
            if (helper.await(60) != 0) {
                throw new IllegalStateException("cannot derive a task manager's memory:\n" + helper.output());
            }
        }
        List<String> results = Files.readAllLines(parameters).stream()
                .filter(line -> line.startsWith("BASH_JAVA_UTILS_EXEC_RESULT:"))
                .map(line -> line.substring("BASH_JAVA_UTILS_EXEC_RESULT:".length()))
                .toList();
        List<String> arguments = new ArrayList<>(List.of("--configDir", conf.toString()));
        arguments.addAll(words(results.get(1)));
        arguments.addAll(List.of("-D", "taskmanager.resource-id=" + taskManagers.size()));
        List<String> options = new ArrayList<>(words(results.get(0)));
        options.add(logging(folder));
        options.addAll(List.of(jvm));
        JavaProcess started = JavaProcess.start(
                folder.resolve("taskmanager-" + taskManagers.size() + ".log"),
                classPath,
                environment,
                options,
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                arguments);
        taskManagers.add(started);
        return started;
    }

    private static List<String> words(String line) {
        return Stream.of(line.trim().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Ends a task manager as whoever runs the cluster does. */
    void stopTaskManager(int number) {
        taskManagers.get(number).close();
    }

    /** Waits until the cluster has so many task managers. */
    void awaitTaskManagers(int number) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> get("/overview").path("taskmanagers").asInt() == number);
    }

    List<JavaProcess> taskManagers() {
        return List.copyOf(taskManagers);
    }

    /** Of a job manager that is there. */
    URI rest() {
        return jobManagers.stream()
                .filter(manager -> manager.process().isAlive())
                .map(JobManager::rest)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no job manager is left"));
    }

    /** Of all job managers. */
    List<URI> rests() {
        return jobManagers.stream().map(JobManager::rest).toList();
    }

    /** Runs Flink's own client with the thin job jar and returns the ids of the jobs it submitted. */
    List<String> submit(Path jar, String main, List<String> arguments) throws IOException {
        List<String> before = jobIds();
        List<String> all = new ArrayList<>(List.of("run", "-d", "-c", main, jar.toString()));
        all.addAll(arguments);
        Path log = Files.createTempFile(folder, "client", ".log");
        try (JavaProcess client = JavaProcess.start(
                log,
                classPath,
                Map.of("FLINK_CONF_DIR", folder.resolve("conf").toString()),
                List.of("-Xmx512m"),
                "org.apache.flink.client.cli.CliFrontend",
                all)) {
            int status = client.await(120);
            List<String> submitted =
                    jobIds().stream().filter(id -> !before.contains(id)).toList();
            if (status != 0 || submitted.isEmpty()) {
                throw new IllegalStateException("nothing submitted, status " + status + ":\n" + client.output());
            }
            return submitted;
        }
    }

    List<String> jobIds() {
        List<String> ids = new ArrayList<>();
        get("/jobs").path("jobs").forEach(job -> ids.add(job.path("id").asText()));
        return ids;
    }

    String state(String job) {
        return get("/jobs/" + job).path("state").asText();
    }

    /** Waits until all jobs have ended as they should, and says where each one stands, and why, if they have not. */
    void awaitEnd(List<String> jobs, Duration patience) {
        Awaitility.await()
                .atMost(patience)
                .untilAsserted(() -> assertThat(jobs)
                        .allSatisfy(job -> assertThat(state(job))
                                .as(() -> lastFailure(job))
                                .isEqualTo("FINISHED")));
    }

    private String lastFailure(String job) {
        return get("/jobs/" + job + "/exceptions")
                .at("/exceptionHistory/entries/0/stacktrace")
                .asText("no failure");
    }

    /** The completed checkpoints of a job so far. */
    int checkpoints(String job) {
        return get("/jobs/" + job + "/checkpoints")
                .path("counts")
                .path("completed")
                .asInt();
    }

    /** How often a job was restored from a checkpoint. */
    int restores(String job) {
        return get("/jobs/" + job + "/checkpoints")
                .path("counts")
                .path("restored")
                .asInt();
    }

    /** The task manager that runs the first subtask of a job's first task. */
    JavaProcess taskManagerOf(String job) {
        String vertex = get("/jobs/" + job).path("vertices").path(0).path("id").asText();
        JsonNode subtask =
                get("/jobs/" + job + "/vertices/" + vertex).path("subtasks").path(0);
        return taskManagers.get(subtask.path("taskmanager-id").asInt());
    }

    /** How many streams the subtasks of a job's first task read on each task manager, by its number, as their metrics say. */
    Map<Integer, Integer> streams(String job) {
        String vertex = get("/jobs/" + job).path("vertices").path(0).path("id").asText();
        String path = "/jobs/" + job + "/vertices/" + vertex;
        Map<Integer, Integer> streams = new TreeMap<>();
        for (JsonNode subtask : get(path).path("subtasks")) {
            String metrics = path + "/subtasks/" + subtask.path("subtask").asInt() + "/metrics";
            for (JsonNode metric : get(metrics)) {
                String id = metric.path("id").asText();
                if (id.endsWith("." + MetricNames.STREAMS_ACTIVE)) {
                    int active =
                            get(metrics + "?get=" + id).path(0).path("value").asInt();
                    streams.merge(subtask.path("taskmanager-id").asInt(), active, Integer::sum);
                }
            }
        }
        return streams;
    }

    void cancel(String job) {
        send(HttpRequest.newBuilder(rest().resolve("/jobs/" + job + "?mode=cancel"))
                .method("PATCH", HttpRequest.BodyPublishers.noBody())
                .build());
        Awaitility.await().atMost(PATIENCE).until(() -> state(job).equals("CANCELED"));
    }

    /** Stops a job with a savepoint and returns the savepoint's folder. */
    String stopWithSavepoint(String job, Path target) {
        JsonNode trigger = send(HttpRequest.newBuilder(rest().resolve("/jobs/" + job + "/stop"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"targetDirectory\":\"" + target.toUri() + "\",\"drain\":false}"))
                .build());
        String path =
                "/jobs/" + job + "/savepoints/" + trigger.path("request-id").asText();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> get(path).path("status").path("id").asText().equals("COMPLETED"));
        JsonNode operation = get(path).path("operation");
        if (operation.has("failure-cause")) {
            throw new IllegalStateException(operation.path("failure-cause").toString());
        }
        return operation.path("location").asText();
    }

    JsonNode get(String path) {
        return get(rest().resolve(path));
    }

    private JsonNode get(URI address) {
        return send(HttpRequest.newBuilder(address).build());
    }

    private JsonNode send(HttpRequest request) {
        try {
            String body =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("no answer to " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        taskManagers.forEach(JavaProcess::close);
        jobManagers.forEach(manager -> manager.process().close());
    }
}
