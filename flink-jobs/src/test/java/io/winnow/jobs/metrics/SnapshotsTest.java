package io.winnow.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.run.JobName;
import io.winnow.metrics.MetricNames;
import io.winnow.records.MetricSnapshot;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
    private static final JobName JOB = new JobName("shop", "tokenize-prune", "run-1");
    private final Snapshots snapshots = new Snapshots();

    private static Map<String, String> variables(String subtask) {
        return Map.of("<job_name>", JOB.toString(), "<subtask_index>", subtask, "<stage>", "prune");
    }

    private static Counter counter(long count) {
        SimpleCounter counter = new SimpleCounter();
        counter.inc(count);
        return counter;
    }

    @Test
    void gathersByStageAndSubtask() {
        snapshots.add(counter(3), MetricNames.WINDOWS, variables("0"));
        snapshots.add((Gauge<Double>) () -> 0.5, MetricNames.PADDING_RATIO, variables("0"));
        snapshots.add(counter(4), MetricNames.WINDOWS, variables("1"));
        assertThat(snapshots.take(7).values())
                .containsExactlyInAnyOrder(
                        new MetricSnapshot(
                                "run-1",
                                "prune",
                                0,
                                Map.of(MetricNames.WINDOWS, 3.0, MetricNames.PADDING_RATIO, 0.5),
                                7),
                        new MetricSnapshot("run-1", "prune", 1, Map.of(MetricNames.WINDOWS, 4.0), 7));
    }

    @Test
    void writesLabelsIntoTheName() {
        snapshots.add(
                counter(2),
                MetricNames.DEAD_LETTERS,
                Map.of(
                        "<job_name>",
                        JOB.toString(),
                        "<subtask_index>",
                        "0",
                        "<stage>",
                        "prune",
                        "<reason>",
                        "ID_RANGE"));
        assertThat(snapshots.take(7).values().iterator().next().values())
                .containsExactly(Map.entry("deadLetters{reason=ID_RANGE}", 2.0));
    }

    @Test
    void leavesOutWhatIsNotWinnows() {
        snapshots.add(counter(1), "numRecordsIn", variables("0"));
        snapshots.add(counter(1), MetricNames.WINDOWS, Map.of("<job_name>", "another job", "<stage>", "prune"));
        assertThat(snapshots.take(7)).isEmpty();
    }

    @Test
    void tellsOnceWhatAnEndedTaskCameTo() {
        Counter counter = counter(1);
        snapshots.add(counter, MetricNames.WINDOWS, variables("0"));
        counter.inc();
        snapshots.remove(counter);
        assertThat(snapshots.take(7).values())
                .containsExactly(new MetricSnapshot("run-1", "prune", 0, Map.of(MetricNames.WINDOWS, 2.0), 7));
        assertThat(snapshots.take(8)).isEmpty();
    }

    @Test
    void aTaskThatBeginsAgainBeginsToCountAgain() {
        Counter counter = counter(5);
        snapshots.add(counter, MetricNames.WINDOWS, variables("0"));
        snapshots.remove(counter);
        snapshots.add(counter(1), MetricNames.WINDOWS, variables("0"));
        assertThat(snapshots.take(7).values())
                .containsExactly(new MetricSnapshot("run-1", "prune", 0, Map.of(MetricNames.WINDOWS, 1.0), 7));
    }
}
