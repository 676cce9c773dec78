package io.winnow.jobs.kafka;

import io.winnow.decode.control.StreamControls;
import io.winnow.decode.control.StreamWish;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.DeadLetter;
import io.winnow.records.StageContext;
import io.winnow.records.StreamControl;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hears of a control topic what is wished of streams, and writes dead letters of what is no wish. */
final class ControlFollower implements ControlReader.Listener {
    private final Arrivals<StreamControl, StreamControl> arrivals;
    private final StreamControls.Listener listener;
    private final ControlLetters letters;
    private boolean begun;

    private ControlFollower(
            Arrivals<StreamControl, StreamControl> arrivals, ControlLetters letters, StreamControls.Listener listener) {
        this.arrivals = arrivals;
        this.letters = letters;
        this.listener = listener;
    }

    static StreamControls.Following start(
            KafkaOptions options, TopicNames names, StageContext stage, StreamControls.Listener listener) {
        Arrivals<StreamControl, StreamControl> arrivals = new Arrivals<>(
                TopicForm.CONTROL,
                (control, partition, offset) -> control,
                names.of(TopicRegistry.CONTROL),
                "",
                stage.run(),
                stage.consumer());
        ControlLetters letters = new ControlLetters(options, names, stage, listener::failed);
        ControlFollower follower = new ControlFollower(arrivals, letters, listener);
        ControlReader reader =
                ControlReader.start(options, arrivals.topic(), names.group(stage.stage() + "-control"), follower);
        return () -> {
            reader.close();
            letters.close();
        };
    }

    @Override
    public void heard(List<ConsumerRecord<byte[], byte[]>> records) {
        listener.heard(begun ? records.stream().map(this::wish).toList() : newest(records));
        begun = true;
    }

    /** Of each stream the newest wish that can be read, and what was written after it: what it does not say is as it was. */
    private List<StreamWish> newest(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> streams = records.stream()
                .collect(Collectors.groupingBy(ControlReader::key, LinkedHashMap::new, Collectors.toList()));
        return streams.values().stream()
                .flatMap(stream -> newestOf(stream).stream())
                .toList();
    }

    private List<StreamWish> newestOf(List<ConsumerRecord<byte[], byte[]>> stream) {
        Deque<StreamWish> wishes = new ArrayDeque<>();
        for (int i = stream.size() - 1; i >= 0; i--) {
            StreamWish wish = wish(stream.get(i));
            wishes.addFirst(wish);
            if (!(wish instanceof StreamWish.Unreadable)) {
                break;
            }
        }
        return List.copyOf(wishes);
    }

    @Override
    public void failed(Exception failure) {
        listener.failed(failure);
    }

    private StreamWish wish(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return new StreamWish.Withdrawn(ControlReader.key(record));
        }
        Optional<Either<StreamControl, DeadLetter>> arrival = arrivals.read(record);
        if (arrival.isEmpty()) {
            // Sent again for another consumer; of the stream nothing new is said.
            return new StreamWish.Unreadable(ControlReader.key(record));
        }
        if (arrival.get().isRight()) {
            letters.send(arrival.get().right());
            return new StreamWish.Unreadable(ControlReader.key(record));
        }
        StreamControl control = arrival.get().left();
        if (!control.stream().equals(ControlReader.key(record))) {
            letters.send(arrivals.letter(
                    record,
                    "BAD_CONTROL",
                    "the record is about stream " + control.stream() + ", and its key is " + ControlReader.key(record),
                    "Write it with the stream's id as its key."));
            return new StreamWish.Unreadable(ControlReader.key(record));
        }
        return new StreamWish.Asked(
                control, (reason, what, hint) -> letters.send(arrivals.letter(record, reason, what, hint)));
    }
}
