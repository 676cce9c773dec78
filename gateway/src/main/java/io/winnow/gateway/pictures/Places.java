package io.winnow.gateway.pictures;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Who may compute at the same time: each key once, and so many in all, so that nobody keeps the others waiting. Nobody waits for a place. Safe for use by many threads. */
final class Places {
    private final int most;
    private final Semaphore free;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    Places(int most) {
        this.most = most;
        this.free = new Semaphore(most);
    }

    /**
     * Does what is asked for.
     *
     * @param who asks, a key's id
     * @throws PictureFollower.Busy where it is at work for the same key, or for as many as may be
     */
    <T> T at(String who, Supplier<T> work) {
        if (!taken.add(who)) {
            throw new PictureFollower.Busy();
        }
        try {
            if (!free.tryAcquire()) {
                throw new PictureFollower.Busy();
            }
            try {
                return work.get();
            } finally {
                free.release();
            }
        } finally {
            taken.remove(who);
        }
    }

    /** Does it while nobody has a place, and not at all where somebody has. */
    void alone(Runnable work) {
        if (free.tryAcquire(most)) {
            try {
                work.run();
            } finally {
                free.release(most);
            }
        }
    }
}
