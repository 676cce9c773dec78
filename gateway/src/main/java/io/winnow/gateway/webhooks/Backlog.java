package io.winnow.gateway.webhooks;

import io.winnow.gateway.webhooks.Parcel.Place;
import io.winnow.records.Alert;
import io.winnow.records.ForgottenStreams;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** The alerts that wait for one endpoint: of each question and stream in their order, and no question or stream behind another. Not safe for use by many threads. */
final class Backlog {
    private final Map<Place, Deque<Parcel>> places = new LinkedHashMap<>();
    private int size;

    void add(Parcel parcel) {
        places.computeIfAbsent(parcel.place(), place -> new ArrayDeque<>()).addLast(parcel);
        size++;
    }

    /** The one that is due first, of those that are the first of their place. */
    Optional<Parcel> next() {
        return places.values().stream().map(Deque::getFirst).min(Comparator.comparingLong(Parcel::dueMillis));
    }

    /** Forgets the first of its place, which has been dealt with. */
    void done(Parcel parcel) {
        Deque<Parcel> queue = places.get(parcel.place());
        if (queue == null || queue.peekFirst() != parcel) {
            throw new IllegalArgumentException("only the first of its place can be done");
        }
        queue.removeFirst();
        size--;
        if (queue.isEmpty()) {
            places.remove(parcel.place());
        }
    }

    /** Forgets all of a partition that another gateway reads from now on. */
    void drop(TopicPartition partition) {
        remove(parcel -> parcel.partition().equals(partition));
    }

    /** Forgets those of streams that were forgotten; which they were. That one is over since its stream is gone is kept: it says nothing of the stream, and whoever was told of it waits for its end. */
    List<Parcel> refuse(ForgottenStreams forgotten) {
        return remove(parcel -> parcel.alert().reason() != Alert.Reason.REMOVED
                && forgotten.refusesMade(parcel.alert().stream(), parcel.alert().atMillis()));
    }

    private List<Parcel> remove(Predicate<Parcel> meant) {
        List<Parcel> removed =
                places.values().stream().flatMap(Deque::stream).filter(meant).toList();
        if (!removed.isEmpty()) {
            places.values().forEach(queue -> queue.removeIf(meant));
            places.values().removeIf(Deque::isEmpty);
            size -= removed.size();
        }
        return removed;
    }

    int size() {
        return size;
    }
}
