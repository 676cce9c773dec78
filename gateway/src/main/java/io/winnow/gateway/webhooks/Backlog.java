package io.winnow.gateway.webhooks;

import io.winnow.gateway.webhooks.Parcel.Place;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
        places.values()
                .forEach(queue -> queue.removeIf(parcel -> parcel.partition().equals(partition)));
        places.values().removeIf(Deque::isEmpty);
        size = places.values().stream().mapToInt(Deque::size).sum();
    }

    int size() {
        return size;
    }
}
