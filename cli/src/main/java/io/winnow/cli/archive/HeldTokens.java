package io.winnow.cli.archive;

import io.winnow.archive.Bytewise;
import io.winnow.archive.FrameTokens;
import io.winnow.archive.Row;
import io.winnow.archive.TopicRow;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.RecordId;
import io.winnow.records.TokenRecord;
import io.winnow.records.avro.RecordFormatException;
import io.winnow.topics.TopicRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a topic of tokens holds of the streams and the time that are asked about: each record once, though it may have been written again after a failure, and as a row of an archive. */
final class HeldTokens {
    private static final Comparator<Row> ORDER = Comparator.comparing(
                    (Row row) -> row.item().path(), Bytewise.ORDER)
            .thenComparingLong(row -> frame(row).epoch())
            .thenComparingLong(row -> frame(row).seq());

    private final Wanted streams;
    private final Reach reach;
    private final ForgottenStreams forgotten;
    private final Set<RecordId> seen = new HashSet<>();
    private final List<Row> rows = new ArrayList<>();
    private long unreadable;

    /**
     * Nothing yet.
     *
     * @param streams that are wanted
     * @param reach of what is looked at, which knows the time
     * @param forgotten what is left out
     */
    HeldTokens(Wanted streams, Reach reach, ForgottenStreams forgotten) {
        this.streams = streams;
        this.reach = reach;
        this.forgotten = forgotten;
    }

    /** Takes a record of the topic. Events are left out, and what is sent again to one consumer, since it is there already. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || record.headers().lastHeader(TopicRegistry.REDRIVE_HEADER) != null) {
            return;
        }
        try {
            if (TopicRegistry.TOKENS.codec().decode(record.value()) instanceof TokenRecord tokens) {
                take(record.offset(), tokens);
            }
        } catch (RecordFormatException e) {
            unreadable++;
        }
    }

    private void take(long offset, TokenRecord tokens) {
        String stream = tokens.origin().stream();
        if (streams.test(stream)
                && !forgotten.refuses(tokens.origin())
                && seen.add(tokens.id())
                && reach.add(stream, tokens.span())) {
            rows.add(TopicRow.of(offset, tokens).row());
        }
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Rows by stream, and then in the order of their frames. */
    List<Row> rows() {
        return rows.stream().sorted(ORDER).toList();
    }

    /** The bundle that made the newest of them, {@code name@digest12}. There must be one. */
    String newestTokenizer() {
        return rows.stream()
                .max(Comparator.comparingLong(row -> row.item().modifiedMillis()))
                .orElseThrow()
                .tokenizer();
    }

    /** Records of the topic that this version cannot read, whosever they are. */
    long unreadable() {
        return unreadable;
    }

    /** What was wanted of which nothing was looked at. */
    List<String> unseen() {
        return streams.unseen();
    }

    Reach reach() {
        return reach;
    }

    private static FrameTokens frame(Row row) {
        return row.frame().orElseThrow();
    }
}
