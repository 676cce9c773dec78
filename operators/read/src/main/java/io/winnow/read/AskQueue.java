package io.winnow.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Requests that no worker has taken yet, in a lane for each stream; streams take turns. Safe for use by several threads. */
final class AskQueue {
    private final int capacity;
    private final LinkedHashMap<String, ArrayDeque<Pending>> lanes = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private final Condition room = lock.newCondition();
    private int size;
    private boolean closed;

    /** @param capacity requests that wait at most; more make {@link #submit} wait */
    AskQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Hands in a request, and waits while the queue is full. */
    CompletableFuture<ReadResult> submit(String stream, Ask ask) {
        lock.lock();
        try {
            while (size >= capacity && !closed) {
                room.awaitUninterruptibly();
            }
            if (closed) {
                return CompletableFuture.failedFuture(new IllegalStateException("the reader is closed"));
            }
            Pending pending = new Pending(stream, ask, new CompletableFuture<>());
            lanes.computeIfAbsent(stream, id -> new ArrayDeque<>()).add(pending);
            size++;
            came.signal();
            return pending.result();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes requests, one of each stream in turn.
     *
     * @param most requests
     * @param tokens that they may have together, those of a context counted once
     * @param idle whether the taker has nothing else to do: then it waits until there is one, and takes the first however long it is
     * @return none where there is none or no room for the next, or where the queue is closed and empty
     */
    List<Pending> take(int most, long tokens, boolean idle) {
        lock.lock();
        try {
            while (idle && size == 0 && !closed) {
                came.awaitUninterruptibly();
            }
            List<Pending> taken = new ArrayList<>();
            Load load = new Load();
            while (size > 0 && taken.size() < most) {
                Map.Entry<String, ArrayDeque<Pending>> lane =
                        lanes.entrySet().iterator().next();
                Ask next = lane.getValue().getFirst().ask();
                if (load.with(next) > tokens && !(idle && taken.isEmpty())) {
                    break;
                }
                load.add(next);
                taken.add(endTurn(lane.getKey(), lane.getValue()));
            }
            room.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private Pending endTurn(String stream, ArrayDeque<Pending> lane) {
        Pending head = lane.removeFirst();
        size--;
        lanes.remove(stream);
        if (!lane.isEmpty()) {
            lanes.put(stream, lane);
        }
        return head;
    }

    /** Whether no request waits, and none will come. */
    boolean ended() {
        lock.lock();
        try {
            return closed && size == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more requests; those that wait are still handed out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            came.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
