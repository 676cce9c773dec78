package io.winnow.cli.replay;

import io.winnow.cli.live.TopicStretch;
import io.winnow.records.Element;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RunEnded;
import io.winnow.records.StreamEvent;
import io.winnow.records.TokenRecord;
import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.Topic;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Finds which runs wrote the records of a topic. Runs of a pipeline follow one another, so that some of their records tell, however many there are. */
final class RunsOfRecords {
    private final TopicStretch stretch;
    private final Topic<Element> topic;
    private final SortedSet<String> runs = new TreeSet<>();

    RunsOfRecords(TopicStretch stretch, Topic<Element> topic) {
        this.stretch = stretch;
        this.topic = topic;
    }

    /** A record that says its run. */
    private record Seen(long offset, String run) {}

    /** Those found so far, the newest last. */
    SortedSet<String> runs() {
        return runs;
    }

    /** Looks at a part of a partition. */
    void look(TopicPartition partition, TopicStretch.Offsets part) {
        Optional<Seen> last = last(partition, part);
        if (last.isPresent()) {
            first(partition, part.from(), part.to()).ifPresent(first -> between(partition, first, last.get()));
        }
    }

    /** Halves what lies between two records until both ends are of one run. */
    private void between(TopicPartition partition, Seen first, Seen last) {
        if (first.run().equals(last.run()) || last.offset() - first.offset() <= 1) {
            return;
        }
        long middle = first.offset() + (last.offset() - first.offset()) / 2;
        Optional<Seen> found = first(partition, middle, last.offset());
        between(partition, first, new Seen(middle, found.orElse(last).run()));
        found.ifPresent(seen -> between(partition, seen, last));
    }

    private Optional<Seen> first(TopicPartition partition, long from, long to) {
        Latest latest = new Latest();
        stretch.within(partition, new TopicStretch.Offsets(from, to), record -> {
            latest.see(record);
            return latest.seen.isEmpty();
        });
        return latest.seen;
    }

    /** Goes back from the end, farther each time, since ends of transactions take offsets too. */
    private Optional<Seen> last(TopicPartition partition, TopicStretch.Offsets part) {
        Latest latest = new Latest();
        long back = 1;
        long from = part.to();
        while (latest.seen.isEmpty() && from > part.from()) {
            from = Math.max(part.from(), part.to() - back);
            back *= 2;
            stretch.within(partition, new TopicStretch.Offsets(from, part.to()), record -> {
                latest.see(record);
                return true;
            });
        }
        return latest.seen;
    }

    /** The record that was looked at last of those that can be read. */
    private final class Latest {
        private Optional<Seen> seen = Optional.empty();

        void see(ConsumerRecord<byte[], byte[]> record) {
            try {
                if (record.value() != null) {
                    String run = run(topic.codec().decode(record.value()));
                    runs.add(run);
                    seen = Optional.of(new Seen(record.offset(), run));
                }
            } catch (RecordFormatException e) {
                // What cannot be read is of no run, and a dead letter of whoever reads it.
            }
        }
    }

    private static String run(Element element) {
        if (element instanceof TokenRecord tokens) {
            return tokens.origin().run();
        }
        if (element instanceof PrunedWindow window) {
            return window.origin().run();
        }
        return element instanceof StreamEvent event ? event.origin().run() : ((RunEnded) element).run();
    }
}
