package io.winnow.jobs.run;

import io.winnow.jobs.definition.FlinkOptions;
import java.net.URI;
import java.util.Optional;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.core.fs.Path;

/** A cluster that jobs can be sent to. */
public interface Flink extends AutoCloseable {

    /** Talks to it. */
    ClusterClient<?> client();

    /** Its REST address. */
    URI rest();

    /** The jar that jobs bring along; empty where the cluster has their classes already. */
    Optional<Path> jar(FlinkOptions options);

    /** Refuses a pipeline whose native code does not fit. */
    void check(MemoryPlan memory) throws InterruptedException;

    /** Gives it up; a cluster inside this process ends. */
    @Override
    void close();
}
