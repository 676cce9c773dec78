package io.winnow.it;

import io.winnow.cli.run.RunFollower;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.jobs.kafka.QuestionWriter;
import io.winnow.jobs.run.RunListener;
import io.winnow.jobs.run.StoredRun;
import io.winnow.records.Answer;
import io.winnow.records.DeadLetter;
import io.winnow.records.Question;
import io.winnow.topics.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/**
 * Asks a run one question after another, each of all its streams, and hears what becomes of them. A few are always ahead of their answers: whenever the run stops or fails, some wait, and while it is
 * away no more than those are asked.
 */
final class Asker implements AutoCloseable {
    private static final int AHEAD = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final QuestionWriter writer;
    private final RunFollower follower;
    private final String run;
    private final int streams;
    private final List<String> asked = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final CompletableFuture<Void> asking;
    private boolean done;

    private Asker(KafkaOptions kafka, StoredRun run, int streams) {
        TopicNames names = new TopicNames(kafka.prefix(), run.pipeline());
        this.run = run.id();
        this.streams = streams;
        this.writer = new QuestionWriter(kafka, names);
        this.follower = RunFollower.start(kafka, names, run, new Heard());
        this.asking = CompletableFuture.runAsync(this::askOn, work -> {
            Thread thread = new Thread(work, "asker");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /**
     * Begins to ask.
     *
     * @param streams how many answers each question has
     */
    static Asker of(KafkaOptions kafka, StoredRun run, int streams) {
        return new Asker(kafka, run, streams);
    }

    /** Called by the follower's thread. */
    private final class Heard implements RunListener {
        @Override
        public void answered(Answer answer) {
            synchronized (Asker.this) {
                answers.add(answer);
                Asker.this.notifyAll();
            }
        }

        @Override
        public void refused(DeadLetter letter) {
            synchronized (Asker.this) {
                letters.add(letter);
            }
        }
    }

    private void askOn() {
        try {
            for (int number = 0; mayAsk(); number++) {
                Question question = Pipelines.question("question-" + number, "What is in the picture?");
                synchronized (this) {
                    asked.add(question.id());
                }
                writer.ask(question);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean mayAsk() throws InterruptedException {
        while (!done && waiting() >= AHEAD * streams) {
            wait();
        }
        return !done;
    }

    /** Answers that are to come. */
    private synchronized int waiting() {
        return asked.size() * streams - answers.size();
    }

    private synchronized int answered() {
        return answers.size();
    }

    /** Waits until as many questions as wait at most have been answered from now on: those that waited, and others. */
    void awaitAnswers() {
        int before = answered();
        Awaitility.await().atMost(PATIENCE).until(() -> answered() > before + AHEAD * streams);
    }

    /** Asks no more, waits for the answers that are to come, and lets the run take no other questions. */
    void end() throws InterruptedException {
        synchronized (this) {
            done = true;
            notifyAll();
        }
        asking.join();
        Awaitility.await().atMost(PATIENCE).until(() -> waiting() == 0);
        writer.end(run);
    }

    /** Ids of the questions asked so far. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /** What has been heard so far, each answer once. */
    synchronized List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** What could not be processed so far. */
    synchronized List<DeadLetter> letters() {
        return List.copyOf(letters);
    }

    @Override
    public void close() {
        synchronized (this) {
            done = true;
            notifyAll();
        }
        follower.close();
        writer.close();
    }
}
