package io.winnow.jobs.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.winnow.prune.KeepTrials;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a run, so that it can be resumed.
 *
 * @param id of the run
 * @param pipeline its name
 * @param digest of the resolved configuration
 * @param parts a digest of each value of it, by its key; none in runs of versions that did not store them
 * @param engine that the reader is computed in, chosen when the run began; empty where nothing reads
 * @param keep what was tried to find how little can be kept, when the run began; absent where that was named
 * @param startedMillis wall clock of the first submission
 * @param checkpoints URI of the folder that holds a folder of checkpoints for each job
 * @param startOffsets of each topic that is read, by its full name, where reading began
 * @param jobs by name
 */
public record StoredRun(
        String id,
        String pipeline,
        String digest,
        Map<String, String> parts,
        String engine,
        @Nullable KeepTrials keep,
        long startedMillis,
        String checkpoints,
        Map<String, List<Long>> startOffsets,
        Map<String, StoredJob> jobs) {

    /**
     * One job of a run.
     *
     * @param id that Flink gave it at its latest submission
     * @param submittedMillis wall clock of that submission
     * @param finished whether it has come to its end
     * @param tallies that it ended with
     */
    public record StoredJob(String id, long submittedMillis, boolean finished, Map<String, Long> tallies) {
        public StoredJob {
            tallies = new TreeMap<>(tallies);
        }

        /** The same at its end. */
        public StoredJob ended(Map<String, Long> counted) {
            return new StoredJob(id, submittedMillis, true, counted);
        }

        /** A job that has been submitted now. */
        public static StoredJob running(String id) {
            return new StoredJob(id, System.currentTimeMillis(), false, Map.of());
        }
    }

    @SuppressWarnings("NullAway") // Runs of earlier versions have no parts and no engine.
    public StoredRun {
        parts = parts == null ? Map.of() : new TreeMap<>(parts);
        engine = engine == null ? "" : engine;
        startOffsets = new TreeMap<>(startOffsets);
        jobs = new TreeMap<>(jobs);
    }

    /** Whether every job has come to its end. */
    @JsonIgnore
    public boolean finished() {
        return !jobs.isEmpty() && jobs.values().stream().allMatch(StoredJob::finished);
    }

    /** The same with one job replaced. */
    public StoredRun with(String name, StoredJob job) {
        Map<String, StoredJob> changed = new TreeMap<>(jobs);
        changed.put(name, job);
        return new StoredRun(
                id, pipeline, digest, parts, engine, keep, startedMillis, checkpoints, startOffsets, changed);
    }

    /** The same under a configuration that differs from its own in nothing that it has to keep. */
    public StoredRun under(String otherDigest, Map<String, String> otherParts) {
        return new StoredRun(
                id, pipeline, otherDigest, otherParts, engine, keep, startedMillis, checkpoints, startOffsets, jobs);
    }

    /** The same with nothing decided that is decided when a run begins. */
    public StoredRun undecided() {
        return new StoredRun(id, pipeline, digest, parts, "", null, startedMillis, checkpoints, startOffsets, jobs);
    }

    /** The same with the engine that was chosen for it. */
    public StoredRun withEngine(String word) {
        return new StoredRun(id, pipeline, digest, parts, word, keep, startedMillis, checkpoints, startOffsets, jobs);
    }

    /** The same with what was tried to find how little can be kept. */
    public StoredRun withTrials(KeepTrials trials) {
        return new StoredRun(
                id, pipeline, digest, parts, engine, trials, startedMillis, checkpoints, startOffsets, jobs);
    }

    /** What was tried to find how little can be kept. */
    public Optional<KeepTrials> trials() {
        return Optional.ofNullable(keep);
    }

    /** The job of this name. */
    public StoredJob job(String name) {
        return Objects.requireNonNull(jobs.get(name), () -> "run " + id + " has no job " + name);
    }

    /** Folder of a job's checkpoints. */
    public String checkpointsOf(String job) {
        return checkpoints + "/" + job;
    }
}
