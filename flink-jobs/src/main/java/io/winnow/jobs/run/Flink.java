package io.winnow.jobs.run;

import java.net.URI;
import org.apache.flink.client.program.ClusterClient;

/** A cluster that jobs can be sent to. */
public interface Flink extends AutoCloseable {

    /** Talks to it. */
    ClusterClient<?> client();

    /** Its REST address. */
    URI rest();

    /** Gives it up; a cluster inside this process ends. */
    @Override
    void close();
}
