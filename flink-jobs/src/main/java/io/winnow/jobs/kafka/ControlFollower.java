package io.winnow.jobs.kafka;

import io.winnow.decode.control.StreamControls;
import io.winnow.decode.control.StreamWish;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.DeadLetter;
import io.winnow.records.StageContext;
import io.winnow.records.StreamControl;
import io.winnow.topics.TopicNames;
import io.winnow.topics.TopicRegistry;
import java.util.List;
import java.util.Optional;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hears of a control topic what is wished of streams, and writes dead letters of what is no wish. */
final class ControlFollower implements ControlReader.Listener {
    private final Arrivals<StreamControl, StreamControl> arrivals;
    private final StreamControls.Listener listener;
    private final ControlLetters letters;

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
        listener.heard(wishes(records));
    }

    @Override
    public void failed(Exception failure) {
        listener.failed(failure);
    }

    private List<StreamWish> wishes(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().flatMap(record -> wish(record).stream()).toList();
    }

    private Optional<StreamWish> wish(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.of(new StreamWish.Withdrawn(ControlReader.key(record)));
        }
        Optional<Either<StreamControl, DeadLetter>> arrival = arrivals.read(record);
        if (arrival.isEmpty()) {
            // Sent again for another consumer; of the stream nothing new is said.
            return Optional.of(new StreamWish.Unreadable(ControlReader.key(record)));
        }
        if (arrival.get().isRight()) {
            letters.send(arrival.get().right());
            return Optional.of(new StreamWish.Unreadable(ControlReader.key(record)));
        }
        StreamControl control = arrival.get().left();
        if (!control.stream().equals(ControlReader.key(record))) {
            letters.send(arrivals.letter(
                    record,
                    "BAD_CONTROL",
                    "the record is about stream " + control.stream() + ", and its key is " + ControlReader.key(record),
                    "Write it with the stream's id as its key."));
            return Optional.of(new StreamWish.Unreadable(ControlReader.key(record)));
        }
        return Optional.of(new StreamWish.Asked(
                control, (reason, what, hint) -> letters.send(arrivals.letter(record, reason, what, hint))));
    }
}
